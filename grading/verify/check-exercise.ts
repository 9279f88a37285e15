import { formatProblem, type Problem } from '../manifest/problem.ts';
import { checkGroups, checkLanguages, checkOutputLimits } from './check-coverage.ts';
import { checkHeadroom } from './check-headroom.ts';
import { checkVerdict } from './check-verdict.ts';
import type { ExerciseFolder, Outcome } from './verification.ts';

/** An exercise with all that was run of it and all that is to be put right. */
export interface VerifiedExercise {
  readonly folder: ExerciseFolder;
  readonly outcomes: readonly Outcome[];
  readonly problems: readonly Problem[];
}

/**
 * The rules for one exercise. With `partial` not all candidates were run (--filter), and what
 * needs all of them is not judged.
 */
export function checkExercise(
  folder: ExerciseFolder,
  outcomes: readonly Outcome[],
  { partial }: { readonly partial: boolean },
): VerifiedExercise {
  const perOutcome = outcomes.flatMap((outcome) => [
    ...checkVerdict(outcome),
    ...checkHeadroom(outcome),
  ]);
  const whole = partial ? [] : [...checkLanguages(folder), ...checkGroups(folder, outcomes)];
  const problems = [...checkOutputLimits(folder), ...perOutcome, ...whole];
  return { folder, outcomes, problems: withoutTwins(problems) };
}

/** A database that does not load fails every candidate in the same place. */
const withoutTwins = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [formatProblem(problem), problem])).values(),
];

/** True where the candidate did what it must; its headroom is another matter. */
export const isRight = (outcome: Outcome): boolean => checkVerdict(outcome).length === 0;
