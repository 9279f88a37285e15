import type { ExerciseKind } from '../../grading/manifest/manifest.ts';
import type { Grader } from './grader.ts';
import { programGrader } from './program.ts';

/** The graders by exercise kind: a new kind is a new file, and a line here. */
export const GRADERS: Readonly<Record<ExerciseKind, Grader>> = { program: programGrader };
