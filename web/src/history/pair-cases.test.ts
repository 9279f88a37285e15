import { expect, test } from '@jest/globals';
import { hasChanged, pairCases } from './pair-cases.ts';

type Result = Parameters<typeof pairCases>[0];
type Verdict = NonNullable<Result>['cases'][number]['verdict'];

const result = (verdicts: Readonly<Record<string, Verdict>>): NonNullable<Result> => ({
  ...{ verdict: 'WA', score: 0, maxScore: 1, groups: [], compileOutput: null },
  limits: {
    cpuTimeMs: 1,
    wallTimeMs: 1,
    memoryBytes: 1,
    outputBytes: 1,
    processes: 1,
    diskBytes: 1,
  },
  clocks: { queuedMs: 0, cellMs: 0, compileMs: 0, runMs: 0, judgeMs: 0 },
  cases: Object.entries(verdicts).map(([key, verdict]) => ({
    ...{ name: key.split('/')[1] ?? '', group: key.split('/')[0] ?? '', verdict, sample: false },
    ...{ cpuTimeMs: 1, wallTimeMs: 1, peakMemoryBytes: 1, exitCode: 0, signal: null },
    ...{ stoppedBy: null, message: '', hint: null, sampleFeedback: null },
  })),
});
const verdictsOf = (before: Result, after: Result) =>
  pairCases(before, after).map((pair) => [
    ...[pair.name, pair.before?.verdict, pair.after?.verdict, hasChanged(pair)],
  ]);

test('cases of the same group and name are the same case, in the newer order', () => {
  const before = result({ 'a/one': 'AC', 'b/one': 'WA', 'b/gone': 'AC' });
  const after = result({ 'b/one': 'AC', 'a/one': 'AC', 'b/new': 'TLE' });
  expect(verdictsOf(before, after)).toEqual([
    ['one', 'WA', 'AC', true],
    ['one', 'AC', 'AC', false],
    ['new', undefined, 'TLE', true],
    ['gone', 'AC', undefined, true],
  ]);
});

test('a submission without a result has no cases', () => {
  expect(verdictsOf(null, result({ 'a/one': 'AC' }))).toEqual([['one', undefined, 'AC', true]]);
  expect(verdictsOf(null, null)).toEqual([]);
});
