import type { ExerciseKind } from '../../grading/manifest/language-names.ts';
import type { Grader, GraderOutcome, GradingContext } from './grader.ts';
import { programGrader } from './program.ts';

/** The graders by exercise kind: a new kind is a new file, and a line here. */
const GRADERS: { readonly [K in ExerciseKind]?: Grader<K> } = { program: programGrader };

/** Grades by the exercise's kind. */
export function gradeByKind(context: GradingContext): Promise<GraderOutcome> {
  const { kind } = context.exercise;
  // What a grader takes is the exercise of the kind that it stands under.
  const grader = GRADERS[kind] as
    { grade(context: GradingContext): Promise<GraderOutcome> } | undefined;
  if (grader === undefined) throw new Error(`There is no grader for exercises of kind ${kind}.`);
  return grader.grade(context);
}
