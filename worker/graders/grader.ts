import type { Exercise, ExerciseOf } from '../../grading/catalogue/exercise.ts';
import type { SubmissionEvent } from '../../grading/event/submission-event.ts';
import type { CaseResult } from '../../grading/score/result.ts';
import type { ExerciseKind } from '../../grading/manifest/language-names.ts';
import type { SubmissionSource } from '../../grading/submission/submission.ts';
import type { LanguageRuntime } from '../languages/language.ts';
import type { LeasedCell } from '../sandbox/sandbox.ts';

/** Judges the submissions of one exercise kind. One file a kind; `index.ts` lists them. */
export interface Grader<K extends ExerciseKind> {
  /**
   * Grades in a leased cell whose `/app` already holds the submission's files.
   * Throws only where the platform failed; what the learner's program does is in the outcome.
   */
  grade(context: GradingContext<ExerciseOf<K>>): Promise<GraderOutcome>;
}

export interface GradingContext<E extends Exercise = Exercise> {
  readonly exercise: E;
  readonly source: SubmissionSource;
  /** SQL has none: its engine is the exercise's. */
  readonly runtime: E['kind'] extends 'sql' ? null : LanguageRuntime;
  readonly cell: LeasedCell;
  readonly samplesOnly: boolean;
  readonly onEvent: (event: SubmissionEvent) => void;
  readonly signal: AbortSignal;
}

export interface GraderOutcome {
  /** One for each case graded, in the exercise's order. */
  readonly cases: readonly CaseResult[];
  /** Set where the source is malformed: every case is then CE. */
  readonly compileError: string | null;
  readonly compileMs: number;
  readonly runMs: number;
  readonly judgeMs: number;
}
