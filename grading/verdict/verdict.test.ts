import { expect, test } from '@jest/globals';
import type { StopReason } from './facts.ts';
import { titleOfCase, titleOfResult, type Verdict } from './verdict.ts';

const limits = { cpuTimeMs: 1000 };
const ran = (verdict: Verdict, stoppedBy: StopReason | null = null, cpuTimeMs = 5) => ({
  ...{ verdict, stoppedBy, cpuTimeMs },
});

test('who waited reads that the wall time is over, who calculated that the time is', () => {
  expect(titleOfCase(ran('TLE', 'wall-time'), limits)).toBe('wall time limit exceeded');
  expect(titleOfCase(ran('TLE', 'cpu-time', 1001), limits)).toBe('time limit exceeded');
  expect(titleOfCase(ran('TLE', 'wall-time', 1001), limits)).toBe('time limit exceeded');
  expect(titleOfCase(ran('RTE', 'wall-time'), limits)).toBe('run-time error');
});

test('a result has the words of the case that decided it', () => {
  const cases = [ran('AC'), ran('TLE', 'wall-time'), ran('TLE', 'cpu-time', 2000)];
  expect(titleOfResult({ verdict: 'TLE', cases, limits })).toBe('wall time limit exceeded');
  expect(titleOfResult({ verdict: 'CE', cases: [], limits })).toBe('compile error');
});
