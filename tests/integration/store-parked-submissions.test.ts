import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, afterAll, describe, expect, test } from '@jest/globals';
import { beginAttempt, finishAttempt } from '../../platform/database/grading-store.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { unservedRuntimes, waitingForOf } from '../../platform/database/parked-submissions.ts';
import { placeInQueue } from '../../platform/database/submissions-read.ts';
import { beat, forgetWorker } from '../../platform/database/worker-heartbeats.ts';
import type { Consumer, GradeJob, JobOutcome } from '../../platform/queue/consume.ts';
import { openQueue, type GradeQueue } from '../../platform/queue/queue.ts';
import { PARKED_FOR_MS } from '../../worker/grade-submission.ts';
import { takeWork } from '../../worker/take-work.ts';
import { withTestDatabase } from '../support/database.ts';
import {
  redisIsInstalled,
  REDIS_SKIP_REASON,
  startRedis,
  type TestRedis,
} from '../support/redis.ts';
import {
  addExercise,
  addSubmission,
  addUser,
  aResult,
  aSubmission,
} from '../support/submissions.ts';

const LEASE_MS = 60_000;
const EXERCISE = 'parked-test';

for (const backend of ['postgresql', 'redis'] as const) {
  if (backend === 'redis' && !redisIsInstalled()) {
    process.stderr.write(`Parked submissions on Redis: ${REDIS_SKIP_REASON}\n`);
    describe.skip(`on redis (${REDIS_SKIP_REASON})`, () => test('all', () => undefined));
    continue;
  }

  describe(`workers that do not run everything, on ${backend}`, () => {
    const db = withTestDatabase();
    let redis: TestRedis | undefined;
    let queue: GradeQueue;
    let userId: string;
    let contentHash: string;
    const consumers: Consumer[] = [];
    /** Who graded what, in this order. */
    let graded: { readonly worker: string; readonly id: string }[] = [];

    beforeAll(async () => {
      if (backend === 'redis') redis = await startRedis();
      queue = openQueue({ databaseUrl: db.url, redisUrl: redis?.url ?? null });
      userId = await addUser(db.database);
      contentHash = await addExercise(db.database, EXERCISE);
    });

    afterEach(async () => {
      await Promise.all(consumers.splice(0).map((consumer) => consumer.close()));
      await queue.bull.obliterate({ force: true });
      await db.database.prisma.submission.deleteMany();
      graded = [];
    });

    afterAll(async () => {
      await queue.close();
      await redis?.stop();
    });

    /** The pipeline, without a sandbox. */
    const gradeAs =
      (worker: string, runtimes: readonly string[], tookMs: number) =>
      async ({ submissionId, redelivered }: GradeJob): Promise<JobOutcome> => {
        const begun = await beginAttempt(db.database, submissionId, worker, LEASE_MS, {
          ...{ redelivered, runtimes },
        });
        if (begun.kind === 'not-offered') return { retryAfterMs: PARKED_FOR_MS };
        if (begun.kind === 'busy') return { retryAfterMs: begun.retryAfterMs };
        if (begun.kind !== 'begun') return undefined;
        await sleep(tookMs);
        await finishAttempt(db.database, begun.attempt.token, aResult(10));
        graded.push({ worker, id: submissionId });
        return undefined;
      };

    const startWorker = async (
      name: string,
      runtimes: readonly string[],
      { concurrency = 1, tookMs = 5 } = {},
    ): Promise<Consumer> => {
      const consumer = takeWork({
        ...{ config: { databaseUrl: db.url, redisUrl: redis?.url ?? null }, queue, runtimes },
        ...{ database: db.database, concurrency, logger: silentLogger, isPaused: () => false },
        grade: gradeAs(`${name}-${randomUUID()}`, runtimes, tookMs),
      });
      consumers.push(consumer);
      await consumer.ready();
      return consumer;
    };

    const submit = async (language: string): Promise<string> => {
      const submissionId = await addSubmission(db.database, {
        ...aSubmission(userId, EXERCISE, contentHash),
        language,
      });
      await queue.add(submissionId);
      return submissionId;
    };

    const allGraded = async (ids: readonly string[]): Promise<void> => {
      while (graded.length < ids.length) await sleep(20);
      expect(graded.map(({ id }) => id).sort()).toEqual([...ids].sort());
    };

    const gradedBy = (id: string): string =>
      graded.find((one) => one.id === id)?.worker.split('-')[0] ?? 'nobody';

    test('each submission is graded once, by a worker that runs it, however few those are', async () => {
      const languages = Array.from({ length: 40 }, (_, index) => (index % 2 ? 'java' : 'python'));
      const ids: string[] = [];
      for (const language of languages) ids.push(await submit(language));
      await startWorker('snakes', ['python'], { concurrency: 2 });
      await startWorker('snakes', ['python'], { concurrency: 2 });
      await startWorker('beans', ['java']);
      await allGraded(ids);
      expect(ids.map(gradedBy)).toEqual(
        languages.map((language) => (language === 'java' ? 'beans' : 'snakes')),
      );
      expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0 });
    });

    test('a worker with a full queue takes turns with what is parked', async () => {
      const java = [await submit('java'), await submit('java')];
      const others = await startWorker('snakes', ['python']);
      while ((await queue.counts()).delayed < 2) await sleep(20);
      await others.close();
      const python: string[] = [];
      for (let count = 0; count < 30; count += 1) python.push(await submit('python'));
      await startWorker('both', ['python', 'java'], { tookMs: 50 });
      await allGraded([...java, ...python]);
      // Long before the queue is empty.
      const places = java.map((id) => graded.findIndex((one) => one.id === id));
      expect(Math.max(...places)).toBeLessThan(20);
    });

    test('what nobody runs waits, says so, and is taken when a worker comes that does', async () => {
      const id = await submit('java');
      const snakes = { runtimes: ['python'], workerId: `snakes ${backend}` };
      const row = {
        ...{ host: 'lab', pid: 7, version: '0.1.0', concurrency: 1, isolation: 'recycled' },
        ...{ paused: false, idleCells: 0, leasedCells: 0, startingCells: 0, startedAt: new Date() },
      };
      await beat(db.database, { ...row, ...snakes });
      await startWorker('snakes', ['python']);
      while ((await queue.counts()).delayed === 0) await sleep(20);
      expect(await placeInQueue(db.database, id)).toEqual({ position: 0, waitingFor: 'java' });
      expect(await unservedRuntimes(db.database)).toEqual([{ runtime: 'java', waiting: 1 }]);
      const later = await submit('python');
      expect(await waitingForOf(db.database, later)).toBeNull();
      const beans = { runtimes: ['java'], workerId: `beans ${backend}` };
      await beat(db.database, { ...row, ...beans });
      expect((await placeInQueue(db.database, id))?.waitingFor).toBeNull();
      expect(await unservedRuntimes(db.database)).toEqual([]);
      await startWorker('beans', ['java']);
      await allGraded([id, later]);
      for (const { workerId } of [snakes, beans]) await forgetWorker(db.database, workerId);
    });

    test('two workers that run it grade it once', async () => {
      const ids: string[] = [];
      for (let count = 0; count < 12; count += 1) ids.push(await submit('java'));
      const others = await startWorker('snakes', ['python']);
      while ((await queue.counts()).delayed < ids.length) await sleep(20);
      await Promise.all([startWorker('beans', ['java']), startWorker('beans', ['java'])]);
      await allGraded(ids);
      await others.close();
      const attempts = await db.database.prisma.attempt.count();
      expect(attempts).toBe(ids.length);
    });
  });
}
