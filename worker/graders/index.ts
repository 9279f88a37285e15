import { GRADABLE_KINDS, type GradableKind } from '../../grading/manifest/language-names.ts';
import { functionGrader } from './function.ts';
import type { Grader, GraderOutcome, GradingContext } from './grader.ts';
import { httpGrader } from './http.ts';
import { programGrader } from './program.ts';

/** The graders by exercise kind: a new kind is a new file, a line here and one in GRADABLE_KINDS. */
const GRADERS: { readonly [K in GradableKind]: Grader<K> } = {
  program: programGrader,
  function: functionGrader,
  http: httpGrader,
};

/** Grades by the exercise's kind. */
export function gradeByKind(context: GradingContext): Promise<GraderOutcome> {
  const kind = GRADABLE_KINDS.find((gradable) => gradable === context.exercise.kind);
  // The catalogue refuses such an exercise; nobody could have handed in for it.
  if (kind === undefined) throw new Error(`There is no grader for kind ${context.exercise.kind}.`);
  // What a grader takes is the exercise of the kind that it stands under.
  const grader: { grade(context: GradingContext): Promise<GraderOutcome> } = GRADERS[kind];
  return grader.grade(context);
}
