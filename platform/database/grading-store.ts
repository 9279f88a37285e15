/** The life of a submission, from its row to its stored result, in the order in which it happens. */
export { enqueueSubmission } from './submission-intake.ts';
export type { Backlog, EnqueueOutcome, NewSubmission } from './submission-intake.ts';
export { abandonAttempt, beginAttempt, extendAttempt } from './begin-attempt.ts';
export type {
  BeginOptions,
  BeginOutcome,
  BegunAttempt,
  SubmissionToGrade,
} from './begin-attempt.ts';
export { finishAttempt } from './finish-attempt.ts';
export { failAttempt } from './fail-attempt.ts';
export type { FailOutcome } from './fail-attempt.ts';
export { QUEUED_GRACE_MS, startSweeper, sweep } from './sweep.ts';
export type { SweepOptions, Sweeper, SweepReport } from './sweep.ts';
export type { ExerciseToStore, SyncReport } from './exercise-versions.ts';
