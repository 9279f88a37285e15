import type { Database } from '../platform/database/database.ts';
import type { ExerciseCache } from '../platform/database/exercise-cache.ts';
import {
  abandonAttempt,
  beginAttempt,
  extendAttempt,
  failAttempt,
  finishAttempt,
  type BeginOutcome,
  type BegunAttempt,
  type SubmissionToGrade,
} from '../platform/database/grading-store.ts';
import { untilStoreAnswers } from '../platform/database/store-away.ts';
import type { EventHub } from '../platform/events/events.ts';
import { inSpan } from '../platform/tracing/span.ts';
import type { Logger } from '../platform/log/logger.ts';
import type { GradeJob, JobOutcome } from '../platform/queue/consume.ts';
import type { Exercise, TextFile } from '../grading/catalogue/exercise.ts';
import type { RuntimeName } from '../grading/job/runtime-name.ts';
import type { ExerciseKind } from '../grading/manifest/language-names.ts';
import type { Language } from '../grading/manifest/schema.ts';
import type { GradingResult } from '../grading/score/result.ts';
import { keepAlive } from './attempt-lease.ts';
import { faultOf } from './fault-of.ts';
import { gradeSource } from './grade.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import { inAttemptSpan } from './trace-attempt.ts';
import type { VersionTeller } from './tell-versions.ts';

type Begun = Extract<BeginOutcome, { kind: 'begun' }>;

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
  /** Whether the container engine does not answer now: then what failed is the machine's fault. */
  readonly isEngineAway: () => Promise<boolean>;
}

/**
 * A job that this worker does not run is out of its and everybody's way for so long. Those who do
 * run it need not wait for its return: they look for what is parked (parked-work.ts).
 */
export const PARKED_FOR_MS = 30_000;
/** How long an attempt counts as alive without a word from its worker. */
export const ATTEMPT_LEASE_MS = 30_000;
/** A worker that stops has no more time; what it cannot hand back runs out with its lease. */
export const HAND_BACK_WITHIN_MS = 2_000;
/** An engine or a store that went away is rarely back at once. */
export const INFRASTRUCTURE_RETRY_MS = 2_000;

/**
 * The whole pipeline for one job, front to back: begin an attempt, load the exercise as it was
 * when the submission was made, grade, store.
 *
 * A learner's failure is a result like any other. What is thrown here is ours: the attempt is
 * marked failed, and the queue tries again until MAX_ATTEMPTS, when the submission rests as IE.
 * Where the engine or the store is away, it is tried again later, and costs no attempt
 * (worker/fault-of.ts).
 */
export async function gradeSubmission(
  services: GradingServices,
  job: GradeJob,
): Promise<JobOutcome> {
  const { database, workerId, runtimes } = services;
  // Else, while the store is away, every job of the queue would come, fail and go round.
  const begun = await untilStoreAnswers(
    () =>
      beginAttempt(database, job.submissionId, workerId, ATTEMPT_LEASE_MS, {
        ...{ redelivered: job.redelivered, runtimes },
      }),
    { signal: job.signal },
  );
  if (begun.kind === 'already-finished') return;
  if (begun.kind === 'not-offered') return { retryAfterMs: PARKED_FOR_MS };
  if (begun.kind === 'busy') return { retryAfterMs: begun.retryAfterMs };

  return inAttemptSpan(begun, () => endAttempt(services, job, begun));
}

/** From an attempt that has begun to its end, whichever it is. */
async function endAttempt(
  services: GradingServices,
  job: GradeJob,
  { attempt, submission, files }: Begun,
): Promise<JobOutcome> {
  const { database } = services;
  const logger = services.logger.child({
    ...{ submissionId: submission.id, attempt: attempt.number, requestId: submission.requestId },
  });
  const extend = (): Promise<boolean> => extendAttempt(database, attempt.token, ATTEMPT_LEASE_MS);
  const lease = keepAlive(extend, ATTEMPT_LEASE_MS, logger);
  const signal = AbortSignal.any([job.signal, lease.lost]);
  try {
    const exercise = await services.exercises.load(submission.contentHash);
    const result = await grade({ ...services, logger }, submission, { exercise, files }, signal);
    await inSpan('store', {}, () => store(services, attempt, result, logger));
    services.observer.graded({ kind: exercise.kind, language: submission.language }, result);
  } catch (error) {
    if (signal.aborted) return await handBack(services, attempt, logger);
    return await recordFailure(services, attempt, error, logger);
  } finally {
    lease.stop();
  }
}

async function grade(
  { events, sandbox, versions, logger }: GradingServices,
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
    onCell: (cell) => logger.info({ event: 'grading', cell }, 'grading'),
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
  // The work is done: a store that is away for a moment must not cost it. Begun twice, it counts
  // once, since the token is used up then.
  const stored = await untilStoreAnswers(() => finishAttempt(database, token, result, pending));
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
  await untilStoreAnswers(() => abandonAttempt(database, token), {
    withinMs: HAND_BACK_WITHIN_MS,
  });
  logger.info('handed back');
  return { retryAfterMs: 0 };
}

async function recordFailure(
  services: GradingServices,
  attempt: BegunAttempt,
  error: unknown,
  logger: Logger,
): Promise<JobOutcome> {
  const { database, events, observer, isEngineAway } = services;
  const fault = await faultOf(error, isEngineAway);
  logger.error({ err: error, fault }, 'the attempt failed for a reason of ours');
  // A sandbox is not to blame for a store, and proving it would not bring that back.
  if (fault !== 'store-away') observer.internalError();
  if (fault === 'engine-unreachable') {
    await handBack(services, attempt, logger);
    return { retryAfterMs: INFRASTRUCTURE_RETRY_MS };
  }
  const { submissionId, token } = attempt;
  await events.drainEvents(submissionId);
  const infrastructure = fault !== 'other';
  const outcome = await untilStoreAnswers(() =>
    failAttempt(database, token, error, { infrastructure }),
  );
  if (infrastructure && outcome === 'retry') return { retryAfterMs: INFRASTRUCTURE_RETRY_MS };
  // The queue tries again what throws; what rests as IE waits for a person.
  if (outcome === 'retry') throw error;
  logger.warn({ outcome }, 'not tried again');
  return undefined;
}
