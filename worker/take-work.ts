import type { Database } from '../platform/database/database.ts';
import { nextParked } from '../platform/database/parked-submissions.ts';
import type { Config } from '../platform/config/config.ts';
import type { Logger } from '../platform/log/logger.ts';
import { consume } from '../platform/queue/consume.ts';
import type { Consumer, GradeJob, JobOutcome, VerifyJob } from '../platform/queue/consume.ts';
import type { GradeQueue } from '../platform/queue/queue.ts';
import { startParkedWork } from './parked-work.ts';
import { createSlots } from './slots.ts';

export interface TakeWorkOptions {
  readonly config: Pick<Config, 'databaseUrl' | 'redisUrl'>;
  readonly queue: Pick<GradeQueue, 'forget'>;
  readonly database: Database;
  readonly runtimes: readonly string[];
  /** Submissions at one time, wherever they come from. */
  readonly concurrency: number;
  readonly isPaused: () => boolean;
  readonly logger: Logger;
  readonly grade: (job: GradeJob) => Promise<JobOutcome>;
  readonly verify?: (job: VerifyJob) => Promise<JobOutcome>;
}

/** What a worker does all day: what the queue gives, and what others left to it, in the same slots. */
export function takeWork(options: TakeWorkOptions): Consumer {
  const { config, queue, database, runtimes, concurrency, isPaused, logger, grade, verify } =
    options;
  const slots = createSlots(concurrency);
  const parked = startParkedWork({
    ...{ slots, isPaused, logger, forget: (id) => queue.forget(id) },
    find: (query) => nextParked(database, runtimes, query),
    grade: (submissionId, signal) => grade({ submissionId, signal, redelivered: false }),
  });
  const inSlot = async (work: () => Promise<JobOutcome>): Promise<JobOutcome> => {
    const release = await slots.take();
    try {
      await parked.turn();
      return await work();
    } finally {
      release();
    }
  };
  const consumer = consume(config, (job) => inSlot(() => grade(job)), {
    ...{ concurrency, logger },
    ...(verify === undefined ? {} : { verify: (job) => inSlot(() => verify(job)) }),
  });
  return {
    ...consumer,
    close: async (stop = {}) => {
      await Promise.all([consumer.close(stop), parked.stop(stop.graceMs ?? 0)]);
    },
  };
}
