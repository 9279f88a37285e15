import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { changedSince, exerciseFolderOf } from '../../cli/verify/changed-since.ts';

/** A repository of a school, with three exercises. */
let repository: string;
const IDS = ['one', 'two', 'three'];

const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
    cwd: repository,
    encoding: 'utf8',
    stdio: 'pipe',
  });
const folderOf = (id: string): string => join(repository, 'exercises', 'phase-1', id);
function write(path: string, text: string): void {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), text);
}
function commit(message: string): void {
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
}
async function changed(revision: string): Promise<string[]> {
  const isChanged = await changedSince(revision, join(repository, 'exercises'));
  return IDS.filter((id) => isChanged(folderOf(id)));
}

beforeEach(() => {
  repository = realpathSync(mkdtempSync(join(tmpdir(), 'assay-changed-')));
  git('init', '--quiet', '--initial-branch=main');
  write('exercises/roadmap.yaml', 'phases: []\n');
  for (const id of IDS) {
    write(`exercises/phase-1/${id}/exercise.yaml`, `title: ${id}\n`);
    write(`exercises/phase-1/${id}/tests/${id}.yaml`, `cases of ${id}: ${'x'.repeat(100)}\n`);
  }
  commit('all');
});
afterEach(() => rmSync(repository, { recursive: true }));

describe('what counts as touched', () => {
  test('nothing, where nothing is', async () => {
    expect(await changed('HEAD')).toEqual([]);
  });

  test('a commit, the index, the working tree, and a file that git does not know', async () => {
    write('exercises/phase-1/one/statement.md', 'new');
    commit('one');
    write('exercises/phase-1/two/exercise.yaml', 'title: 2\n');
    git('add', '--all');
    expect(await changed('HEAD~1')).toEqual(['one', 'two']);
    expect(await changed('HEAD')).toEqual(['two']);
    write('exercises/phase-1/three/ünïcode name.txt', '');
    expect(await changed('HEAD')).toEqual(['two', 'three']);
  });

  test('a file that is gone; one that moved, at both ends', async () => {
    rmSync(join(folderOf('one'), 'tests', 'one.yaml'));
    renameSync(join(folderOf('two'), 'tests', 'two.yaml'), join(folderOf('three'), 'moved.yaml'));
    commit('moved');
    expect(await changed('HEAD~1')).toEqual(['one', 'two', 'three']);
  });

  test('the roadmap counts for all, a file beside the exercises for none', async () => {
    write('README.md', 'new');
    expect(await changed('HEAD')).toEqual([]);
    write('exercises/roadmap.yaml', 'phases: [1]\n');
    expect(await changed('HEAD')).toEqual(IDS);
  });

  test('what others did on the branch since does not', async () => {
    git('checkout', '--quiet', '-b', 'mine');
    write('exercises/phase-1/one/statement.md', 'mine');
    commit('mine');
    git('checkout', '--quiet', 'main');
    write('exercises/phase-1/two/statement.md', 'theirs');
    commit('theirs');
    git('checkout', '--quiet', 'mine');
    expect(await changed('main')).toEqual(['one']);
  });
});

describe('what cannot be told', () => {
  test('a revision that is none, even one that looks like an option', async () => {
    for (const revision of ['no-such', '--output=x', '']) {
      await expect(changed(revision)).rejects.toMatchObject({
        message: `git knows no revision "${revision}" here.`,
        remedy: expect.stringContaining('HEAD~1'),
        exitCode: 2,
      });
    }
  });

  test('in a shallow clone, how to fetch it', async () => {
    write('exercises/phase-1/one/statement.md', 'new');
    commit('second');
    const origin = repository;
    repository = realpathSync(mkdtempSync(join(tmpdir(), 'assay-shallow-')));
    git('clone', '--quiet', '--depth=1', pathToFileURL(origin).href, '.');
    const first = expect(changed('HEAD~1')).rejects.toMatchObject({
      remedy: expect.stringContaining('git fetch --unshallow'),
    });
    await first;
    rmSync(origin, { recursive: true });
  });

  test('outside of a repository', async () => {
    rmSync(join(repository, '.git'), { recursive: true });
    await expect(changed('HEAD')).rejects.toMatchObject({
      message: expect.stringContaining('is in no git repository'),
    });
  });
});

test('the exercise that a path lies in', () => {
  expect(exerciseFolderOf(join(folderOf('one'), 'tests', 'one.yaml'))).toBe(folderOf('one'));
  expect(exerciseFolderOf(folderOf('gone'))).toBe(folderOf('gone'));
  expect(exerciseFolderOf(join(repository, 'exercises', 'roadmap.yaml'))).toBeNull();
});
