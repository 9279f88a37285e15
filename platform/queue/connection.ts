import { createPostgresBackend, Queue, Worker } from 'bullmq';
import type { Processor, QueueOptions, WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import type { Config } from '../config/config.ts';
import { GRADE_QUEUE } from '../../grading/job/grade-job.ts';
import type { JobData } from '../../grading/job/grade-job.ts';

/** Which backend, and where: Redis if there is a URL of one, else PostgreSQL. */
export type QueueConfig = Pick<Config, 'databaseUrl' | 'redisUrl'>;

/** BullMQ's tables, beside ours in the same database and out of Prisma's sight. */
export const QUEUE_SCHEMA = 'bullmq';
/** Besides one connection that listens. An add, a claim and an end take one each, for 1 ms. */
const POSTGRES_POOL_SIZE = 3;
/** How often a command to a Redis that is gone is tried before the caller hears of it. */
const REDIS_RETRIES = 2;

/**
 * A queue's transactions need not survive a power cut: the rows in our own tables do, and the
 * sweep adds again what the queue lost. So they skip the wait for the disk (some milliseconds on
 * each add, claim and end of a job); what the queue knows stays consistent all the same.
 */
const POSTGRES_OPTIONS = '-c synchronous_commit=off';

const postgresConnection = (databaseUrl: string) => ({
  connectionString: databaseUrl,
  schema: QUEUE_SCHEMA,
  // Under BullMQ's advisory lock: any number of processes may start at once.
  migrate: true,
  max: POSTGRES_POOL_SIZE,
  options: POSTGRES_OPTIONS,
  application_name: 'assay-queue',
  keepAlive: true,
});

export type BullQueue = Queue<JobData, void>;
export type BullWorker = Worker<JobData, void>;

/** Something of BullMQ's, and how to close it with the connections that it does not own. */
export interface Opened<T> {
  readonly bull: T;
  readonly close: () => Promise<void>;
}

export const openBullQueue = (
  config: QueueConfig,
  options: Omit<QueueOptions, 'connection'>,
): Opened<BullQueue> => {
  if (config.redisUrl === null) {
    const connection = postgresConnection(config.databaseUrl);
    // The class is generic over its backend; what we use is the same for both.
    const bull = new Queue(GRADE_QUEUE, { ...options, connection }, createPostgresBackend);
    return { bull: bull as unknown as BullQueue, close: () => bull.close() };
  }
  const connection = new Redis(config.redisUrl, { maxRetriesPerRequest: REDIS_RETRIES });
  const bull: BullQueue = new Queue(GRADE_QUEUE, { ...options, connection });
  return { bull, close: () => closeWith(() => bull.close(), connection) };
};

export const openBullWorker = (
  config: QueueConfig,
  process: Processor<JobData, void>,
  options: Omit<WorkerOptions, 'connection'>,
): Opened<BullWorker> => {
  if (config.redisUrl === null) {
    const connection = postgresConnection(config.databaseUrl);
    const bull = new Worker<JobData, void, string, never>(
      GRADE_QUEUE,
      process,
      { ...options, connection },
      createPostgresBackend as never,
    );
    return { bull, close: () => bull.close() };
  }
  // A worker waits for Redis as long as it takes: null is what BullMQ demands of it.
  const connection = new Redis(config.redisUrl, { maxRetriesPerRequest: null });
  const bull: BullWorker = new Worker(GRADE_QUEUE, process, { ...options, connection });
  return { bull, close: () => closeWith(() => bull.close(), connection) };
};

const closeWith = async (close: () => Promise<void>, connection: Redis): Promise<void> => {
  try {
    await close();
  } finally {
    connection.disconnect();
  }
};
