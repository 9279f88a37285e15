import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileProblem, type Problem } from '../manifest/problem.ts';
import { FOLDER_LIMITS, isPassedOver } from './folder-rules.ts';

/**
 * Reads an exercise folder into memory, text only.
 *
 * Folders come from instructors, who are trusted half: a symbolic link could show any file of the
 * host to learners, so links are refused by name and files opened without following one; sizes,
 * counts and depth are bounded. Hidden files and what interpreters leave behind are passed over.
 */
export interface FolderFile {
  /** Below the folder, with `/` between segments. */
  readonly path: string;
  readonly content: string;
}

export interface FolderContent {
  /** In the order of their paths, numbers in names by value: `2.in` before `10.in`. */
  readonly files: readonly FolderFile[];
  readonly problems: readonly Problem[];
}

const MIB = 1024 * 1024;
const naturalOrder = new Intl.Collator('en', { numeric: true });
/** Numbers by value; names that the collator finds equal by code unit, so that order is total. */
export const compareNames = (a: string, b: string): number =>
  naturalOrder.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);

export async function readFolder(folder: string): Promise<FolderContent> {
  const walk = new Walk(folder);
  await walk.enter('', 0);
  return { files: walk.files, problems: walk.problems };
}

class Walk {
  readonly files: FolderFile[] = [];
  readonly problems: Problem[] = [];
  private totalBytes = 0;
  private full = false;
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async enter(below: string, depth: number): Promise<void> {
    if (depth > FOLDER_LIMITS.depth) {
      this.refuse(below, 'The folder is nested too deeply.', 'Flatten it.');
      return;
    }
    const entries = await readdir(join(this.folder, below), { withFileTypes: true });
    entries.sort((a, b) => compareNames(a.name, b.name));
    for (const entry of entries) {
      if (this.full) return;
      if (isPassedOver(entry.name)) continue;
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) await this.enter(path, depth + 1);
      else if (entry.isFile()) await this.take(path);
      else if (entry.isSymbolicLink()) {
        this.refuse(path, 'This is a symbolic link.', 'Put a copy of the file in its place.');
      } else this.refuse(path, 'This is not a regular file.', 'Remove it.');
    }
  }

  private async take(path: string): Promise<void> {
    if (this.files.length >= FOLDER_LIMITS.files) {
      this.full = true;
      const message = `The folder holds more than ${FOLDER_LIMITS.files} files.`;
      this.refuse('', message, 'Put several cases into one YAML file.');
      return;
    }
    const bytes = await readRegularFile(join(this.folder, path));
    if (bytes === 'too-large') {
      const message = `The file is larger than ${FOLDER_LIMITS.fileBytes / MIB} MiB.`;
      this.refuse(path, message, 'Make it smaller.');
      return;
    }
    this.totalBytes += bytes.length;
    if (this.totalBytes > FOLDER_LIMITS.totalBytes) {
      this.full = true;
      const message = `The folder holds more than ${FOLDER_LIMITS.totalBytes / MIB} MiB.`;
      this.refuse('', message, 'Use fewer or smaller cases.');
      return;
    }
    const content = decodeText(bytes);
    if (content !== null) this.files.push({ path, content });
    else this.refuse(path, 'The file is not text in UTF-8.', 'Save it as UTF-8, or remove it.');
  }

  private refuse(path: string, message: string, remedy: string): void {
    this.problems.push(fileProblem(join(this.folder, path), message, remedy));
  }
}

async function readRegularFile(path: string): Promise<Buffer | 'too-large'> {
  // Not blocking: what was a file may have become a pipe since the folder was listed.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const handle = await open(path, flags);
  try {
    const { size } = await handle.stat();
    return size > FOLDER_LIMITS.fileBytes ? 'too-large' : await handle.readFile();
  } finally {
    await handle.close();
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Null for what is no UTF-8. A byte-order mark stays: in a test's input it may be meant. */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
