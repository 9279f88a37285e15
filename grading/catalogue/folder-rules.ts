const MIB = 1024 * 1024;

/** What an exercise folder may hold, on a disk, in an archive or in a browser. */
export const FOLDER_LIMITS = {
  files: 3000,
  fileBytes: 8 * MIB,
  totalBytes: 24 * MIB,
  depth: 12,
} as const;

/** What an archive of one may be. */
export const ARCHIVE_LIMITS = {
  /** As it is sent, compressed. */
  archiveBytes: 16 * MIB,
  /** Files, folders and all else, what is passed over included. */
  entries: 10_000,
  /** Unpacked, with an archive's own blocks: beyond it, nothing more is read. */
  inflatedBytes: FOLDER_LIMITS.totalBytes + 16 * MIB,
  /** Once this much is unpacked, it must not be more than `ratio` times what was sent. */
  ratioFromBytes: 8 * MIB,
  ratio: 200,
  nameLength: 400,
  /** Told of; the first ones explain the rest. */
  problems: 100,
} as const;

/** Written by interpreters, package managers and packers beside the author's files. */
const LEFT_BEHIND = new Set(['__pycache__', 'node_modules', '__MACOSX']);

/** True for what is not the author's: hidden files, and what programs leave beside others. */
export const isPassedOver = (name: string): boolean =>
  name.startsWith('.') || LEFT_BEHIND.has(name);
