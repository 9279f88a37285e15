import type { TextFile } from '../catalogue/exercise.ts';
import type { Language } from '../manifest/language-names.ts';

/** What a learner hands in. */
export interface SubmissionSource {
  readonly language: Language;
  readonly files: readonly TextFile[];
}

/**
 * What became of the *grading*. What became of the *submission* is its verdict: two axes, never
 * one. `failed` is ours (the verdict is IE) and can be re-run.
 */
export const SUBMISSION_STATES = ['queued', 'running', 'graded', 'failed'] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];

export const SUBMISSION_LIMITS = {
  files: 50,
  totalBytes: 256 * 1024,
  pathLength: 255,
} as const;
