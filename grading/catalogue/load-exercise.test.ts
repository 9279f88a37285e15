import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { failed } from '../manifest/yaml-source.ts';
import {
  load,
  loadSound,
  makeRoot,
  MANIFEST,
  SOUND,
  writeExercise,
} from './exercise-folder.fixture.ts';

let root: string;
beforeEach(async () => {
  root = await makeRoot();
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('a sound exercise', () => {
  test('is loaded with all defaults', async () => {
    await writeExercise(root);
    const exercise = await loadSound(root);
    expect(exercise).toMatchObject({
      id: 'two-sum',
      phase: 'phase-1',
      summary: 'Two sum',
      project: null,
      isolation: null,
      starters: { python: [{ path: 'main.py', content: '# here\n' }] },
      limits: { python: { cpuTimeMs: 2000 } },
    });
    expect(exercise.groups).toEqual([
      { id: 'sample', title: 'Samples', points: 0, scoring: 'all-or-nothing', hint: null },
      { id: 'small', title: 'small', points: 4, scoring: 'all-or-nothing', hint: 'Small ones.' },
      { id: 'large', title: 'large', points: 6, scoring: 'proportional', hint: null },
    ]);
  });

  test('has its cases in order: samples, then groups; numbers in names by value', async () => {
    await writeExercise(root);
    const { cases } = await loadSound(root);
    expect(cases.map(({ name, group, sample }) => [name, group, sample])).toEqual([
      ['1', 'sample', true],
      ['zero', 'small', false],
      ['9', 'large', false],
      ['10', 'large', false],
    ]);
    expect(cases[2]).toEqual({
      name: '9',
      group: 'large',
      sample: false,
      args: ['--fast', 'a b'],
      stdin: '4 5',
      files: [],
      expectedStdout: '9',
      expectedExitCode: 0,
      hint: 'Nine.',
      checker: { type: 'tokens', caseSensitive: true },
    });
  });

  test('has its solutions, with language and verdict', async () => {
    await writeExercise(root);
    const loaded = await load(root);
    expect(failed(loaded) ? loaded.problems : loaded.solutions).toEqual([
      {
        name: 'accepted/python',
        language: 'python',
        expectedVerdict: 'AC',
        files: [
          { path: 'lib.py', content: '' },
          { path: 'main.py', content: 'import lib\n' },
        ],
      },
      {
        name: 'wrong_answer/off-by-one.py',
        language: 'python',
        expectedVerdict: 'WA',
        files: [{ path: 'main.py', content: 'print(1)\n' }],
      },
    ]);
  });

  test('needs no groups: one of all points, shared out by cases', async () => {
    await writeExercise(root, {
      'exercise.yaml': MANIFEST.slice(0, MANIFEST.indexOf('groups:')),
      'tests/secret/small.yaml': 'cases:\n  - { name: zero, stdout: "0" }\n',
      ...Object.fromEntries(
        Object.keys(SOUND)
          .filter((path) => path.startsWith('tests/secret/large/'))
          .map((path) => [path, null]),
      ),
      'tests/secret/two.in': '',
      'tests/secret/two.ans': '2',
    });
    const { groups, cases } = await loadSound(root);
    expect(groups[1]).toMatchObject({ id: 'all', points: 10, scoring: 'proportional' });
    expect(cases.map(({ group }) => group)).toEqual(['sample', 'all', 'all']);
  });

  test('may have hidden files and what interpreters leave behind', async () => {
    await writeExercise(root, {
      '.DS_Store': Uint8Array.of(0xff),
      'tests/.notes': 'x',
      'solutions/accepted/python/__pycache__/lib.cpython-311.pyc': Uint8Array.of(0xff),
    });
    expect((await loadSound(root)).cases).toHaveLength(4);
  });
});
