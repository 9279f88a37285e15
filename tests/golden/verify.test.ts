import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { VerifyReport } from '../../cli/verify/verify-report.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { runCli, type CliRun } from '../support/run-cli.ts';

const BROKEN = join(repoRoot, 'tests', 'golden', 'broken', 'phase-1');
const TIMEOUT_MS = 120_000;

const env: Record<string, string> = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  ),
);
const verify = (...args: string[]): Promise<CliRun> =>
  runCli(['verify', '--concurrency', '2', ...args], BROKEN, env);

describe('what does not load is told by file, line and column, with what to do', () => {
  test.each([
    ['unknown-key', 'exercise.yaml:8:1: Unknown key "limit".\n  Did you mean "limits"?'],
    [
      'missing-answer',
      'tests/secret/doubles/seven.in:1:1: The expected output "seven.ans" is missing.\n' +
        '  Add tests/secret/doubles/seven.ans.',
    ],
    [
      'wrong-type',
      'exercise.yaml:6:9: "points" is "ten"; a whole number is expected.\n  Write a whole number.',
    ],
    [
      'unreachable-score',
      "exercise.yaml:6:9: The groups' points add up to 10, but the exercise has 12: a score of 12 is unreachable.\n" +
        `  Change "points" to 10, or the groups' points so that they add up to 12.`,
    ],
  ])('%s', async (folder, message) => {
    const run = await verify(folder);
    expect(run.out).toMatch(/^.*\n.*\n\n1 problem in [^\n]+\n$/);
    expect(run.out.startsWith(`${folder}/${message}\n`)).toBe(true);
    expect(run.exitCode).toBe(1);
  });

  test('a folder that is not there', async () => {
    const run = await verify('no-such');
    expect(run).toMatchObject({ exitCode: 1 });
    expect(run.out).toContain('no-such:1:1: There is no such folder.');
  });
});

describe('what only shows when the solutions run', () => {
  const FOLDERS = ['bad-solution-passes', 'slow-reference', 'wrong-solutions'];
  let run: CliRun;
  beforeAll(async () => {
    run = await verify(...FOLDERS);
  }, TIMEOUT_MS);

  /** Figures differ from machine to machine. */
  const problemsOf = (folder: string): string[] =>
    run.out
      .split(/\n(?! )/)
      .filter((line) => line.startsWith(`${folder}/`))
      .map((text) => text.slice(folder.length + 1).replace(/\d+(\.\d+)?(?= (s|MiB|%))/g, 'N'))
      .map((text) => text.replace(/case "\w+": a ref/, 'case "…": a ref'))
      .map((text) => text.replace(/at least \d+/, 'at least N'));

  test('a bad solution that passes, and the group that catches nothing', () => {
    expect(problemsOf('bad-solution-passes')).toEqual([
      'exercise.yaml:10:5: No bad solution fails the group "doubles" (10 points).\n' +
        '  Add one that its cases catch, as bad-solution-passes/solutions/wrong_answer/NAME.py.',
      'solutions/wrong_answer/positive-only.py:1:1: The solution must get WA (wrong answer) but got AC (accepted): it passed all 3 cases.\n' +
        '  Add a case that it fails, or move it to solutions/accepted/ if it is right.',
    ]);
  });

  test('a reference that uses more than half of a limit, by limit', () => {
    const solution = 'solutions/accepted/doubles.py uses';
    expect(problemsOf('slow-reference')).toEqual([
      `exercise.yaml:8:22: ${solution} N s of N s CPU time (N %) in case "…": a reference solution must leave at least half.\n` +
        '  Set cpuTimeMs to at least N, or make the solution or the case lighter.',
      `exercise.yaml:8:39: ${solution} N MiB of N MiB memory (N %) in case "…": a reference solution must leave at least half.\n` +
        '  Set memoryMiB to at least N, or make the solution or the case lighter.',
    ]);
  });

  test('solutions and starters with another verdict than theirs, a language without reference', () => {
    expect(problemsOf('wrong-solutions')).toEqual([
      'exercise.yaml:7:12: javascript is offered and has no accepted solution.\n' +
        '  Add wrong-solutions/solutions/accepted/javascript/, or take javascript out of languages.',
      'solutions/accepted/doubles.py:1:1: The solution must get AC (accepted) but got WA (wrong answer) in case "five" (group doubles): The output is not the expected one.\n' +
        '  Mend the solution, or the case if its expected output is wrong.',
      "solutions/run_time_error/raises.py:1:1: The solution must get RTE (run-time error) but got CE (compile error): SyntaxError: '(' was never closed\n" +
        '  Mend the source.',
      'starter/python:1:1: The starter is accepted as it is.\n' +
        '  Leave the work to the learner, or add a case that the starter fails.',
    ]);
  });

  test('fails, and sums up by exercise', () => {
    expect(run.exitCode).toBe(1);
    expect(run.out).toMatch(/✗ wrong-solutions +2\/5 +2 /);
    expect(run.out).toContain('8 problems in ');
    expect(run.err).toContain('FAIL wrong-solutions accepted/doubles.py  WA');
  });
});

test(
  'a sound exercise passes; --filter, --repeat and --json',
  async () => {
    const args = [
      '../../../../exercises/phase-1/calculator',
      '--filter',
      'accepted',
      '--repeat',
      '2',
    ];
    const run = await verify(...args, '--json');
    const report = JSON.parse(run.out) as VerifyReport;
    expect(report).toMatchObject({
      ok: true,
      problems: [],
      exercises: [
        {
          id: 'calculator',
          candidates: [
            { name: 'accepted/csharp', verdicts: ['AC', 'AC'], ok: true },
            { name: 'accepted/java', verdicts: ['AC', 'AC'], ok: true },
            { name: 'accepted/javascript', verdicts: ['AC', 'AC'], ok: true },
            { name: 'accepted/python', verdicts: ['AC', 'AC'], ok: true },
          ],
        },
      ],
    });
    expect(run.exitCode).toBe(0);
  },
  TIMEOUT_MS,
);
