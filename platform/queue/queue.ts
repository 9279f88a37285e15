import {
  FIRST_TURN,
  GRADE_JOB,
  MAX_ATTEMPTS,
  VERIFY_JOB,
  VERIFY_PRIORITY,
} from '../../grading/job/grade-job.ts';
import type { Queue } from 'bullmq';
import type { Logger } from '../log/logger.ts';
import { silentLogger } from '../log/logger.ts';
import { openBullQueue } from './connection.ts';
import type { QueueConfig } from './connection.ts';

/** The producer's end of the queue. What is queued is only an id: the row came first. */
export interface GradeQueue {
  /** Adding what is queued or being graded does nothing. Lower priorities go first. */
  add(submissionId: string, options?: { readonly priority?: number }): Promise<void>;
  /** A step of a verification, behind all submissions; adding what is queued does nothing. */
  addVerification(verificationId: string): Promise<void>;
  /** Jobs before this one: 0 is next. null where it does not wait (running, done, lost). */
  position(submissionId: string): Promise<number | null>;
  counts(): Promise<QueueCounts>;
  /** Removes a job that no worker is at; where one is, or there is none, nothing happens. */
  forget(submissionId: string): Promise<void>;
  /** Those of the ids that the queue does not know any more. */
  findLost(ids: readonly string[]): Promise<readonly string[]>;
  /** BullMQ's own, for the operators' board alone. */
  readonly bull: Queue;
  close(): Promise<void>;
}

export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
}

/** How far `position` counts: beyond it, it says this number. */
export const MAX_POSITION = 1000;
/** More than the store's own count, so that the store decides when a submission has failed. */
const QUEUE_ATTEMPTS = MAX_ATTEMPTS + 2;
const RETRY_DELAY_MS = 500;

/** A job is forgotten when it ends, so that the same submission can be queued again (rejudge). */
const JOB_OPTIONS = {
  attempts: QUEUE_ATTEMPTS,
  backoff: { type: 'exponential', delay: RETRY_DELAY_MS, jitter: 0.5 },
  removeOnComplete: true,
  removeOnFail: true,
} as const;

export const openQueue = (config: QueueConfig, logger: Logger = silentLogger): GradeQueue => {
  const { bull, close } = openBullQueue(config, { defaultJobOptions: JOB_OPTIONS });
  // Connections come and go; each call that needs one rejects by itself.
  bull.on('error', (error) => logger.warn({ err: error }, 'the queue lost its connection'));

  return {
    async add(submissionId, { priority = FIRST_TURN } = {}) {
      await bull.add(GRADE_JOB, { submissionId }, { jobId: submissionId, priority });
    },

    async addVerification(verificationId) {
      const options = { jobId: verificationId, priority: VERIFY_PRIORITY };
      await bull.add(VERIFY_JOB, { verificationId }, options);
    },

    async position(submissionId) {
      // Without a priority is only what a dead worker had: it comes before all others.
      const [waiting, prioritized] = await Promise.all([
        bull.getRanges(['waiting'], 0, MAX_POSITION - 1, true),
        bull.getRanges(['prioritized'], 0, MAX_POSITION - 1, true),
      ]);
      const index = [...waiting, ...prioritized].indexOf(submissionId);
      if (index >= 0) return Math.min(index, MAX_POSITION);
      const state = await bull.getJobState(submissionId);
      return state === 'waiting' || state === 'prioritized' ? MAX_POSITION : null;
    },

    async counts() {
      const found = await bull.getJobCounts('waiting', 'prioritized', 'active', 'delayed');
      return {
        waiting: (found['waiting'] ?? 0) + (found['prioritized'] ?? 0),
        active: found['active'] ?? 0,
        delayed: found['delayed'] ?? 0,
      };
    },

    async forget(submissionId) {
      await bull.remove(submissionId);
    },

    async findLost(ids) {
      const states = await Promise.all(ids.map((id) => bull.getJobState(id)));
      return ids.filter((_, index) => states[index] === 'unknown');
    },

    bull,
    close,
  };
};
