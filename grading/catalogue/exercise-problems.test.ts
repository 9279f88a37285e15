import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { formatProblem } from '../manifest/problem.ts';
import { failed } from '../manifest/yaml-source.ts';
import {
  FOLDER,
  load,
  makeRoot,
  MANIFEST,
  writeExercise,
  type Files,
} from './exercise-folder.fixture.ts';
import { FOLDER_LIMITS } from './folder-rules.ts';

let root: string;
beforeEach(async () => {
  root = await makeRoot();
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function problems(changes: Files): Promise<string[]> {
  await writeExercise(root, changes);
  const loaded = await load(root);
  const prefix = `${join(root, FOLDER)}/`;
  return failed(loaded)
    ? loaded.problems.map((problem) => formatProblem(problem).replaceAll(prefix, ''))
    : [];
}

test('a wrong manifest does not hide what is wrong elsewhere', async () => {
  const found = await problems({
    'exercise.yaml': MANIFEST.replace('points: 10', 'points: ten'),
    'statement.md': null,
    'tests/secret/more.yaml': 'group: small\ncases:\n  - nme: one\n    stdout: x\n',
    'solutions/wrong-answer/x.py': 'print()',
  });
  expect(found.map((text) => text.split(':', 1)[0])).toEqual([
    'exercise.yaml',
    'solutions/wrong-answer',
    'statement.md',
    'tests/secret/more.yaml',
    'tests/secret/more.yaml',
  ]);
});

test('of a manifest without kind or languages, only what needs neither', async () => {
  const found = await problems({
    'exercise.yaml': 'format: 1\n',
    'tests/secret/more.yaml': 'cases: [\n',
  });
  const elsewhere = found.filter((text) => !text.startsWith('exercise.yaml'));
  expect(elsewhere).toEqual([
    expect.stringContaining('tests/secret/more.yaml:2:1: Not valid YAML'),
  ]);
});

describe('problems', () => {
  const manifest = (from: string, to: string) => ({ 'exercise.yaml': MANIFEST.replace(from, to) });
  const cases = (text: string) => ({ 'tests/secret/more.yaml': text });

  test.each<[string, Files, string]>([
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
    await writeExercise(root);
    await symlink('/etc/hostname', join(root, FOLDER, 'tests/sample/2.in'));
    await symlink('/etc', join(root, FOLDER, 'starter/etc'));
    const loaded = await load(root);
    expect(failed(loaded) && loaded.problems.map(({ message }) => message)).toEqual([
      'This is a symbolic link.',
      'This is a symbolic link.',
    ]);
  });

  test('a folder that is not there, in no phase, or badly named', async () => {
    const first = async (folder: string) => {
      const loaded = await load(root, folder);
      return failed(loaded) ? loaded.problems[0]?.message : null;
    };
    expect(await first('phase-1/nothing')).toBe('There is no such folder.');
    await writeExercise(root, {}, 'phase-3/two-sum');
    expect(await first('phase-3/two-sum')).toContain('"phase-3", which is no phase');
    await writeExercise(root, {}, 'phase-1/Two_Sum');
    expect(await first('phase-1/Two_Sum')).toContain('"Two_Sum" cannot be');
  });
});
