import type { Database } from '../platform/database/database.ts';
import type { ExerciseCache } from '../platform/database/exercise-cache.ts';
import {
  abandonAttempt,
  beginAttempt,
  extendAttempt,
  failAttempt,
  finishAttempt,
  type BegunAttempt,
  type SubmissionToGrade,
} from '../platform/database/grading-store.ts';
import type { EventHub } from '../platform/events/events.ts';
import type { Logger } from '../platform/log/logger.ts';
import type { GradeJob, JobOutcome } from '../platform/queue/consume.ts';
import type { Exercise, TextFile } from '../grading/catalogue/exercise.ts';
import type { RuntimeName } from '../grading/job/runtime-name.ts';
import type { ExerciseKind } from '../grading/manifest/language-names.ts';
import type { Language } from '../grading/manifest/schema.ts';
import type { GradingResult } from '../grading/score/result.ts';
import { keepAlive } from './attempt-lease.ts';
import { gradeSource } from './grade.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import type { VersionTeller } from './tell-versions.ts';

/** Told how each attempt ended: for figures, and so that a worker that only fails pauses itself. */
export interface GradingObserver {
  graded(of: Graded, result: GradingResult): void;
  internalError(): void;
}

export interface Graded {
  readonly kind: ExerciseKind;
  readonly language: string;
}

export interface GradingServices {
  readonly database: Database;
  readonly events: EventHub;
  readonly exercises: ExerciseCache;
  readonly sandbox: Sandbox;
  readonly versions: Pick<VersionTeller, 'tellGraded'>;
  readonly workerId: string;
  /** What this worker runs; anything else is left to others. */
  readonly runtimes: readonly RuntimeName[];
  readonly logger: Logger;
  readonly observer: GradingObserver;
}

/**
 * A job that this worker does not run is out of its and everybody's way for so long. Those who do
 * run it need not wait for its return: they look for what is parked (parked-work.ts).
 */
export const PARKED_FOR_MS = 30_000;
/** How long an attempt counts as alive without a word from its worker. */
export const ATTEMPT_LEASE_MS = 30_000;

/**
 * The whole pipeline for one job, front to back: begin an attempt, load the exercise as it was
 * when the submission was made, grade, store.
 *
 * A learner's failure is a result like any other. What is thrown here is ours: the attempt is
 * marked failed, and the queue tries again until MAX_ATTEMPTS, when the submission rests as IE.
 */
export async function gradeSubmission(
  services: GradingServices,
  job: GradeJob,
): Promise<JobOutcome> {
  const { database, workerId, runtimes } = services;
  const begun = await beginAttempt(database, job.submissionId, workerId, ATTEMPT_LEASE_MS, {
    ...{ redelivered: job.redelivered, runtimes },
  });
  if (begun.kind === 'already-finished') return;
  if (begun.kind === 'not-offered') return { retryAfterMs: PARKED_FOR_MS };
  if (begun.kind === 'busy') return { retryAfterMs: begun.retryAfterMs };

  const { attempt, submission, files } = begun;
  const logger = services.logger.child({ submissionId: submission.id, attempt: attempt.number });
  const extend = (): Promise<boolean> => extendAttempt(database, attempt.token, ATTEMPT_LEASE_MS);
  const lease = keepAlive(extend, ATTEMPT_LEASE_MS, logger);
  const signal = AbortSignal.any([job.signal, lease.lost]);
  try {
    const exercise = await services.exercises.load(submission.contentHash);
    const result = await grade(services, submission, { exercise, files }, signal);
    await store(services, attempt, result, logger);
    services.observer.graded({ kind: exercise.kind, language: submission.language }, result);
  } catch (error) {
    if (signal.aborted) return await handBack(services, attempt, logger);
    await recordFailure(services, attempt, error, logger);
  } finally {
    lease.stop();
  }
}

async function grade(
  { events, sandbox, versions }: GradingServices,
  submission: SubmissionToGrade,
  { exercise, files }: { readonly exercise: Exercise; readonly files: readonly TextFile[] },
  signal: AbortSignal,
): Promise<GradingResult> {
  const queuedMs = Date.now() - submission.createdAt.getTime();
  // The API validated the language against this exercise before it stored the row.
  const language = submission.language as Language;
  const result = await gradeSource({
    exercise,
    source: { language, files },
    sandbox,
    samplesOnly: submission.samplesOnly,
    onEvent: (event) => events.publishEvents(submission.id, [event]),
    signal,
  });
  // Nobody waits for it.
  void versions.tellGraded(exercise, language);
  return { ...result, clocks: { ...result.clocks, queuedMs } };
}

async function store(
  { database, events }: GradingServices,
  { submissionId, token }: BegunAttempt,
  result: GradingResult,
  logger: Logger,
): Promise<void> {
  const pending = await events.drainEvents(submissionId);
  const stored = await finishAttempt(database, token, result, pending);
  const { verdict, score, maxScore, clocks } = result;
  if (stored) logger.info({ verdict, score, maxScore, clocks }, 'graded');
  else logger.warn('another worker took this submission over; its result counts, not ours');
}

/** The worker stops, or lost its hold on the job: nobody is to blame, and no attempt is used up. */
async function handBack(
  { database, events }: GradingServices,
  { submissionId, token }: BegunAttempt,
  logger: Logger,
): Promise<JobOutcome> {
  await events.drainEvents(submissionId);
  await abandonAttempt(database, token);
  logger.info('handed back');
  return { retryAfterMs: 0 };
}

async function recordFailure(
  { database, events, observer }: GradingServices,
  { submissionId, token }: BegunAttempt,
  error: unknown,
  logger: Logger,
): Promise<void> {
  logger.error({ err: error }, 'the attempt failed for a reason of ours');
  observer.internalError();
  await events.drainEvents(submissionId);
  const outcome = await failAttempt(database, token, error);
  // The queue tries again what throws; what rests as IE waits for a person.
  if (outcome === 'retry') throw error;
  logger.warn({ outcome }, 'not tried again');
}
