import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExerciseResource } from '../../grading/resource/resources.ts';
import { findExerciseFolder, writeExerciseFolder } from './exercise-folder.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'assay-folder-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const exercise: ExerciseResource = {
  id: 'sum',
  title: 'Sum',
  summary: '',
  phase: 'phase-1',
  kind: 'program',
  topics: ['operators'],
  project: null,
  difficulty: 'easy',
  points: 10,
  languages: ['python'],
  bestScore: null,
  statement: '# Sum\n',
  contentHash: 'abc',
  starters: [{ language: 'python', files: [{ path: 'main.py', content: '# here\n' }] }],
  samples: [
    {
      kind: 'program',
      name: 'small',
      args: ['-v'],
      stdin: '1 2\n',
      files: [{ path: 'data.txt', content: 'x' }],
      expectedStdout: '3\n',
      expectedExitCode: 2,
    },
  ],
  groups: [],
  limits: [],
  contract: { kind: 'program' },
  runtimes: [],
};
const server = 'http://127.0.0.1:4400';
const write = (over: Partial<ExerciseResource> = {}, force = false) =>
  writeExerciseFolder(root, { ...exercise, ...over }, 'python', server, force);
const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');

describe('the folder that get writes', () => {
  test('has starter, samples, statement, and knows what it is', async () => {
    const { written } = await write();
    expect(written).toEqual([
      'main.py',
      'tests/small.in',
      'tests/small.ans',
      'tests/small.files/data.txt',
      'tests/small.args.json',
      'tests/small.exit',
      'statement.md',
    ]);
    expect(await read('tests/small.args.json')).toBe('["-v"]\n');
    const found = await findExerciseFolder(join(root, 'tests'));
    expect(found?.directory).toBe(root);
    expect(found?.record).toMatchObject({ exercise: 'sum', language: 'python', server });
  });

  test('keeps what the learner changed, renews what they did not', async () => {
    await write();
    await writeFile(join(root, 'main.py'), 'print(3)\n');
    const report = await write({ statement: '# Sum, better\n' });
    expect(report.kept).toEqual(['main.py']);
    expect(report.written).toEqual(['statement.md']);
    expect(await read('main.py')).toBe('print(3)\n');
    expect((await write({}, true)).written).toContain('main.py');
    expect(await read('main.py')).toBe('# here\n');
  });

  test('a file that was there before get is the learner’s', async () => {
    await writeFile(join(root, 'main.py'), 'mine\n');
    expect((await write()).kept).toEqual(['main.py']);
    expect((await write()).kept).toEqual(['main.py']);
  });

  test('is not given to another exercise', async () => {
    await write();
    await expect(write({ id: 'other' })).rejects.toThrow('already holds the exercise sum');
  });

  test.each(['../x.py', '/etc/x', 'a//b', 'a/../../b', 'a\\b', '.assay.json', 'a\u{1b}b'])(
    'takes no path like %j from a server',
    async (path) => {
      const starters = [{ language: 'python' as const, files: [{ path, content: '' }] }];
      await expect(write({ starters })).rejects.toThrow('not safe');
    },
  );

  test('a symbolic link is replaced when forced, never written through', async () => {
    const outside = join(root, 'outside.txt');
    await writeFile(outside, 'precious');
    await symlink(outside, join(root, 'main.py'));
    expect((await write()).kept).toEqual(['main.py']);
    await write({}, true);
    expect(await read('outside.txt')).toBe('precious');
    expect(await read('main.py')).toBe('# here\n');
  });

  test('a damaged record is reported', async () => {
    await writeFile(join(root, '.assay.json'), '{');
    await expect(findExerciseFolder(root)).rejects.toThrow('is damaged');
  });
});
