import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { repoRoot } from '../../platform/config/paths.ts';
import { CliError, EXIT } from '../client/cli-error.ts';

/** Says of an exercise's folder, an absolute path, whether it may judge otherwise than at REV. */
export type IsChanged = (directory: string) => boolean;

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const ROADMAP = 'roadmap.yaml';
/** Of Assay itself: what decides about every exercise. */
const SHARED_FOLDERS = ['sandbox-images', 'worker', 'grading'];

const run = promisify(execFile);

/**
 * The exercises that were touched since a revision of the git repository around `cwd`: in commits
 * since the branch left it, in the index, in the working tree, or by files that git does not know
 * yet. A file that was renamed counts at both places. A roadmap counts for all exercises below it.
 */
export async function changedSince(revision: string, cwd: string): Promise<IsChanged> {
  const root = await topLevel(cwd);
  const base = await baseOf(revision, root);
  const lists = await Promise.all([
    git(root, ['diff', '--name-only', '--no-renames', '-z', base, '--']),
    git(root, ['ls-files', '--others', '--exclude-standard', '-z']),
  ]);
  const files = lists.flatMap((text) => text.split('\0').filter((path) => path !== ''));
  return isChangedBy(files.map((path) => join(root, path)));
}

/** By the absolute paths of the files that were touched. */
export function isChangedBy(files: readonly string[]): IsChanged {
  const shared = SHARED_FOLDERS.map((name) => `${join(repoRoot, name)}/`);
  if (files.some((file) => shared.some((folder) => file.startsWith(folder)))) return () => true;
  const roots = files.filter((file) => basename(file) === ROADMAP).map(dirname);
  return (directory) =>
    files.some((file) => file.startsWith(`${directory}/`)) ||
    roots.some((root) => isBelow(directory, root));
}

/**
 * The exercise's folder that a file lies in, or is: `<root>/<phase>/<exercise>`, where
 * `<root>/roadmap.yaml` stands. Null for what lies in none.
 */
export function exerciseFolderOf(path: string): string | null {
  for (let at = path; dirname(at) !== at; at = dirname(at)) {
    if (existsSync(join(dirname(dirname(at)), ROADMAP))) return at;
  }
  return null;
}

const isBelow = (path: string, folder: string): boolean =>
  !relative(folder, path).startsWith('..') && path !== folder;

async function topLevel(cwd: string): Promise<string> {
  try {
    return (await git(await realpath(cwd), ['rev-parse', '--show-toplevel'])).trim();
  } catch (error) {
    if (isMissing(error)) {
      throw new CliError('git is not installed.', EXIT.usage, '--changed-since needs it.');
    }
    throw new CliError(
      `${cwd} is in no git repository: nothing is known of changes.`,
      EXIT.usage,
      'Leave out --changed-since, or run it where the exercises are under git.',
    );
  }
}

/** Where the branch left REV, so that what others did there since is not ours; else REV itself. */
async function baseOf(revision: string, root: string): Promise<string> {
  const named = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const commit = await git(root, named).catch(() => null);
  if (commit === null) throw await unknownRevision(revision, root);
  const base = await git(root, ['merge-base', commit.trim(), 'HEAD']).catch(() => commit);
  return base.trim();
}

async function unknownRevision(revision: string, root: string): Promise<CliError> {
  const shallow = (await git(root, ['rev-parse', '--is-shallow-repository'])).trim() === 'true';
  return new CliError(
    `git knows no revision "${revision}" here.`,
    EXIT.usage,
    shallow
      ? `This clone is shallow. Fetch it first, as in: git fetch --depth=1 origin ${withoutRemote(revision)}\nor fetch all history: git fetch --unshallow (GitHub: fetch-depth: 0, GitLab: GIT_DEPTH: "0").`
      : 'Name a branch, a tag or a commit, as in origin/main or HEAD~1.',
  );
}

const withoutRemote = (revision: string): string => revision.replace(/^origin\//, '');

async function git(root: string, parameters: readonly string[]): Promise<string> {
  const { stdout } = await run('git', ['-C', root, ...parameters], {
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  return stdout;
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
