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
