import type { ExerciseOf } from '../../grading/catalogue/exercise.ts';
import type { ExerciseKind } from '../../grading/manifest/language-names.ts';
import { functionGrader } from './function.ts';
import type { Grader, GraderOutcome, GradingContext } from './grader.ts';
import { httpGrader } from './http.ts';
import { programGrader } from './program.ts';
import { sqlGrader } from './sql.ts';

/** The graders by exercise kind: a new kind is a new file and a line here. */
const GRADERS: { readonly [K in ExerciseKind]: Grader<K> } = {
  program: programGrader,
  function: functionGrader,
  http: httpGrader,
  sql: sqlGrader,
};

/** Grades by the exercise's kind. */
export function gradeByKind(
  context: GradingContext | GradingContext<ExerciseOf<'sql'>>,
): Promise<GraderOutcome> {
  // What a grader takes is the exercise of the kind that it stands under.
  const grader: { grade(context: unknown): Promise<GraderOutcome> } =
    GRADERS[context.exercise.kind];
  return grader.grade(context);
}
