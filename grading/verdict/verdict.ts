import type { StopReason } from './facts.ts';

/**
 * The verdicts of a case and of a submission, with the codes that judges of programming contests
 * have used for decades.
 */
export const VERDICTS = ['AC', 'WA', 'TLE', 'MLE', 'OLE', 'RTE', 'CE', 'SK', 'IE'] as const;

export type Verdict = (typeof VERDICTS)[number];

/** The words beside the code, for people who meet it for the first time. */
export const VERDICT_TITLES: Readonly<Record<Verdict, string>> = {
  AC: 'accepted',
  WA: 'wrong answer',
  TLE: 'time limit exceeded',
  MLE: 'memory limit exceeded',
  OLE: 'output limit exceeded',
  RTE: 'run-time error',
  CE: 'compile error',
  SK: 'skipped',
  IE: 'internal error',
};

interface JudgedRun {
  readonly verdict: Verdict;
  readonly stoppedBy: StopReason | null;
  readonly cpuTimeMs: number;
}

/**
 * True where the time limit was met by waiting, not by calculating: what to do about it differs.
 * A run over its CPU time is told by that, whichever limit ended it.
 */
export const isWallTime = (
  { verdict, stoppedBy, cpuTimeMs }: JudgedRun,
  limits: { readonly cpuTimeMs: number },
): boolean => verdict === 'TLE' && stoppedBy === 'wall-time' && cpuTimeMs <= limits.cpuTimeMs;

const WALL_TIME_TITLE = 'wall time limit exceeded';

/** The words beside the code of one case. */
export const titleOfCase = (run: JudgedRun, limits: { readonly cpuTimeMs: number }): string =>
  isWallTime(run, limits) ? WALL_TIME_TITLE : VERDICT_TITLES[run.verdict];

/** The words beside the code of a whole result, which is that of the first case that failed. */
export const titleOfResult = ({
  verdict,
  cases,
  limits,
}: {
  readonly verdict: Verdict;
  readonly cases: readonly JudgedRun[];
  readonly limits: { readonly cpuTimeMs: number };
}): string => {
  const decisive = cases.find((one) => one.verdict === verdict);
  return decisive === undefined ? VERDICT_TITLES[verdict] : titleOfCase(decisive, limits);
};
