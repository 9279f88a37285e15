import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { DelayedError, UnrecoverableError, WaitingError } from 'bullmq';
import type { Job } from 'bullmq';
import { gradeJobSchema, verifyJobSchema } from '../../grading/job/grade-job.ts';
import type { GradeJobData, JobData, VerifyJobData } from '../../grading/job/grade-job.ts';
import type { Logger } from '../log/logger.ts';
import { silentLogger } from '../log/logger.ts';
import { openBullWorker } from './connection.ts';
import type { QueueConfig } from './connection.ts';

/** What a handler is given of any job. */
interface DeliveredJob {
  /** Aborted when the lock on the job is lost, or when the consumer closes for good. */
  readonly signal: AbortSignal;
  /** True where another worker had this job and did not end it: it died, or was cut off. */
  readonly redelivered: boolean;
}

export interface GradeJob extends DeliveredJob, GradeJobData {}
export interface VerifyJob extends DeliveredJob, VerifyJobData {}

/** Nothing: the job is done. Or: not now, give it to me or another after so long. */
export type JobOutcome = { readonly retryAfterMs: number } | undefined;

export interface ConsumeOptions {
  /** Jobs at one time. */
  readonly concurrency: number;
  readonly logger?: Logger;
  /** One step of a verification; `retryAfterMs: 0` asks for the next, behind all else. */
  readonly verify?: (job: VerifyJob) => Promise<JobOutcome>;
}

export interface Consumer {
  /** Resolves when it is connected and takes jobs. */
  ready(): Promise<void>;
  /** Takes no new job; those that run go on. */
  pause(): Promise<void>;
  resume(): void;
  /**
   * Takes no new job, waits up to `graceMs` for those that run, aborts their signals, and waits
   * for the handlers to return. Default: aborts at once.
   */
  close(options?: { readonly graceMs?: number }): Promise<void>;
}

/**
 * A worker that is killed stops renewing its lock; when the lock has run out, the first check
 * after that gives the job to another worker. At the latest, then, after LOCK_DURATION_MS + 2 x
 * STALLED_INTERVAL_MS. A worker renews every LOCK_RENEWAL_MS, so that its event loop may
 * stand still for 3 s before it is taken for dead; even that costs only work, since a token
 * guards every result (grading-store).
 */
export const LOCK_DURATION_MS = 4000;
const LOCK_RENEWAL_MS = 750;
export const STALLED_INTERVAL_MS = 1000;
/** The store counts attempts; the queue only has to stop in the end. */
const MAX_STALLS = 10;
/** An idle worker looks by itself this often, should a notification ever be lost. */
const IDLE_CHECK_SECONDS = 5;
/** After an error of the connection. */
const RECONNECT_DELAY_MS = 1000;
const DRAIN_POLL_MS = 20;

const ajv = new Ajv({ allErrors: true });
addFormats.default(ajv);
const isGradeJob = ajv.compile<GradeJobData>(gradeJobSchema);
const isVerifyJob = ajv.compile<VerifyJobData>(verifyJobSchema);

const giveBack = async (
  job: Job<JobData, void>,
  token: string | undefined,
  delayMs: number,
): Promise<never> => {
  if (delayMs > 0) {
    await job.moveToDelayed(Date.now() + delayMs, token);
    throw new DelayedError();
  }
  await job.moveToWait(token);
  throw new WaitingError();
};

/**
 * Keeps the job ours while its handler runs, and cuts the handler off when it is not any more.
 * BullMQ's own renewal keeps its books by the job's id, and strikes a job off when the hand that gave
 * it back is done with it: of a job that another hand of this worker has taken meanwhile, nobody
 * would renew the lock.
 */
const renewLock = (
  job: Job<JobData, void>,
  token: string | undefined,
  cutOff: AbortController,
  logger: Logger,
): NodeJS.Timeout => {
  const renew = async (): Promise<void> => {
    const renewed = await job.extendLock(token ?? '', LOCK_DURATION_MS);
    if (renewed !== 1) cutOff.abort(new Error('The lock on the job was lost.'));
  };
  return setInterval(() => {
    renew().catch((error: unknown) => {
      logger.warn({ err: error, jobId: job.id }, 'the lock on a job could not be renewed');
    });
  }, LOCK_RENEWAL_MS);
};

/** Runs `handler` for each job. A handler that throws has its job tried again, with a delay. */
export const consume = (
  config: QueueConfig,
  handler: (job: GradeJob) => Promise<JobOutcome>,
  { concurrency, logger = silentLogger, verify }: ConsumeOptions,
): Consumer => {
  const running = new Set<AbortController>();
  let paused = false;

  /** Undefined where the payload is no job of ours. */
  const handlerOf = (data: JobData): ((job: DeliveredJob) => Promise<JobOutcome>) | undefined => {
    if (isGradeJob(data)) return (job) => handler({ ...job, submissionId: data.submissionId });
    if (verify === undefined || !isVerifyJob(data)) return undefined;
    return (job) => verify({ ...job, verificationId: data.verificationId });
  };

  const process = async (job: Job<JobData, void>, token?: string): Promise<void> => {
    const handle = handlerOf(job.data);
    if (handle === undefined) {
      logger.error({ jobId: job.id, errors: isGradeJob.errors }, 'dropped a malformed job');
      throw new UnrecoverableError('The payload does not match the contract of the queue.');
    }
    // Pausing does not end the wait for the next job, which may still bring one.
    if (paused) await giveBack(job, token, 0);
    const cutOff = new AbortController();
    const { signal } = cutOff;
    running.add(cutOff);
    const renewal = renewLock(job, token, cutOff, logger);
    try {
      const redelivered = job.stalledCounter > 0;
      const outcome = await handle({ signal, redelivered });
      // Cut off in the middle: the next worker takes it at once. If it was done after all, that
      // one finds it finished.
      const again = outcome ?? (signal.aborted ? { retryAfterMs: 0 } : undefined);
      if (again !== undefined) await giveBack(job, token, again.retryAfterMs);
    } finally {
      clearInterval(renewal);
      running.delete(cutOff);
    }
  };

  const { bull, close } = openBullWorker(config, process, {
    concurrency,
    lockDuration: LOCK_DURATION_MS,
    // By us (renewLock).
    skipLockRenewal: true,
    stalledInterval: STALLED_INTERVAL_MS,
    maxStalledCount: MAX_STALLS,
    drainDelay: IDLE_CHECK_SECONDS,
    runRetryDelay: RECONNECT_DELAY_MS,
  });
  bull.on('error', (error) => logger.warn({ err: error }, 'the queue reported an error'));
  bull.on('failed', (job, error) =>
    logger.warn({ jobId: job?.id, err: error }, 'a job failed and is tried again'),
  );

  const drained = async (graceMs: number): Promise<void> => {
    const deadline = Date.now() + graceMs;
    while (running.size > 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, DRAIN_POLL_MS));
    }
  };

  let closing: Promise<void> | undefined;
  const shutDown = async (graceMs: number): Promise<void> => {
    await bull.pause(true);
    await drained(graceMs);
    for (const cutOff of running) cutOff.abort(new Error('The worker is shutting down.'));
    await close();
  };

  return {
    ready: async () => {
      await bull.waitUntilReady();
    },
    pause: () => {
      paused = true;
      return bull.pause(true);
    },
    resume: () => {
      paused = false;
      void bull.resume();
    },
    close: ({ graceMs = 0 } = {}) => (closing ??= shutDown(graceMs)),
  };
};
