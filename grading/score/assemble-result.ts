import type { Exercise } from '../catalogue/exercise.ts';
import { capText } from '../feedback/cap-text.ts';
import type { Language } from '../manifest/schema.ts';
import type { CaseResult, GradingResult } from './result.ts';
import { scoreOf } from './score.ts';

/** What is kept of what a compiler says. */
export const COMPILE_OUTPUT_KIB = 16;

/** What a grader found out: its cases in the exercise's order, and its own clocks. */
export interface GradedCases {
  readonly cases: readonly CaseResult[];
  /** What the compiler said, or null where it said nothing. */
  readonly compileError: string | null;
  readonly compileMs: number;
  readonly runMs: number;
  readonly judgeMs: number;
}

/**
 * Scores the graded cases and puts the result together. `queuedMs` is 0: whoever took the
 * submission from the queue knows it and fills it in.
 */
export function assembleResult(
  exercise: Exercise,
  language: Language,
  graded: GradedCases,
  cellMs: number,
): GradingResult {
  const { verdict, score, maxScore, groups } = scoreOf(exercise.groups, graded.cases);
  return {
    verdict,
    score,
    maxScore,
    groups,
    cases: graded.cases,
    compileOutput:
      graded.compileError === null ? null : capText(graded.compileError, COMPILE_OUTPUT_KIB),
    limits: exercise.limits[language],
    clocks: {
      queuedMs: 0,
      cellMs,
      compileMs: graded.compileMs,
      runMs: graded.runMs,
      judgeMs: graded.judgeMs,
    },
  };
}
