import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Extract, type Header } from 'tar-stream';
import { ARCHIVE_LIMITS } from '../folder-rules.ts';
import { ArchiveFull, type ArchiveFiles, type EntryKind } from './archive-files.ts';
import { collect, watchSize } from './collect.ts';

/** What is no file, by the word that tar-stream has for it. */
const KINDS: Readonly<Record<string, string>> = {
  link: 'a hard link',
  symlink: 'a symbolic link',
  'character-device': 'a device',
  'block-device': 'a device',
  fifo: 'a pipe',
};

/** A gzipped tar. @throws what gzip and tar say of a damaged one, or ArchiveFull. */
export async function readTarGz(archive: Buffer, found: ArchiveFiles): Promise<void> {
  const tar = extract();
  const feeding = pipeline(
    Readable.from([archive]),
    createGunzip(),
    watchSize(found, archive.length, ARCHIVE_LIMITS.inflatedBytes),
    tar,
  );
  const settled = await Promise.allSettled([readEntries(tar, found), feeding]);
  const failures = settled.flatMap((one): unknown[] =>
    one.status === 'rejected' ? [one.reason] : [],
  );
  // Whichever of the two fails ends the other, which then says less.
  if (failures.length > 0)
    throw failures.find(tellsMost) ?? failures.find(isTelling) ?? failures[0];
}

const tellsMost = (error: unknown): boolean => error instanceof ArchiveFull;
const isTelling = (error: unknown): boolean =>
  error instanceof Error && !('code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE');

async function readEntries(tar: Extract, found: ArchiveFiles): Promise<void> {
  for await (const entry of tar) {
    const { name, size, type } = entry.header;
    const kind = kindOf(entry.header);
    const what = KINDS[type] ?? 'not a regular file';
    const path = found.announce(name, kind, what);
    if (path === null || !found.fits(path, size)) entry.resume();
    else found.take(path, await collect(entry, size));
  }
}

/** Old archives have folders as files whose name ends in a slash. */
function kindOf({ type, name }: Header): EntryKind {
  if (type === 'directory' || (type === 'file' && name.endsWith('/'))) return 'folder';
  return type === 'file' || type === 'contiguous-file' ? 'file' : 'other';
}
