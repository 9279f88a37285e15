import { describe, expect, test } from '@jest/globals';
import { completeLimits } from '../catalogue/content-hash.ts';
import type { Exercise, ExerciseOf } from '../catalogue/exercise.ts';
import { failed, parseYaml } from '../manifest/yaml-source.ts';
import type { CaseResult, GradingResult } from '../score/result.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { checkGroups, checkLanguages, checkOutputLimits } from './check-coverage.ts';
import { checkExercise } from './check-exercise.ts';
import { checkHeadroom, median, needsRerun } from './check-headroom.ts';
import { checkVerdict } from './check-verdict.ts';
import type { Candidate, ExerciseFolder, Outcome } from './verification.ts';

const MANIFEST = `limits:
  cpuTimeMs: 1000
languageLimits:
  python:
    memoryMiB: 64
languages: [python, javascript]
groups:
  - { id: easy, points: 4 }
  - { id: free, points: 0 }
  - { id: hard, points: 6 }
`;
const manifest = parseYaml('sum/exercise.yaml', MANIFEST);
if (failed(manifest)) throw new Error('The manifest of this test is wrong.');

const limits = {
  cpuTimeMs: 1000,
  wallTimeMs: 4000,
  memoryBytes: 64 << 20,
  outputBytes: 1024,
  processes: 64,
  diskBytes: 1 << 20,
};
const group = (id: string, points: number): Exercise['groups'][number] => ({
  ...{ id, title: id, points, scoring: 'proportional', hint: null },
});
const exercise: ExerciseOf<'program'> = {
  ...{ id: 'sum', phase: 'phase-1', title: 'Sum', summary: 'Sum', kind: 'program' },
  ...{ topics: [], project: null, difficulty: 'easy', points: 10, statement: '', isolation: null },
  languages: ['python', 'javascript'],
  limits: completeLimits({ python: limits, javascript: limits }),
  starters: {},
  groups: [group('sample', 0), group('easy', 4), group('free', 0), group('hard', 6)],
  cases: [],
  contentHash: '',
};
const folder: ExerciseFolder = { directory: 'sum', exercise, solutions: [], manifest };

const candidateOf = (expectedVerdict: Verdict | null, name = 'x.py'): Candidate => ({
  ...{ folder, name, path: `sum/solutions/${name}`, language: 'python', files: [] },
  role: expectedVerdict === null ? 'starter' : 'solution',
  expectedVerdict,
});
const caseOf = (changes: Partial<CaseResult>): CaseResult => ({
  ...{ name: 'one', group: 'easy', sample: false, verdict: 'AC', message: 'It says why.' },
  ...{ cpuTimeMs: 10, wallTimeMs: 20, peakMemoryBytes: 1 << 20, exitCode: 0, signal: null },
  ...{ stoppedBy: null, hint: null, sampleFeedback: null, ...changes },
});
const resultOf = (...cases: readonly Partial<CaseResult>[]): GradingResult => ({
  verdict: cases.find(({ verdict = 'AC' }) => verdict !== 'AC')?.verdict ?? 'AC',
  ...{ score: 0, maxScore: 10, groups: [], compileOutput: null, limits },
  cases: cases.map(caseOf),
  clocks: { queuedMs: 0, cellMs: 0, compileMs: 0, runMs: 0, judgeMs: 0 },
});
const outcomeOf = (expected: Verdict | null, ...results: readonly GradingResult[]): Outcome => ({
  candidate: candidateOf(expected),
  results,
  failure: null,
});
const messages = (problems: readonly { message: string }[]): string[] =>
  problems.map(({ message }) => message);

describe('verdicts', () => {
  test('the folder’s verdict is right, and nothing else', () => {
    expect(checkVerdict(outcomeOf('TLE', resultOf({ verdict: 'TLE' })))).toEqual([]);
    const [problem] = checkVerdict(outcomeOf('TLE', resultOf({}, { name: 'two', verdict: 'WA' })));
    expect(problem?.message).toBe(
      'The solution must get TLE (time limit exceeded) but got WA (wrong answer) in case "two" (group easy): It says why.',
    );
    expect(problem?.remedy).toContain('the folder of WA');
  });

  test('a starter may get anything but AC and CE', () => {
    expect(checkVerdict(outcomeOf(null, resultOf({ verdict: 'RTE' })))).toEqual([]);
    expect(messages(checkVerdict(outcomeOf(null, resultOf({}))))).toEqual([
      'The starter is accepted as it is.',
    ]);
    const broken = { ...resultOf({ verdict: 'CE' }), compileOutput: 'x.py:1: SyntaxError: no' };
    expect(messages(checkVerdict(outcomeOf(null, broken)))).toEqual([
      'The starter does not compile: x.py:1: SyntaxError: no',
    ]);
  });

  test('a verdict that changes from run to run is told as such', () => {
    const flaky = outcomeOf('AC', resultOf({}), resultOf({ verdict: 'TLE' }), resultOf({}));
    expect(messages(checkVerdict(flaky))).toEqual([
      'The solution got AC and TLE in 3 runs: its verdict is not the same every time.',
    ]);
  });

  test('what the platform could not run is no verdict', () => {
    const outcome = {
      ...outcomeOf('AC'),
      failure: { message: 'the engine went away', place: null },
    };
    expect(messages(checkVerdict(outcome))).toEqual([
      'The solution could not be run: the engine went away',
    ]);
  });
});

describe('what repeated runs show', () => {
  test('a case that flickers below a verdict that stays', () => {
    const wrong = { name: 'wrong', verdict: 'WA' } as const;
    const flaky = outcomeOf('WA', resultOf({}, wrong), resultOf({ verdict: 'WA' }, wrong));
    expect(messages(checkVerdict(flaky))).toEqual([
      'Case "one" got AC and WA in runs of the same source.',
    ]);
  });
});

test('SQL that the engine refuses is one problem, in its own file', () => {
  const failure = { message: 'No such table.', place: { file: 'database/small.sql', line: 3 } };
  const outcomes = [outcomeOf('AC'), outcomeOf('WA')].map((one) => ({ ...one, failure }));
  const { problems } = checkExercise({ ...folder, solutions: [] }, outcomes, { partial: true });
  expect(problems).toMatchObject([
    { file: 'sum/database/small.sql', line: 3, message: 'No such table.' },
  ]);
  expect(checkGroups(folder, outcomes)).toEqual([]);
});

describe('headroom', () => {
  test('half of each limit is enough', () => {
    const used = { cpuTimeMs: 500, wallTimeMs: 2000, peakMemoryBytes: 32 << 20 };
    expect(checkHeadroom(outcomeOf('AC', resultOf(used)))).toEqual([]);
  });

  test('more is told with the limit, the figures and the place to change', () => {
    const used = { cpuTimeMs: 501, wallTimeMs: 2100, peakMemoryBytes: 40 << 20 };
    const problems = checkHeadroom(outcomeOf('AC', resultOf({}, { ...used, name: 'two' })));
    expect(problems.map(({ line, message, remedy }) => [line, message, remedy])).toEqual([
      [2, expect.stringContaining('501 ms of 1 s CPU time'), expect.stringContaining('1002')],
      [2, expect.stringContaining('2.1 s of 4 s wall time'), expect.stringContaining('4200')],
      [5, expect.stringContaining('40 MiB of 64 MiB memory'), expect.stringContaining('80')],
    ]);
  });

  test('time counts by the median of all runs', () => {
    const slow = resultOf({ cpuTimeMs: 900 });
    const usual = resultOf({ cpuTimeMs: 100 });
    expect(checkHeadroom(outcomeOf('AC', slow, usual, usual))).toEqual([]);
    expect(checkHeadroom(outcomeOf('AC', slow, slow, usual))).toHaveLength(1);
    expect([median([]), median([5]), median([3, 1]), median([9, 1, 2])]).toEqual([0, 5, 2, 2]);
  });

  test('only a reference that is too slow is run again', () => {
    const slow = resultOf({ cpuTimeMs: 900 });
    expect(needsRerun(outcomeOf('AC', slow))).toBe(true);
    expect(needsRerun(outcomeOf('WA', slow))).toBe(false);
    expect(needsRerun(outcomeOf('AC', resultOf({ verdict: 'TLE', cpuTimeMs: 900 })))).toBe(false);
    expect(needsRerun(outcomeOf('AC', resultOf({ peakMemoryBytes: 60 << 20 })))).toBe(false);
  });

  test('the expected output leaves half of the output limit', () => {
    const large = {
      ...{ name: 'big', group: 'easy', sample: false, args: [], stdin: '', files: [] },
      ...{ expectedStdout: 'é'.repeat(300), expectedExitCode: 0, hint: null },
      checker: { type: 'exact' } as const,
    };
    const problems = checkOutputLimits({ ...folder, exercise: { ...exercise, cases: [large] } });
    expect(messages(problems)[0]).toContain('Case "big" expects 600 B of 1 KiB output (python)');
    expect(problems[0]?.remedy).toContain('at least 2');
  });
});

describe('coverage', () => {
  test('every group with points is failed by a bad solution of its own accord', () => {
    const outcomes = [
      outcomeOf('WA', resultOf({ verdict: 'WA', group: 'easy' }, { verdict: 'SK', group: 'hard' })),
      outcomeOf('CE', resultOf({ verdict: 'CE', group: 'hard' })),
      outcomeOf('AC', resultOf({ verdict: 'WA', group: 'hard' })),
      outcomeOf(null, resultOf({ verdict: 'WA', group: 'hard' })),
    ];
    const problems = checkGroups(folder, outcomes);
    expect(messages(problems)).toEqual(['No bad solution fails the group "hard" (6 points).']);
    expect(problems[0]).toMatchObject({ file: 'sum/exercise.yaml', line: 10 });
  });

  test('every language has a reference', () => {
    const python = { name: 'a', language: 'python', expectedVerdict: 'AC', files: [] } as const;
    const wrong = { name: 'b', language: 'javascript', expectedVerdict: 'WA', files: [] } as const;
    const problems = checkLanguages({ ...folder, solutions: [python, wrong] });
    expect(messages(problems)).toEqual(['javascript is offered and has no accepted solution.']);
    expect(problems[0]).toMatchObject({ line: 6, column: 12 });
  });
});
