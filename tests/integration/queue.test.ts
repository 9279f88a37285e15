import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  beginAttempt,
  failAttempt,
  finishAttempt,
  startSweeper,
  sweep,
} from '../../platform/database/grading-store.ts';
import { MAX_TURN, REJUDGE_PRIORITY } from '../../grading/job/grade-job.ts';
import { newId } from '../../platform/database/new-id.ts';
import { enqueueSubmission } from '../../platform/database/submission-intake.ts';
import { placeInQueue, placesInQueue } from '../../platform/database/submissions-read.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { openBullQueue } from '../../platform/queue/connection.ts';
import type { QueueConfig } from '../../platform/queue/connection.ts';
import { consume } from '../../platform/queue/consume.ts';
import type { Consumer, GradeJob, JobOutcome } from '../../platform/queue/consume.ts';
import { openQueue } from '../../platform/queue/queue.ts';
import type { GradeQueue } from '../../platform/queue/queue.ts';
import { withTestDatabase } from '../support/database.ts';
import { redisIsInstalled, REDIS_SKIP_REASON, startRedis } from '../support/redis.ts';
import type { TestRedis } from '../support/redis.ts';
import {
  addExercise,
  addSubmission,
  addUser,
  aResult,
  aSubmission,
} from '../support/submissions.ts';

const LEASE_MS = 60_000;
const EXERCISE = 'queue-test';
const KILL_TIMEOUT_MS = 30_000;

/** A promise and the function that fulfils it. */
const signal = <T = void>() => {
  let send: (value: T) => void = () => undefined;
  const received = new Promise<T>((resolve) => (send = resolve));
  return { received, send };
};

const backends = ['postgresql', 'redis'] as const;

for (const backend of backends) {
  if (backend === 'redis' && !redisIsInstalled()) {
    process.stderr.write(`The queue on Redis: ${REDIS_SKIP_REASON}\n`);
    describe.skip(`the queue on redis (${REDIS_SKIP_REASON})`, () => test('all', () => undefined));
    continue;
  }

  describe(`the queue on ${backend}`, () => {
    const db = withTestDatabase();
    let redis: TestRedis | undefined;
    let config: QueueConfig;
    let queue: GradeQueue;
    let userId: string;
    let contentHash: string;
    const consumers: Consumer[] = [];

    beforeAll(async () => {
      if (backend === 'redis') redis = await startRedis();
      config = { databaseUrl: db.url, redisUrl: redis?.url ?? null };
      queue = openQueue(config);
      userId = await addUser(db.database);
      contentHash = await addExercise(db.database, EXERCISE);
    });

    afterEach(async () => {
      await Promise.all(consumers.splice(0).map((consumer) => consumer.close()));
      const { bull, close } = openBullQueue(config, {});
      await bull.obliterate({ force: true });
      await close();
      await db.database.prisma.submission.deleteMany();
    });

    afterAll(async () => {
      await queue.close();
      await redis?.stop();
    });

    const start = async (
      handler: (job: GradeJob) => Promise<JobOutcome>,
      concurrency = 1,
    ): Promise<Consumer> => {
      const consumer = consume(config, handler, { concurrency });
      consumers.push(consumer);
      await consumer.ready();
      return consumer;
    };

    const newSubmission = (): Promise<string> =>
      addSubmission(db.database, aSubmission(userId, EXERCISE, contentHash));

    /** What a worker does, without a sandbox. */
    const grade =
      (workerId: string, score = 10) =>
      async ({ submissionId, redelivered }: GradeJob): Promise<JobOutcome> => {
        const outcome = await beginAttempt(db.database, submissionId, workerId, LEASE_MS, {
          redelivered,
        });
        if (outcome.kind === 'busy') return { retryAfterMs: outcome.retryAfterMs };
        if (outcome.kind === 'begun') {
          await finishAttempt(db.database, outcome.attempt.token, aResult(score));
        }
        return undefined;
      };

    const until = async (condition: () => Promise<boolean>): Promise<void> => {
      while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
    };

    const isGraded = (id: string) => async (): Promise<boolean> =>
      (await db.database.prisma.submission.findUniqueOrThrow({ where: { id } })).state === 'graded';

    test('a job reaches a waiting consumer, and is forgotten when it is done', async () => {
      const { received, send } = signal<string>();
      await start(async ({ submissionId }) => {
        send(submissionId);
      });
      const id = newId();
      await queue.add(id);
      expect(await received).toBe(id);
      await until(async () => (await queue.findLost([id])).length === 1);
      expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0 });
    });

    test('adding a job that is queued or runs adds nothing; one that is done runs again', async () => {
      const id = newId();
      await Promise.all([queue.add(id), queue.add(id), queue.add(id)]);
      expect((await queue.counts()).waiting).toBe(1);
      const gate = signal();
      const taken = signal();
      const seen: string[] = [];
      await start(async ({ submissionId }) => {
        seen.push(submissionId);
        taken.send();
        await gate.received;
      });
      await taken.received;
      await queue.add(id);
      expect(await queue.counts()).toEqual({ waiting: 0, active: 1, delayed: 0 });
      gate.send();
      await until(async () => (await queue.findLost([id])).length === 1);
      expect(seen).toEqual([id]);
      await queue.add(id);
      await until(async () => seen.length === 2);
    });

    test('jobs go in order, and their positions are known', async () => {
      const ids = [newId(), newId(), newId()];
      const late = newId();
      await queue.add(late, { priority: 5 });
      for (const id of ids) await queue.add(id);
      const positions = await Promise.all([...ids, late].map((id) => queue.position(id)));
      expect(positions).toEqual([0, 1, 2, 3]);
      expect(await queue.position(newId())).toBeNull();
      const seen: string[] = [];
      await start(async ({ submissionId }) => {
        seen.push(submissionId);
      });
      await until(async () => seen.length === 4);
      expect(seen).toEqual([...ids, late]);
    });

    test('submissions come before rejudged ones, and these before each step of a verification', async () => {
      const [verification, rejudged, first, second] = [newId(), newId(), newId(), newId()];
      const order: string[] = [];
      const { received, send } = signal();
      let steps = 0;
      await queue.addVerification(verification);
      await queue.add(rejudged, { priority: REJUDGE_PRIORITY });
      await queue.add(first);
      const consumer = consume(
        config,
        ({ submissionId }) => Promise.resolve(void order.push(submissionId)),
        {
          concurrency: 1,
          verify: async ({ verificationId }) => {
            order.push(verificationId);
            steps += 1;
            if (steps === 1) await queue.add(second);
            if (steps < 3) return { retryAfterMs: 0 };
            send();
            return undefined;
          },
        },
      );
      consumers.push(consumer);
      await received;
      expect(order).toEqual([first, rejudged, verification, second, verification, verification]);
    });

    const placeOf = async (id: string): Promise<number | undefined> =>
      (await placeInQueue(db.database, id))?.position;

    /** What the API does: gives the id, and queues it with its turn. */
    const handInAs = async (learner: string): Promise<string> => {
      const outcome = await enqueueSubmission(
        db.database,
        aSubmission(learner, EXERCISE, contentHash),
      );
      if (outcome.kind !== 'queued') throw new Error(outcome.kind);
      const { submissionId, turn, position } = outcome;
      await queue.add(submissionId, { priority: turn });
      expect(await placeOf(submissionId)).toBe(position);
      return submissionId;
    };

    /** Grades `total`, one at a time; gives them in the order in which they came. */
    const gradeInOrder = async (
      total: number,
      afterEach: (id: string, index: number) => Promise<void> = () => Promise.resolve(),
    ): Promise<string[]> => {
      const order: string[] = [];
      const graded = grade('w1');
      await start(async (job) => {
        const outcome = await graded(job);
        order.push(job.submissionId);
        await afterEach(job.submissionId, order.length);
        return outcome;
      });
      await until(() => Promise.resolve(order.length >= total));
      return order;
    };

    test('many of one learner do not hold up the first of another; each is told its place', async () => {
      const [hog, ada, bob] = [userId, await addUser(db.database), await addUser(db.database)];
      const many: string[] = [];
      for (let index = 0; index < 12; index += 1) many.push(await handInAs(hog));
      const ofAda = [await handInAs(ada), await handInAs(ada)];
      const ofBob = await handInAs(bob);
      const [first, second, ...rest] = many;
      const expected = [first, ofAda[0], ofBob, second, ofAda[1], ...rest];
      const places = expected.map((id) => placeOf(id!));
      expect(await Promise.all(places)).toEqual([...expected.keys()]);
      const all = await placesInQueue(db.database, expected as string[]);
      expect(expected.map((id) => all.get(id!)?.position)).toEqual([...expected.keys()]);
      expect(await gradeInOrder(expected.length)).toEqual(expected);
    });

    test('a queue that was lost is fair again after a sweep, whatever was retried meanwhile', async () => {
      const other = await addUser(db.database);
      const many: string[] = [];
      for (let index = 0; index < 4; index += 1) many.push(await handInAs(userId));
      const first = await handInAs(other);
      const { bull, close } = openBullQueue(config, {});
      await bull.obliterate({ force: true });
      await close();
      await sweep(db.database, queue, { queuedGraceMs: 0 });
      const [one, ...rest] = many;
      const tries: string[] = [];
      await start(({ submissionId }) => {
        tries.push(submissionId);
        // Given back once: it stands where it stood.
        const isNew = tries.length === 2;
        return Promise.resolve(isNew ? { retryAfterMs: 0 } : undefined);
      });
      await until(() => Promise.resolve(tries.length === 6));
      expect(tries).toEqual([one, first, first, ...rest]);
    });

    test('who comes again and again takes turns with who has many: neither waits for ever', async () => {
      const eager = await addUser(db.database);
      const many: string[] = [];
      for (let index = 0; index < 6; index += 1) many.push(await handInAs(userId));
      const again = [await handInAs(eager)];
      const order = await gradeInOrder(12, async (id, index) => {
        if (again.includes(id) && index < 12) again.push(await handInAs(eager));
      });
      const names = order.slice(0, 12).map((id) => (many.includes(id) ? 'many' : 'again'));
      expect(names.filter((name) => name === 'many')).toHaveLength(6);
      // Never two of one before one of the other.
      expect(names.join(' ')).not.toMatch(/(again again|many many)/);
    });

    test('when nothing waits, counting begins anew: what was before costs nobody a turn', async () => {
      const busy = [await handInAs(userId), await handInAs(userId)];
      await gradeInOrder(2);
      for (const id of busy) await until(isGraded(id));
      const outcome = await enqueueSubmission(
        db.database,
        aSubmission(userId, EXERCISE, contentHash),
      );
      expect(outcome).toMatchObject({ kind: 'queued', turn: 1, position: 0 });
    });

    test('the last turn that there is comes before rejudges', async () => {
      const [last, rejudged] = [newId(), newId()];
      await queue.add(rejudged, { priority: REJUDGE_PRIORITY });
      await queue.add(last, { priority: MAX_TURN });
      expect(await queue.position(rejudged)).toBe(1);
    });

    test('a handler that throws has its job tried again', async () => {
      const id = newId();
      const seen: string[] = [];
      await start(async ({ submissionId }) => {
        seen.push(submissionId);
        if (seen.length < 3) throw new Error('not yet');
      });
      await queue.add(id);
      await until(async () => seen.length === 3);
    });

    test('a handler can give its job back for later', async () => {
      const id = newId();
      const seen: string[] = [];
      await start(async ({ submissionId }) => {
        seen.push(submissionId);
        return [{ retryAfterMs: 30 }, { retryAfterMs: 0 }][seen.length - 1];
      });
      await queue.add(id);
      await until(async () => seen.length === 3);
      await until(async () => (await queue.findLost([id])).length === 1);
    });

    test('a malformed job reaches no handler and is dropped', async () => {
      const seen: string[] = [];
      await start(async ({ submissionId }) => {
        seen.push(submissionId);
      });
      const { bull, close } = openBullQueue(config, { defaultJobOptions: { removeOnFail: true } });
      const bad = { submissionId: '../etc' };
      await bull.add('grade-submission', bad, { jobId: 'malformed' });
      await until(async () => (await bull.getJobState('malformed')) === 'unknown');
      await close();
      expect(seen).toEqual([]);
    });

    test('a paused consumer takes nothing until it is resumed', async () => {
      const seen: string[] = [];
      const consumer = await start(async ({ submissionId }) => {
        seen.push(submissionId);
      });
      await consumer.pause();
      const id = newId();
      await queue.add(id);
      // A second consumer proves that the job was there to be taken.
      const other = signal<string>();
      const second = await start(async ({ submissionId }) => {
        other.send(submissionId);
      });
      expect(await other.received).toBe(id);
      await second.close();
      expect(seen).toEqual([]);
      const next = newId();
      await queue.add(next);
      consumer.resume();
      await until(async () => seen.includes(next));
    });

    test('closing aborts what runs, and the job goes to the next consumer', async () => {
      const taken = signal();
      const consumer = await start(async ({ signal: abort }) => {
        taken.send();
        await new Promise((resolve) => abort.addEventListener('abort', resolve));
        return undefined;
      });
      const id = newId();
      await queue.add(id);
      await taken.received;
      await consumer.close();
      const again = signal<string>();
      await start(async ({ submissionId }) => {
        again.send(submissionId);
      });
      expect(await again.received).toBe(id);
    });

    test('two workers race for many submissions: each is graded once', async () => {
      const ids = await Promise.all(Array.from({ length: 25 }, newSubmission));
      await Promise.all([start(grade('w1'), 3), start(grade('w2'), 3)]);
      await Promise.all(ids.map((id) => queue.add(id)));
      for (const id of ids) await until(isGraded(id));
      const attempts = await db.database.prisma.attempt.findMany();
      expect(attempts).toHaveLength(ids.length);
      expect(new Set(attempts.map((attempt) => attempt.state))).toEqual(new Set(['succeeded']));
    });

    test('an internal error is retried, and the second attempt counts', async () => {
      const id = await newSubmission();
      await start(async (job) => {
        const outcome = await beginAttempt(db.database, job.submissionId, 'w1', LEASE_MS);
        if (outcome.kind !== 'begun') return;
        const { number, token } = outcome.attempt;
        if (number === 2) {
          await finishAttempt(db.database, token, aResult(6));
          return;
        }
        await failAttempt(db.database, token, new Error('the cell vanished'));
        return { retryAfterMs: 10 };
      });
      await queue.add(id);
      await until(isGraded(id));
      const where = { submissionId: id };
      const attempts = await db.database.prisma.attempt.findMany({
        where,
        orderBy: { number: 'asc' },
      });
      expect(attempts.map((attempt) => attempt.state)).toEqual(['failed', 'succeeded']);
    });

    test('the queue is flushed: a sweep brings every submission back', async () => {
      const ids = await Promise.all([newSubmission(), newSubmission(), newSubmission()]);
      await Promise.all(ids.map((id) => queue.add(id)));
      const options = { queuedGraceMs: 0 };
      expect((await sweep(db.database, queue, options)).requeued).toEqual([]);
      const { bull, close } = openBullQueue(config, {});
      await bull.obliterate({ force: true });
      await close();
      expect((await sweep(db.database, queue, { queuedGraceMs: 60_000 })).requeued).toEqual([]);
      expect([...(await sweep(db.database, queue, options)).requeued].sort()).toEqual(ids.sort());
      await start(grade('w1'), 2);
      for (const id of ids) await until(isGraded(id));
    });

    test('a running submission whose worker and job are gone is swept back', async () => {
      const id = await newSubmission();
      await beginAttempt(db.database, id, 'dead', LEASE_MS);
      expect((await sweep(db.database, queue, {})).requeued).toEqual([]);
      const past = new Date(Date.now() - 10_000);
      await db.database.prisma.attempt.updateMany({ data: { deadlineAt: past } });
      await start(grade('w2'));
      const sweeper = startSweeper(db.database, queue, silentLogger, { intervalMs: 20 });
      await until(isGraded(id));
      await sweeper.stop();
      const attempts = await db.database.prisma.attempt.findMany({ orderBy: { number: 'asc' } });
      expect(attempts.map((attempt) => attempt.state)).toEqual(['lost', 'succeeded']);
    });

    test(
      'a killed worker is replaced: its job goes to the next, is graded once',
      async () => {
        const id = await newSubmission();
        const script = fileURLToPath(new URL('../support/stuck-consumer.ts', import.meta.url));
        const child = spawn(
          process.execPath,
          ['--import', 'tsx', script, config.databaseUrl, config.redisUrl ?? ''],
          { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
        );
        const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
        expect((await lines.next()).value).toBe('ready');
        await queue.add(id);
        expect((await lines.next()).value).toBe(`took ${id}`);
        const dead = await beginAttempt(db.database, id, 'killed', LEASE_MS);
        child.kill('SIGKILL');
        await once(child, 'exit');
        await start(grade('next'));
        await until(isGraded(id));
        const attempts = await db.database.prisma.attempt.findMany({ orderBy: { number: 'asc' } });
        expect(attempts.map((attempt) => attempt.state)).toEqual(['lost', 'succeeded']);
        const token = dead.kind === 'begun' ? dead.attempt.token : '';
        expect(await finishAttempt(db.database, token, aResult(1))).toBe(false);
      },
      KILL_TIMEOUT_MS,
    );
  });
}
