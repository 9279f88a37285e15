import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { TextFile } from '../../grading/catalogue/exercise.ts';
import { SUBMISSION_LIMITS } from '../../grading/submission/submission.ts';
import { CliError, EXIT } from './cli-error.ts';
import { FOLDER_FILE, STATEMENT_FILE } from './exercise-folder.ts';
import { DATABASE_FOLDER, TESTS_FOLDER } from './sample-files.ts';

/** Entries of a folder tree that are looked at before it is taken for the wrong folder. */
const MAX_ENTRIES = 5000;
const MAX_DEPTH = 16;

/** Never the learner's work, wherever they lie; names with a dot in front are left out as well. */
const IGNORED_NAMES: ReadonlySet<string> = new Set(['__pycache__', 'node_modules']);

export interface CollectedFiles {
  readonly files: readonly TextFile[];
  /** What was left out and why, for files that one might have meant to hand in. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Files to hand in: of a folder all that is the learner's own text, of files exactly those. Paths
 * are relative to the folder, or to the deepest folder that holds all files.
 */
export async function collectFiles(paths: readonly string[], cwd: string): Promise<CollectedFiles> {
  const targets = await Promise.all(paths.map((path) => inspect(resolve(cwd, path), path)));
  const [only] = targets;
  if (targets.length === 1 && only?.isDirectory) return collectFolder(only.path);
  const files: string[] = [];
  for (const { path, isDirectory } of targets) {
    if (isDirectory) files.push(...(await listFolder(path)).map((file) => join(path, file)));
    else files.push(path);
  }
  const collected = await readAll(commonFolder(files), files);
  const named = new Set(targets.map(({ path }) => basename(path)));
  const refused = collected.skipped.find(({ path }) => named.has(basename(path)));
  if (refused !== undefined) throw new CliError(`${refused.path} ${refused.reason}.`, EXIT.usage);
  return collected;
}

async function inspect(
  path: string,
  given: string,
): Promise<{ path: string; isDirectory: boolean }> {
  try {
    return { path, isDirectory: (await stat(path)).isDirectory() };
  } catch {
    throw new CliError(`There is no file or folder ${given}.`, EXIT.usage);
  }
}

async function collectFolder(directory: string): Promise<CollectedFiles> {
  const files = await listFolder(directory);
  return readAll(
    directory,
    files.map((file) => join(directory, file)),
  );
}

/** Relative paths of what a learner may mean to hand in, in a fixed order. */
async function listFolder(root: string): Promise<string[]> {
  const found: string[] = [];
  const isMade = await exists(join(root, FOLDER_FILE));
  let seen = 0;
  const walk = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      seen += 1;
      if (seen > MAX_ENTRIES || depth > MAX_DEPTH) throw tooLarge(root);
      if (entry.name.startsWith('.') || IGNORED_NAMES.has(entry.name)) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      // What `get` wrote for reading is not part of the answer.
      if (isMade && [TESTS_FOLDER, DATABASE_FOLDER, STATEMENT_FILE].includes(path)) continue;
      if (entry.isDirectory()) await walk(path, depth + 1);
      else found.push(path);
    }
  };
  await walk('', 0);
  return found;
}

async function readAll(root: string, paths: readonly string[]): Promise<CollectedFiles> {
  const files: TextFile[] = [];
  const skipped: { path: string; reason: string }[] = [];
  for (const absolute of paths) {
    const path = relative(root, absolute).split(sep).join('/');
    const text = await readText(absolute);
    if ('reason' in text) skipped.push({ path, reason: text.reason });
    else files.push({ path, content: text.content });
    if (files.length > SUBMISSION_LIMITS.files) throw tooMany(root, paths.length);
  }
  return { files, skipped };
}

async function readText(path: string): Promise<{ content: string } | { reason: string }> {
  const info = await lstat(path);
  if (info.isSymbolicLink()) return { reason: 'is a symbolic link' };
  if (!info.isFile()) return { reason: 'is not a regular file' };
  if (info.size > SUBMISSION_LIMITS.totalBytes) {
    return { reason: `is larger than ${SUBMISSION_LIMITS.totalBytes / 1024} KiB` };
  }
  const bytes = await readFile(path);
  if (bytes.includes(0)) return { reason: 'is not text' };
  try {
    return { content: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { reason: 'is not text (UTF-8)' };
  }
}

/** The deepest folder that holds them all. */
function commonFolder(files: readonly string[]): string {
  let folder = dirname(files[0] ?? '.');
  const holds = (file: string): boolean => !relative(folder, file).startsWith('..');
  // Ends at the latest at the root, which holds everything.
  while (!files.every(holds) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}

const tooLarge = (root: string): CliError =>
  new CliError(
    `${root} holds too much to be an answer.`,
    EXIT.usage,
    'Name the files, or go into the folder that ./assay get made.',
  );

const tooMany = (root: string, count: number): CliError =>
  new CliError(
    `${basename(root)} has ${count} files; a submission has at most ${SUBMISSION_LIMITS.files}.`,
    EXIT.usage,
    'Name the files that belong to your answer.',
  );
