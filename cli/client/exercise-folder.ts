import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { TextFile } from '../../grading/catalogue/exercise.ts';
import {
  EXERCISE_KINDS,
  LANGUAGES,
  type ExerciseKind,
  type Language,
} from '../../grading/manifest/language-names.ts';
import type { ExerciseResource } from '../../grading/resource/resources.ts';
import { CliError, EXIT } from './cli-error.ts';
import { sampleFiles } from './sample-files.ts';

/** Marks a folder made by `get`: `try` and `submit` find in it what they are about. */
export const FOLDER_FILE = '.assay.json';
export const STATEMENT_FILE = 'statement.md';

/** Folders upwards that are searched for a FOLDER_FILE. */
const MAX_PARENTS = 20;

export interface FolderRecord {
  readonly format: 1;
  readonly exercise: string;
  readonly kind: ExerciseKind;
  readonly language: Language;
  readonly server: string;
  /** The version of the exercise that was written. */
  readonly contentHash: string;
  /** SHA-256 of each file as written: what differs from it was changed by the learner. */
  readonly files: Readonly<Record<string, string>>;
}

export interface ExerciseFolder {
  readonly directory: string;
  readonly record: FolderRecord;
}

export interface WriteReport {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  /** The learner's own changes, left as they are. */
  readonly kept: readonly string[];
}

/** The folder made by `get` that holds `start`, or null. */
export async function findExerciseFolder(start: string): Promise<ExerciseFolder | null> {
  let directory = resolve(start);
  for (let level = 0; level < MAX_PARENTS; level += 1) {
    const record = await readRecord(directory);
    if (record !== null) return { directory, record };
    const parent = dirname(directory);
    if (parent === directory) return null;
    directory = parent;
  }
  return null;
}

/** Writes starter, samples and statement; a file that the learner changed stays, unless forced. */
export async function writeExerciseFolder(
  directory: string,
  exercise: ExerciseResource,
  language: Language,
  server: string,
  force: boolean,
): Promise<WriteReport> {
  const before = await readRecord(directory);
  if (before !== null && before.exercise !== exercise.id && !force) {
    throw new CliError(
      `${directory} already holds the exercise ${before.exercise}.`,
      EXIT.usage,
      'Choose another folder with --dir, or overwrite it with --force.',
    );
  }
  const report = { written: [] as string[], unchanged: [] as string[], kept: [] as string[] };
  const hashes: Record<string, string> = {};
  const files = filesOf(exercise, language);
  for (const { path } of files) assertSafePath(path);
  for (const file of files) {
    const outcome = await writeOne(directory, file, before?.files[file.path] ?? null, force);
    report[outcome].push(file.path);
    hashes[file.path] = sha256(file.content);
  }
  const record: FolderRecord = {
    format: 1,
    exercise: exercise.id,
    kind: exercise.kind,
    language,
    server,
    contentHash: exercise.contentHash,
    files: hashes,
  };
  await replaceFile(join(directory, FOLDER_FILE), `${JSON.stringify(record, null, 2)}\n`);
  return report;
}

function filesOf(exercise: ExerciseResource, language: Language): TextFile[] {
  const starter = exercise.starters.find((one) => one.language === language)?.files ?? [];
  const samples = exercise.samples.flatMap(sampleFiles);
  const all = [...starter, ...samples, { path: STATEMENT_FILE, content: exercise.statement }];
  return [...new Map(all.map((file) => [file.path, file])).values()];
}

async function writeOne(
  directory: string,
  file: TextFile,
  writtenHash: string | null,
  force: boolean,
): Promise<keyof WriteReport> {
  const path = join(directory, file.path);
  const present = await presentHash(path);
  if (present === sha256(file.content)) return 'unchanged';
  if (present !== null && present !== writtenHash && !force) return 'kept';
  await replaceFile(path, file.content);
  return 'written';
}

/** Paths come from the server, which is not trusted with the learner's disk. */
function assertSafePath(path: string): void {
  const segments = path.split('/');
  const bad = (segment: string): boolean => segment === '' || segment === '.' || segment === '..';
  if (segments.some(bad) || /[\\:\p{Cc}]/u.test(path) || path === FOLDER_FILE) {
    throw new CliError(`The server sent a file with a path that is not safe: ${path}`, EXIT.server);
  }
}

/** Hash of what stands there; `other` for what is no regular file; null for nothing. */
async function presentHash(path: string): Promise<string | null> {
  try {
    const info = await lstat(path);
    return info.isFile() ? sha256(await readFile(path)) : 'other';
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Beside and renamed: never half a file, and a symbolic link is replaced, not followed. */
async function replaceFile(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeFile(draft, content, { flag: 'wx' });
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

async function readRecord(directory: string): Promise<FolderRecord | null> {
  const path = join(directory, FOLDER_FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  const record = parseRecord(text);
  if (record === null) {
    throw new CliError(`${path} is damaged.`, EXIT.usage, 'Remove it and run ./assay get again.');
  }
  return record;
}

function parseRecord(text: string): FolderRecord | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value) || value['format'] !== 1 || !isRecord(value['files'])) return null;
  const { exercise, language, server, contentHash } = value;
  const known = LANGUAGES.find((one) => one === language);
  // Folders of before there were kinds are of programs.
  const kind = EXERCISE_KINDS.find((one) => one === (value['kind'] ?? 'program'));
  if (
    kind === undefined ||
    typeof exercise !== 'string' ||
    typeof server !== 'string' ||
    known === undefined
  )
    return null;
  if (typeof contentHash !== 'string') return null;
  const files: Record<string, string> = {};
  for (const [path, hash] of Object.entries(value['files'])) files[path] = String(hash);
  return { format: 1, exercise, kind, language: known, server, contentHash, files };
}

const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** ENOTDIR: a file was given where a folder could be. */
const isMissing = (error: unknown): boolean =>
  isRecord(error) && (error['code'] === 'ENOENT' || error['code'] === 'ENOTDIR');
