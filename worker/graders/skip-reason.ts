import type { Exercise } from '../../grading/catalogue/exercise.ts';
import type { CaseResult } from '../../grading/score/result.ts';

/**
 * Wall time of all cases of one submission together. What is left when it is used up is skipped:
 * a program that runs into the time limit a hundred times keeps nobody else waiting.
 */
export const SUBMISSION_WALL_TIME_MS = 120_000;

/** Why the next case need not run, as a sentence for the learner; null where it must. */
export function skipReason(
  { groups }: Pick<Exercise, 'groups'>,
  next: { readonly group: string; readonly sample: boolean },
  graded: readonly Pick<CaseResult, 'group' | 'verdict'>[],
  usedWallTimeMs: number,
): string | null {
  if (usedWallTimeMs >= SUBMISSION_WALL_TIME_MS) {
    return `Skipped: the cases before it took more than ${SUBMISSION_WALL_TIME_MS / 1000} s together.`;
  }
  if (next.sample) return null;
  const group = groups.find(({ id }) => id === next.group);
  if (group?.scoring !== 'all-or-nothing') return null;
  const hasFailed = graded.some((one) => one.group === next.group && one.verdict !== 'AC');
  return hasFailed
    ? 'Skipped: an earlier case of its group failed, and the group counts whole.'
    : null;
}
