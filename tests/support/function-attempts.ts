import type { Limits } from '../../grading/manifest/limits.ts';

export interface Attempt {
  readonly name: string;
  /** Verdicts of the five cases, the first of them a sample. */
  readonly expected: string;
  readonly limits?: Partial<Limits>;
  /** Of the third case. */
  readonly message?: RegExp;
}

/** What learners write for doubleIt(n), and what they try; sources stand with each language's test. */
export const ATTEMPTS = [
  { name: 'right', expected: 'AC AC AC AC AC' },
  {
    name: 'wrong once',
    expected: 'AC AC WA AC AC',
    message: /^The function returned something else than expected\.$/,
  },
  {
    name: 'throws at a case',
    expected: 'AC AC RTE AC AC',
    message: /^Raised (ValueError|RangeError|IllegalArgumentException|ArgumentException)\.$/,
  },
  {
    name: 'an exception named after what it saw',
    expected: 'AC AC RTE AC AC',
    message: /^Raised an exception\.$/,
  },
  {
    name: 'ends the process at a case',
    expected: 'AC AC RTE AC AC',
    message: /^Ended the process \(exit code 0\) instead of returning\.$/,
  },
  {
    name: 'never returns at a case',
    expected: 'AC AC TLE AC AC',
    limits: { cpuTimeMs: 500, wallTimeMs: 8000 },
    message: /^Used .* of CPU time; the limit is/,
  },
  { name: 'waits at a case', expected: 'AC AC TLE AC AC', message: /^Slept or waited/ },
  {
    name: 'takes too much memory at a case',
    expected: 'AC AC MLE AC AC',
    message: /^Was stopped for using more memory/,
    limits: { cpuTimeMs: 3000, wallTimeMs: 6000 },
  },
  {
    name: 'recurses without an end at a case',
    expected: 'AC AC RTE AC AC',
    limits: { cpuTimeMs: 3000, wallTimeMs: 6000 },
  },
  { name: 'reads stdin, where there is nothing', expected: 'AC AC AC AC AC' },
  { name: 'prints what looks like an answer', expected: 'WA WA WA WA WA' },
  { name: 'writes to every descriptor', expected: 'AC AC AC AC AC' },
  { name: 'replaces what the harness may need', expected: 'AC AC AC AC AC' },
  { name: 'starts what outlives the call', expected: 'AC AC AC AC AC' },
  {
    name: 'starts processes',
    expected: 'AC AC AC AC AC',
    limits: { cpuTimeMs: 2000, wallTimeMs: 5000 },
  },
  { name: 'keeps state between cases', expected: 'AC AC AC AC AC' },
  {
    name: 'prints 5 MB',
    expected: 'AC AC AC AC AC',
    limits: { cpuTimeMs: 2000, wallTimeMs: 5000 },
  },
  {
    name: 'throws while it is loaded',
    expected: 'RTE RTE RTE RTE RTE',
    message: /^The file could not be loaded\./,
  },
  { name: 'a syntax error', expected: 'CE CE CE CE CE' },
  {
    name: 'no such function',
    expected: 'CE CE CE CE CE',
    message: /^The file (has no|does not export the) (function|method)/,
  },
] as const satisfies readonly Attempt[];

export type AttemptName = (typeof ATTEMPTS)[number]['name'];
