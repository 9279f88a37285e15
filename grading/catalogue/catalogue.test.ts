import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { formatProblem } from '../manifest/problem.ts';
import { failed } from '../manifest/yaml-source.ts';
import { BundleError, MAX_BUNDLE_BYTES, packExercise, unpackExercise } from './bundle.ts';
import { contentHash } from './content-hash.ts';
import type { Exercise } from './exercise.ts';
import { loadExercise } from './load-exercise.ts';
import { loadRoadmap } from './load-roadmap.ts';
import { FOLDER_LIMITS } from './read-folder.ts';
import { scanExercises } from './scan-exercises.ts';

const ROADMAP = `passShare: 0.6
phases:
  - id: phase-1
    title: First
    topics: [{ id: algorithms, title: Algorithms }]
    projects: [{ id: calculator, title: Calculator }]
  - { id: phase-2, title: Second, passShare: 0.8, topics: [{ id: rest, title: REST }] }
`;

const MANIFEST = `format: 1
title: Two sum
kind: program
topics: [algorithms]
difficulty: easy
points: 10
languages: [python]
groups:
  - { id: small, points: 4, hint: Small ones. }
  - { id: large, points: 6, scoring: proportional }
`;

/** A sound exercise; tests change, add or remove (null) files. */
const SOUND: Record<string, string | null> = {
  'exercise.yaml': MANIFEST,
  'statement.md': '# Two sum\n',
  'starter/python/main.py': '# here\n',
  'tests/sample/1.in': '1 2\n',
  'tests/sample/1.ans': '3\n',
  'tests/secret/small.yaml':
    'group: small\ncases:\n  - { name: zero, stdin: "0 0", stdout: "0" }\n',
  'tests/secret/large/10.in': '5 5',
  'tests/secret/large/10.ans': '10',
  'tests/secret/large/9.in': '4 5',
  'tests/secret/large/9.ans': '9',
  'tests/secret/large/9.args': '--fast\na b\n',
  'tests/secret/large/9.hint': 'Nine.\n',
  'solutions/accepted/python/main.py': 'import lib\n',
  'solutions/accepted/python/lib.py': '',
  'solutions/wrong_answer/off-by-one.py': 'print(1)\n',
};

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'assay-catalogue-'));
  await write({ 'roadmap.yaml': ROADMAP });
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(files: Record<string, string | Uint8Array | null>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    if (content === null) continue;
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

const within = <T>(folder: string, files: Record<string, T>): Record<string, T> =>
  Object.fromEntries(
    Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]),
  );

const FOLDER = 'phase-1/two-sum';
const writeExercise = (changes: Record<string, string | Uint8Array | null> = {}, at = FOLDER) =>
  write(within(at, { ...SOUND, ...changes }));

async function load(folder = FOLDER) {
  const roadmap = await loadRoadmap(join(root, 'roadmap.yaml'));
  if (failed(roadmap)) throw new Error('the roadmap of this test is wrong');
  return loadExercise(join(root, folder), roadmap.roadmap);
}

async function loadSound(): Promise<Exercise> {
  const loaded = await load();
  if (failed(loaded)) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return loaded.exercise;
}

async function problems(changes: Record<string, string | Uint8Array | null>): Promise<string[]> {
  await writeExercise(changes);
  const loaded = await load();
  const prefix = `${join(root, FOLDER)}/`;
  return failed(loaded)
    ? loaded.problems.map((problem) => formatProblem(problem).replaceAll(prefix, ''))
    : [];
}

describe('a sound exercise', () => {
  test('is loaded with all defaults', async () => {
    await writeExercise();
    const exercise = await loadSound();
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
    await writeExercise();
    const { cases } = await loadSound();
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
    await writeExercise();
    const loaded = await load();
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
    await writeExercise({
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
    const { groups, cases } = await loadSound();
    expect(groups[1]).toMatchObject({ id: 'all', points: 10, scoring: 'proportional' });
    expect(cases.map(({ group }) => group)).toEqual(['sample', 'all', 'all']);
  });

  test('may have hidden files and what interpreters leave behind', async () => {
    const found = await problems({
      '.DS_Store': Uint8Array.of(0xff),
      'tests/.notes': 'x',
      'solutions/accepted/python/__pycache__/lib.cpython-311.pyc': Uint8Array.of(0xff),
    });
    expect(found).toEqual([]);
  });
});

describe('problems', () => {
  const manifest = (from: string, to: string) => ({ 'exercise.yaml': MANIFEST.replace(from, to) });
  const cases = (text: string) => ({ 'tests/secret/more.yaml': text });

  test.each<[string, Record<string, string | Uint8Array | null>, string]>([
    ['no manifest', { 'exercise.yaml': null }, 'exercise.yaml:1:1: The manifest is missing.'],
    ['an unknown key', manifest('kind', 'knd: 1\nkind'), 'exercise.yaml:3:1: Unknown key "knd".'],
    [
      'an unreachable score',
      manifest('points: 10', 'points: 12'),
      "exercise.yaml:6:9: The groups' points add up to 10, but the exercise has 12: a score of 12 is unreachable.",
    ],
    [
      'more points than there are',
      manifest('points: 10', 'points: 9'),
      "exercise.yaml:6:9: The groups' points add up to 10, but the exercise has 9: more could be scored",
    ],
    [
      'a topic of another phase',
      manifest('[algorithms]', '[rest]'),
      'exercise.yaml:4:10: The topic "rest" is not one of phase-1 in roadmap.yaml. Known here: algorithms.',
    ],
    [
      'an unknown project',
      manifest('difficulty', 'project: calculater\ndifficulty'),
      'exercise.yaml:5:10: The project "calculater" is not one of phase-1 in roadmap.yaml. Did you mean "calculator"?',
    ],
    [
      'a group of the same id',
      manifest('id: large', 'id: small'),
      'exercise.yaml:10:11: The group id "small" is taken.',
    ],
    [
      'a group named sample',
      manifest('id: large', 'id: sample'),
      'exercise.yaml:10:11: The group id "sample" is taken: it is that of the samples',
    ],
    [
      'wall time below CPU time',
      manifest('groups:', 'limits: { wallTimeMs: 1000 }\ngroups:'),
      'exercise.yaml:8:23: For python, wallTimeMs (1000) is less than cpuTimeMs (2000).',
    ],
    [
      'limits of a language that is not offered',
      manifest('groups:', 'languageLimits: { javascript: {} }\ngroups:'),
      'exercise.yaml:8:19: There are limits for javascript, which the exercise does not offer.',
    ],
    [
      'a group without cases',
      { 'tests/secret/small.yaml': null },
      'exercise.yaml:9:5: The group "small" has no case. Add cases in tests/secret/small/',
    ],
    [
      'no sample',
      { 'tests/sample/1.in': null, 'tests/sample/1.ans': null },
      'tests/sample:1:1: There is no sample case.',
    ],
    [
      'a missing answer',
      { 'tests/secret/large/9.ans': null },
      'tests/secret/large/9.in:1:1: The expected output "9.ans" is missing. Add tests/secret/large/9.ans.',
    ],
    [
      'a missing input',
      { 'tests/sample/1.in': null },
      'tests/sample/1.ans:1:1: The input "1.in" is missing.',
    ],
    [
      'arguments of no case',
      { 'tests/sample/2.args': 'x' },
      'tests/sample/2.args:1:1: There is no case of this name.',
    ],
    [
      'a file that is no case',
      { 'tests/sample/1.out': 'x' },
      'tests/sample/1.out:1:1: This file is no part of a case.',
    ],
    [
      'a name that is none',
      { 'tests/sample/A_1.in': '', 'tests/sample/A_1.ans': '' },
      'tests/sample/A_1:1:1: "A_1" is no name for a case.',
    ],
    [
      'a case name twice',
      cases('group: small\ncases:\n  - { name: other, stdout: x }\n  - { name: zero, stdout: x }'),
      'tests/secret/small.yaml:3:13: The case name "zero" is taken by tests/secret/more.yaml:4.',
    ],
    [
      'an undeclared group',
      cases('group: smal\ncases: [{ name: a, stdout: x }]'),
      'tests/secret/more.yaml:1:8: The group "smal" is not declared. Did you mean "small"?',
    ],
    [
      'an undeclared group by its folder',
      { 'tests/secret/larg/1.in': '', 'tests/secret/larg/1.ans': '' },
      'tests/secret/larg:1:1: The group "larg" is not declared. Did you mean "large"?',
    ],
    [
      'no group at all',
      cases('cases: [{ name: a, stdout: x }]'),
      'tests/secret/more.yaml:1:1: The group of these cases is not said.',
    ],
    [
      'a group that is not that of the folder',
      { 'tests/secret/large/x.yaml': 'group: small\ncases: [{ name: a, stdout: x }]' },
      'tests/secret/large/x.yaml:1:8: The group is "small", but the folder is that of "large".',
    ],
    [
      'a group for samples',
      { 'tests/sample/x.yaml': 'group: small\ncases: [{ name: a, stdout: x }]' },
      'tests/sample/x.yaml:1:8: Samples are in the group "sample", not "small".',
    ],
    [
      'a wrong type in a case',
      cases('group: small\ncases: [{ name: a, stdout: 3 }]'),
      'tests/secret/more.yaml:2:28: "cases[0].stdout" is 3; a text is expected.',
    ],
    [
      'a file outside of the working directory',
      cases('group: small\ncases: [{ name: a, stdout: x, files: { ../x: y } }]'),
      'tests/secret/more.yaml:2:17: File "../x": The path has a segment "..".',
    ],
    [
      'an argument that no program can get',
      cases('group: small\ncases: [{ name: a, stdout: x, args: ["\\0"] }]'),
      'tests/secret/more.yaml:2:17: An argument holds a NUL character.',
    ],
    [
      'an output over the limit',
      { 'tests/sample/1.ans': 'x'.repeat(1024 * 1024 + 1) },
      'tests/sample/1.in:1:1: The expected output has 1048577 bytes, but outputKiB allows 1048576.',
    ],
    [
      'no statement',
      { 'statement.md': ' \n' },
      'statement.md:1:1: The statement is missing or empty.',
    ],
    [
      'no starter',
      { 'starter/python/main.py': null },
      'starter/python/main.py:1:1: The starter for python is missing.',
    ],
    [
      'a starter of a language that is not offered',
      { 'starter/javascript/main.js': '' },
      'starter/javascript:1:1: There is a starter for "javascript", which the exercise does not offer.',
    ],
    [
      'a folder of solutions for no verdict',
      { 'solutions/time_limit/x.py': '' },
      'solutions/time_limit:1:1: "time_limit" is no verdict. Did you mean "time_limit_exceeded"?',
    ],
    [
      'a solution of no known language',
      { 'solutions/accepted/x.txt': '' },
      'solutions/accepted/x.txt:1:1: The language of this solution is not clear.',
    ],
    [
      'a solution in a language that is not offered',
      { 'solutions/accepted/x.js': '' },
      'solutions/accepted/x.js:1:1: The solution is in javascript, which the exercise does not offer.',
    ],
    [
      'a solution that is too large to submit',
      { 'solutions/accepted/x.py': '#'.repeat(257 * 1024) },
      'solutions/accepted/x.py:1:1: The files have 263168 bytes in all',
    ],
    [
      'a stray folder',
      { 'test/x': '' },
      'test:1:1: "test" is no part of an exercise. Did you mean "tests"?',
    ],
    [
      'a file that is no text',
      { 'tests/sample/1.in': Uint8Array.of(0xff) },
      'tests/sample/1.in:1:1: The file is not text in UTF-8.',
    ],
    [
      'a file that is too large',
      { 'tests/sample/1.in': Buffer.alloc(FOLDER_LIMITS.fileBytes + 1) },
      'tests/sample/1.in:1:1: The file is larger than 8 MiB.',
    ],
  ])('%s', async (name, changes, expected) => {
    const found = await problems(changes);
    expect(found[0]).toContain(expected);
    // One mistake, one problem; a group that is gone leaves its cases alone.
    expect(found.length).toBeLessThanOrEqual(name.startsWith('a group') ? 2 : 1);
  });

  test('several at once, by file and line', async () => {
    const found = await problems({
      ...manifest('points: 10', 'points: 11'),
      'statement.md': null,
      'tests/sample/1.ans': null,
    });
    expect(found.map((line) => line.split(':', 1)[0])).toEqual([
      'exercise.yaml',
      'statement.md',
      'tests/sample/1.in',
    ]);
  });

  test('a symbolic link is refused and not followed', async () => {
    await writeExercise();
    await symlink('/etc/hostname', join(root, FOLDER, 'tests/sample/2.in'));
    await symlink('/etc', join(root, FOLDER, 'starter/etc'));
    const loaded = await load();
    expect(failed(loaded) && loaded.problems.map(({ message }) => message)).toEqual([
      'This is a symbolic link.',
      'This is a symbolic link.',
    ]);
  });

  test('a folder that is not there, in no phase, or badly named', async () => {
    const first = async (folder: string) => {
      const loaded = await load(folder);
      return failed(loaded) ? loaded.problems[0]?.message : null;
    };
    expect(await first('phase-1/nothing')).toBe('There is no such folder.');
    await writeExercise({}, 'phase-3/two-sum');
    expect(await first('phase-3/two-sum')).toContain('"phase-3", which is no phase');
    await writeExercise({}, 'phase-1/Two_Sum');
    expect(await first('phase-1/Two_Sum')).toContain('"Two_Sum" cannot be');
  });
});

describe('contentHash', () => {
  const hashWith = async (changes: Record<string, string | null>) => {
    await writeExercise(changes);
    return (await loadSound()).contentHash;
  };

  test('stays for what changes no grade and no page, and changes for what does', async () => {
    const hash = await hashWith({});
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashWith({ 'exercise.yaml': `# a comment\n${MANIFEST}` })).toBe(hash);
    expect(await hashWith({ 'solutions/wrong_answer/other.py': '' })).toBe(hash);
    expect(await hashWith({ 'tests/secret/large/9.ans': '8' })).not.toBe(hash);
    expect(await hashWith({ 'statement.md': '# Two sums\n' })).not.toBe(hash);
    expect(await hashWith({})).toBe(hash);
  });

  test('is that of the exercise, not of the order of its keys', async () => {
    await writeExercise();
    const exercise = await loadSound();
    const turned = Object.fromEntries(Object.entries(exercise).reverse()) as unknown as Exercise;
    expect(contentHash(turned)).toBe(exercise.contentHash);
    expect(contentHash({ ...exercise, id: 'other' })).not.toBe(exercise.contentHash);
  });
});

describe('bundles', () => {
  test('give back what was packed, and the same bytes every time', async () => {
    await writeExercise();
    const exercise = await loadSound();
    const bundle = packExercise(exercise);
    expect(unpackExercise(bundle)).toEqual(exercise);
    expect(packExercise(exercise)).toEqual(bundle);
  });

  test('that are damaged, changed, foreign or bombs are refused', async () => {
    await writeExercise();
    const exercise = await loadSound();
    const bundle = packExercise(exercise);
    const json = gunzipSync(bundle).toString();
    const edited = (text: string) => gzipSync(text);
    const refused = [
      bundle.subarray(0, -10),
      Buffer.from('no gzip'),
      edited('{}'),
      edited('null'),
      edited(json.replace('"points":10', '"points":11')),
      edited(json.replace('"points":10', '"points":"10"')),
      edited(json.replace('"languages":["python"]', '"languages":["javascript"]')),
      edited(json.replace('{', '{"extra":1,')),
      gzipSync(Buffer.alloc(MAX_BUNDLE_BYTES + 1, ' ')),
    ];
    for (const bytes of refused) expect(() => unpackExercise(bytes)).toThrow(BundleError);
  });

  test('that would be too large are not made', async () => {
    await writeExercise();
    const exercise = await loadSound();
    const huge = { ...exercise, statement: 'x'.repeat(MAX_BUNDLE_BYTES) };
    expect(() => packExercise(huge)).toThrow(BundleError);
  });
});

describe('scanExercises', () => {
  test('loads what is sound and tells what is not', async () => {
    await writeExercise();
    await writeExercise({ 'statement.md': null }, 'phase-1/broken');
    await writeExercise(
      { 'exercise.yaml': MANIFEST.replace('[algorithms]', '[rest]') },
      'phase-2/two-sum',
    );
    await write({ 'fase-1/x/exercise.yaml': '', '.git/x': '', 'README.md': '' });
    const { exercises, solutions, problems: found, roadmap } = await scanExercises(root);
    expect(exercises.map(({ id, phase }) => `${phase}/${id}`)).toEqual(['phase-1/two-sum']);
    expect(solutions.get('two-sum')).toHaveLength(2);
    expect(found.map(({ message }) => message)).toEqual([
      '"fase-1" is no phase of roadmap.yaml.',
      'The statement is missing or empty.',
      'The id "two-sum" is taken by the exercise in phase-1.',
    ]);
    expect(roadmap?.phases.map(({ id, passShare }) => [id, passShare])).toEqual([
      ['phase-1', 0.6],
      ['phase-2', 0.8],
    ]);
  });

  test('says what is wrong with the roadmap', async () => {
    const scan = async (text: string) => {
      await write({ 'roadmap.yaml': text });
      const { roadmap, problems: found } = await scanExercises(root);
      expect(roadmap).toBeNull();
      return found.map((problem) => formatProblem(problem).slice(root.length + 1));
    };
    const twice = ROADMAP.replace('id: rest', 'id: algorithms');
    expect(await scan(twice)).toEqual([
      expect.stringContaining(
        'roadmap.yaml:7:66: There is another topic with the id "algorithms".',
      ),
    ]);
    expect(await scan('phases: []')).toEqual([expect.stringContaining('roadmap.yaml:1:9:')]);
    await rm(join(root, 'roadmap.yaml'));
    const { problems: missing } = await scanExercises(root);
    expect(missing).toEqual([
      expect.objectContaining({ message: expect.stringContaining('ENOENT') }),
    ]);
  });
});
