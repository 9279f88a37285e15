import { unpackAuthorsPart } from '../../grading/catalogue/authors-part.ts';
import { runtimeNameOf, runtimeTitle } from '../../grading/job/runtime-name.ts';
import { checkExercise } from '../../grading/verify/check-exercise.ts';
import { verificationReport } from '../../grading/verify/verification-report.ts';
import {
  candidatesOf,
  exerciseFolder,
  type Candidate,
  type CandidateRun,
  type Outcome,
} from '../../grading/verify/verification.ts';
import { loadAuthorsPart } from '../../platform/database/exercise-versions.ts';
import {
  abandonStep,
  announceStep,
  beginStep,
  extendStep,
  failStep,
  finishVerification,
  loseStep,
  storeStep,
  type BegunStep,
} from '../../platform/database/verification-steps.ts';
import { untilStoreAnswers } from '../../platform/database/store-away.ts';
import { inTraceOf } from '../../platform/tracing/span.ts';
import type { JobOutcome, VerifyJob } from '../../platform/queue/consume.ts';
import type { Logger } from '../../platform/log/logger.ts';
import { keepAlive } from '../attempt-lease.ts';
import { faultOf } from '../fault-of.ts';
import { gradeSource } from '../grade.ts';
import {
  ATTEMPT_LEASE_MS,
  HAND_BACK_WITHIN_MS,
  INFRASTRUCTURE_RETRY_MS,
  type GradingServices,
} from '../grade-submission.ts';
import { inStepSpan } from '../trace-attempt.ts';
import { runCandidate } from './run-candidates.ts';

export interface VerifyServices extends Pick<
  GradingServices,
  'database' | 'exercises' | 'sandbox' | 'workerId' | 'runtimes' | 'logger' | 'isEngineAway'
> {
  /** Told how each step ended. */
  readonly observer: { verified(): void; internalError(): void };
}

/** What the store keeps of an outcome: the candidate is known by its place. */
type KeptOutcome = Pick<Outcome, 'results' | 'failure'>;

/** A step that this worker does not run is another's soon: verifications are few, and go last. */
const NOT_OFFERED_RETRY_MS = 1000;

/** Nothing can be verified with what there is by now; another try would not help. */
class SolutionsChanged extends Error {
  override readonly name = 'SolutionsChanged';
}

/**
 * One step of a verification: runs the next solution, and the last step judges them all by the
 * rules of `assay verify`. After each the job goes back behind everything that somebody waits for,
 * so that verifying a large exercise holds nobody up for longer than one solution runs.
 */
export async function verifyStep(services: VerifyServices, job: VerifyJob): Promise<JobOutcome> {
  const { database, workerId } = services;
  const { verificationId, redelivered } = job;
  const begun = await untilStoreAnswers(
    () => beginStep(database, verificationId, workerId, ATTEMPT_LEASE_MS, { redelivered }),
    { signal: job.signal },
  );
  if (begun.kind === 'over') return;
  if (begun.kind === 'busy') return { retryAfterMs: begun.retryAfterMs };
  const { step } = begun;
  return inTraceOf(step.traceParent, () => endStep(services, job, step));
}

/** From a step that has begun to its end, whichever it is. */
async function endStep(
  services: VerifyServices,
  job: VerifyJob,
  step: BegunStep,
): Promise<JobOutcome> {
  const { database } = services;
  const logger = services.logger.child({ verificationId: step.id, requestId: step.requestId });
  const extend = (): Promise<boolean> => extendStep(database, step.token, ATTEMPT_LEASE_MS);
  const alive = keepAlive(extend, ATTEMPT_LEASE_MS, logger);
  const signal = AbortSignal.any([job.signal, alive.lost]);
  try {
    return await runStep(services, step, signal, logger);
  } catch (error) {
    if (!signal.aborted) return await recordFailure(services, step, error, logger);
    await untilStoreAnswers(() => abandonStep(database, step.token), {
      withinMs: HAND_BACK_WITHIN_MS,
    });
    return { retryAfterMs: 0 };
  } finally {
    alive.stop();
  }
}

async function runStep(
  services: VerifyServices,
  step: BegunStep,
  signal: AbortSignal,
  logger: Logger,
): Promise<JobOutcome> {
  const { database } = services;
  const { id, token, contentHash, authorsHash, outcomes } = step;
  const folder = await loadFolder(services, contentHash, authorsHash);
  const candidates = candidatesOf(folder);
  const total = candidates.length;
  const done = (outcomes as readonly KeptOutcome[]).flatMap((kept, index): Outcome[] => {
    const candidate = candidates[index];
    return candidate === undefined ? [] : [{ candidate, ...kept }];
  });
  const next = candidates[done.length];
  if (next !== undefined) {
    const needed = runtimeNameOf(folder.exercise, next.language);
    if (!services.runtimes.includes(needed)) {
      await abandonStep(
        database,
        token,
        `${next.name}: waits for a worker that runs ${runtimeTitle(needed)}`,
      );
      return { retryAfterMs: NOT_OFFERED_RETRY_MS };
    }
    await announceStep(database, token, { total, running: next.name });
    const of = { exerciseId: folder.exercise.id, language: next.language };
    done.push(await inStepSpan(step, of, () => run(services, next, signal)));
    services.observer.verified();
    if (done.length < total) {
      await storeStep(database, token, done.length - 1, keptOf(done.at(-1)));
      return { retryAfterMs: 0 };
    }
  }
  const verified = checkExercise(folder, done, { partial: false });
  const ok = verified.problems.length === 0;
  await finishVerification(database, token, { ok, total, report: verificationReport(verified) });
  logger.info({ id, exerciseId: folder.exercise.id, ok, total }, 'verified');
}

async function loadFolder(
  { database, exercises }: VerifyServices,
  contentHash: string,
  authorsHash: string,
) {
  const [exercise, packed] = await Promise.all([
    exercises.load(contentHash),
    loadAuthorsPart(database, contentHash),
  ]);
  if (packed?.hash !== authorsHash) {
    throw new SolutionsChanged('The solutions were changed in the meantime. Verify again.');
  }
  const loaded = { exercise, ...unpackAuthorsPart(packed) };
  return exerciseFolder(`${exercise.phase}/${exercise.id}`, loaded);
}

/** @throws where the platform failed; what the exercise's own files are to blame for is an outcome. */
async function run(
  { sandbox }: VerifyServices,
  candidate: Candidate,
  signal: AbortSignal,
): Promise<Outcome> {
  // What was thrown says whose fault it is; an outcome has only its message.
  let cause: unknown;
  const outcome = await runCandidate(candidate, {
    ...{ signal, concurrency: 1, repeat: 1 },
    grade: async (request) => {
      try {
        return await gradeSource({ ...request, sandbox });
      } catch (error) {
        cause = error;
        throw error;
      }
    },
    onStart: () => undefined,
    onEvent: () => undefined,
    onOutcome: () => undefined,
  });
  const { failure } = outcome;
  if (failure !== null && failure.place === null) throw new Error(failure.message, { cause });
  return outcome;
}

/** What the rules look at and no more: outputs and feedback of samples can be large. */
const keptOf = (outcome: Outcome | undefined): KeptOutcome => ({
  failure: outcome?.failure ?? null,
  results: (outcome?.results ?? []).map(({ verdict, compileOutput, limits, clocks, cases }) => ({
    ...{ verdict, compileOutput, limits, clocks },
    cases: cases.map((one): CandidateRun['cases'][number] => ({
      ...{ name: one.name, group: one.group, verdict: one.verdict, message: one.message },
      ...{ cpuTimeMs: one.cpuTimeMs, wallTimeMs: one.wallTimeMs },
      peakMemoryBytes: one.peakMemoryBytes,
    })),
  })),
});

async function recordFailure(
  { database, observer, isEngineAway }: VerifyServices,
  { token }: BegunStep,
  error: unknown,
  logger: Logger,
): Promise<JobOutcome> {
  if (error instanceof SolutionsChanged) {
    await failStep(database, token, error, { forGood: true });
    return undefined;
  }
  const fault = await faultOf(error, isEngineAway);
  logger.error({ err: error, fault }, 'a verification failed for a reason of ours');
  if (fault !== 'store-away') observer.internalError();
  if (fault === 'other') {
    const outcome = await untilStoreAnswers(() => failStep(database, token, error));
    // The queue tries again what throws.
    if (outcome === 'retry') throw error;
    return undefined;
  }
  await untilStoreAnswers(() =>
    fault === 'engine-unreachable'
      ? abandonStep(database, token)
      : loseStep(database, token, error),
  );
  return { retryAfterMs: INFRASTRUCTURE_RETRY_MS };
}
