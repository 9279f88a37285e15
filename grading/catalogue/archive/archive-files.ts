import { fileProblem, type Problem } from '../../manifest/problem.ts';
import { ARCHIVE_LIMITS, FOLDER_LIMITS, isPassedOver } from '../folder-rules.ts';
import { compareNames, decodeText } from '../read-folder.ts';
import type { FolderFile } from '../read-folder.ts';

const MIB = 1024 * 1024;

/** Thrown to stop reading: what is wrong is among the problems. */
export class ArchiveFull extends Error {
  override readonly name = 'ArchiveFull';
}

export type EntryKind = 'file' | 'folder' | 'other';

const isControl = (name: string): boolean => /[\p{Cc}\p{Cs}\uFFFD]/u.test(name);

/** Why a name is none that a folder can hold, or null. */
function nameFault(name: string): string | null {
  if (name.length > ARCHIVE_LIMITS.nameLength) return 'The name is too long.';
  if (isControl(name)) return 'The name has characters that are no text.';
  if (name.includes('\\')) return 'The name has a backslash.';
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return 'The name is an absolute path.';
  const segments = name.split('/');
  if (segments.includes('..')) return 'The name leads out of the folder by "..".';
  if (segments.some((one) => one === '' || one === '.')) return 'The name has an empty part.';
  return segments.length > FOLDER_LIMITS.depth ? 'The folder is nested too deeply.' : null;
}

/** `./a/b` as `tar` writes it, and `a/b/` of folders. */
const plainName = (name: string): string => name.replace(/^(\.\/)+/, '').replace(/\/$/, '');

/**
 * What an archive holds, in memory.
 *
 * Theory of operation: archives come from instructors' browsers, who are trusted half, and the API
 * reads them itself. Nothing is ever written to a disk, so no name can lead anywhere; still, names
 * are held to what a folder could hold, since they are shown, stored, and become paths in a cell.
 * Only regular files count: a link, a device or a pipe is refused, never followed. Two names that
 * some disk would take for one (the same twice, or in upper and lower case) are refused, because
 * which of the two would count depends on the disk. Entries, bytes of one file, bytes of all, and
 * what an archive may swell to are bounded, and reading stops at the first bound that is reached.
 */
export class ArchiveFiles {
  readonly files: FolderFile[] = [];
  readonly problems: Problem[] = [];
  private entries = 0;
  private totalBytes = 0;
  /** By the name as the least particular disk would know it. */
  private readonly claims = new Map<string, { readonly path: string; readonly isFile: boolean }>();

  /**
   * The path of a file that is to be read, or null for what is not.
   * @throws ArchiveFull past the largest number of entries.
   */
  announce(name: string, kind: EntryKind, what: string): string | null {
    this.entries += 1;
    if (this.entries > ARCHIVE_LIMITS.entries) {
      this.stop(`The archive has more than ${ARCHIVE_LIMITS.entries} entries.`);
    }
    const path = plainName(name);
    if (kind === 'folder' && (path === '' || path === '.')) return null;
    const fault = nameFault(path);
    if (fault !== null) return this.refuse(name, fault, 'Pack the folder anew, from within.');
    if (kind === 'other') {
      return this.refuse(path, `This is ${what}.`, 'Put a copy of the file in its place.');
    }
    if (path.split('/').some(isPassedOver)) return null;
    if (!this.claim(path, kind === 'file') || kind === 'folder') return null;
    if (this.files.length >= FOLDER_LIMITS.files) {
      this.stop(`The archive holds more than ${FOLDER_LIMITS.files} files.`);
    }
    return path;
  }

  /** True where a file of this size is to be read at all. */
  fits(path: string, size: number): boolean {
    if (size <= FOLDER_LIMITS.fileBytes) return true;
    const message = `The file is larger than ${FOLDER_LIMITS.fileBytes / MIB} MiB.`;
    this.refuse(path, message, 'Make it smaller.');
    return false;
  }

  /** @throws ArchiveFull past the largest size of all files. */
  take(path: string, bytes: Uint8Array): void {
    this.totalBytes += bytes.length;
    if (this.totalBytes > FOLDER_LIMITS.totalBytes) {
      this.stop(`The files are larger than ${FOLDER_LIMITS.totalBytes / MIB} MiB together.`);
    }
    const content = decodeText(bytes);
    if (content !== null) this.files.push({ path, content });
    else this.refuse(path, 'The file is not text in UTF-8.', 'Save it as UTF-8, or remove it.');
  }

  /** Ends the reading of an archive that is too large in one way or another. */
  stop(message: string): never {
    this.refuse('', message, 'Use fewer or smaller cases.');
    throw new ArchiveFull(message);
  }

  /** `path` '' stands for the archive as a whole. */
  refuse(path: string, message: string, remedy: string): null {
    if (this.problems.length >= ARCHIVE_LIMITS.problems) throw new ArchiveFull(message);
    this.problems.push(fileProblem(path, message, remedy));
    return null;
  }

  sorted(): readonly FolderFile[] {
    return this.files.toSorted((a, b) => compareNames(a.path, b.path));
  }

  /** The file or folder, and every folder above it: false where one of them is taken. */
  private claim(path: string, isFile: boolean): boolean {
    const segments = path.split('/');
    return segments.every((_, index) => {
      const part = segments.slice(0, index + 1).join('/');
      return this.claimOne(part, isFile && index === segments.length - 1);
    });
  }

  private claimOne(path: string, isFile: boolean): boolean {
    const key = path.normalize('NFC').toLowerCase();
    const other = this.claims.get(key);
    if (other === undefined) {
      this.claims.set(key, { path, isFile });
      return true;
    }
    if (other.path !== path) {
      const message = `"${other.path}" differs from it in upper and lower case alone.`;
      this.refuse(path, message, 'Rename one of the two.');
      return false;
    }
    if (!isFile && !other.isFile) return true;
    const message =
      isFile && other.isFile ? 'The file is there twice.' : 'A folder and a file have this name.';
    this.refuse(path, message, 'Pack the folder anew, from within.');
    return false;
  }
}
