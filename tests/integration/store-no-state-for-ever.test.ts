import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MAX_ATTEMPTS, MAX_LOST_ATTEMPTS } from '../../grading/job/grade-job.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import {
  beginAttempt,
  failAttempt,
  finishAttempt,
  QUEUED_GRACE_MS,
  sweep,
} from '../../platform/database/grading-store.ts';
import { newId } from '../../platform/database/new-id.ts';
import {
  beginStep,
  failStep,
  finishVerification,
} from '../../platform/database/verification-steps.ts';
import { beat, listWorkers } from '../../platform/database/worker-heartbeats.ts';
import { consume, type Consumer } from '../../platform/queue/consume.ts';
import { openQueue, type GradeQueue } from '../../platform/queue/queue.ts';
import { withTestDatabase } from '../support/database.ts';
import {
  addExercise,
  addSubmission,
  addUser,
  aResult,
  aSubmission,
} from '../support/submissions.ts';

/**
 * No state is for ever. For each value of each state in prisma/schema.prisma: what moves it on, and
 * after how long at most. A state that is missing here fails the first test; what is not final is
 * then made overdue, with its job lost by the queue, and the real sweep and queue have to move it.
 */
type Fate = 'final' | { readonly movedBy: string; readonly within: string };

const SWEEP = 'the sweep, which has its job queued again';
const FATES: Readonly<Record<string, Readonly<Record<string, Fate>>>> = {
  SubmissionState: {
    queued: { movedBy: SWEEP, within: '10 s in the queue unseen, and 5 s' },
    running: { movedBy: SWEEP, within: "its attempt's lease of 30 s, 1 s, and 5 s" },
    graded: 'final',
    // Until a person has it graded again at the desk.
    failed: 'final',
  },
  AttemptState: {
    running: { movedBy: 'the next attempt, which marks it as lost', within: 'as its submission' },
    succeeded: 'final',
    failed: 'final',
    lost: 'final',
  },
  VerificationState: {
    queued: { movedBy: SWEEP, within: '10 s in the queue unseen, and 5 s' },
    running: { movedBy: SWEEP, within: "its step's lease of 30 s, and 5 s" },
    finished: 'final',
    failed: 'final',
  },
  RejudgeState: {
    open: {
      movedBy: 'a person, who applies or discards it',
      within: 'no time: it holds up nothing',
    },
    applying: { movedBy: 'the sweep, which applies the rest', within: '5 s' },
    applied: 'final',
    discarded: 'final',
  },
  DeliveryState: {
    // Shown with real receivers and an abandoned lease in api-webhooks.test.ts.
    pending: {
      movedBy: 'the deliverer of any API, which sends it or gives up after its last attempt',
      within: 'its next attempt; some 32 hours in all',
    },
    delivered: 'final',
    failed: 'final',
  },
};

/** Enums that say what something is, and not how far it has come. */
const NO_STATES = ['Role', 'CohortRole', 'VersionSource'];

/** Rows whose state is a time or a flag: what removes them. */
const EXPIRING = {
  Session: 'the sweep, when it has expired',
  KnownDevice: 'the sweep, when it has expired',
  RateLimitCount: 'the sweep, when its window is over',
  DeviceCode: 'the sweep, when it has expired, decided or not',
} as const;

const schema = readFileSync(join(repoRoot, 'prisma', 'schema.prisma'), 'utf8');
const enumsOfSchema = (): Record<string, string[]> =>
  Object.fromEntries(
    [...schema.matchAll(/^enum (\w+) \{([^}]*)\}/gm)].map(([, name = '', body = '']) => [
      name,
      body
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => /^\w/.test(line)),
    ]),
  );

const EXERCISE = 'no-state-for-ever';
const LONG_AGO = new Date(Date.now() - 10 * QUEUED_GRACE_MS);

const db = withTestDatabase();
let queue: GradeQueue;
let worker: Consumer;
let userId: string;
let contentHash: string;

beforeAll(async () => {
  queue = openQueue({ databaseUrl: db.url, redisUrl: null });
  userId = await addUser(db.database);
  contentHash = await addExercise(db.database, EXERCISE);
  // A worker without a sandbox: what it begins, it ends.
  worker = consume(
    { databaseUrl: db.url, redisUrl: null },
    async ({ submissionId, redelivered }) => {
      const begun = await beginAttempt(db.database, submissionId, 'living', 30_000, {
        redelivered,
      });
      if (begun.kind === 'busy') return begun;
      if (begun.kind === 'begun')
        await finishAttempt(db.database, begun.attempt.token, aResult(10));
      return undefined;
    },
    {
      concurrency: 1,
      verify: async ({ verificationId, redelivered }) => {
        const begun = await beginStep(db.database, verificationId, 'living', 30_000, {
          redelivered,
        });
        if (begun.kind === 'busy') return begun;
        const result = { ok: true, total: 0, report: {} };
        if (begun.kind === 'begun') await finishVerification(db.database, begun.step.token, result);
        return undefined;
      },
    },
  );
  await worker.ready();
});

afterAll(async () => {
  await worker.close();
  await queue.close();
});

/** Sweeps as the processes do until it holds; the test's own time limit ends what never does. */
const sweptUntil = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await sweep(db.database, queue);
};

const overdueSubmission = async (): Promise<string> => {
  const id = await addSubmission(db.database, aSubmission(userId, EXERCISE, contentHash));
  await db.database.prisma.submission.update({ where: { id }, data: { createdAt: LONG_AGO } });
  return id;
};

const submissionOf = (id: string) =>
  db.database.prisma.submission.findUniqueOrThrow({
    where: { id },
    include: { attempts: { orderBy: { number: 'asc' } } },
  });

const isGraded = async (id: string): Promise<boolean> =>
  (await submissionOf(id)).state === 'graded';

/** Of a worker that died: nobody extends it any more. */
const dyingAttempt = async (id: string): Promise<string> => {
  const begun = await beginAttempt(db.database, id, 'dead', -10_000);
  if (begun.kind !== 'begun') throw new Error(begun.kind);
  return begun.attempt.token;
};

const overdueVerification = async (): Promise<string> => {
  const id = newId();
  const data = { id, contentHash, authorsHash: 'any', createdAt: LONG_AGO };
  await db.database.prisma.verification.create({ data });
  return id;
};

const verificationState = async (id: string): Promise<string> =>
  (await db.database.prisma.verification.findUniqueOrThrow({ where: { id } })).state;

describe('the table', () => {
  test('has every state of the schema, and no other', () => {
    const states = Object.entries(enumsOfSchema()).filter(([name]) => !NO_STATES.includes(name));
    const known = Object.entries(FATES).map(([name, fates]) => [name, Object.keys(fates)]);
    expect(Object.fromEntries(states)).toEqual(Object.fromEntries(known));
  });

  test('has every table whose rows expire', () => {
    const tables = [...schema.matchAll(/^model (\w+) \{([^}]*)\}/gm)]
      .filter(([, , body = '']) => /^\s+(expiresAt|resetAt)\s/m.test(body))
      .map(([, name]) => name);
    expect(tables.sort()).toEqual(Object.keys(EXPIRING).sort());
  });
});

describe('a submission', () => {
  test('that is queued, and whose job the queue lost, is graded', async () => {
    const id = await overdueSubmission();
    await sweptUntil(() => isGraded(id));
    expect((await submissionOf(id)).attempts).toMatchObject([{ state: 'succeeded' }]);
  });

  test('that runs on a worker that died is graded by another, and its attempt is lost', async () => {
    const id = await overdueSubmission();
    await dyingAttempt(id);
    await sweptUntil(() => isGraded(id));
    const { attempts } = await submissionOf(id);
    expect(attempts.map(({ state }) => state)).toEqual(['lost', 'succeeded']);
  });

  test('that runs without any attempt (a hand that slipped) is graded', async () => {
    const id = await overdueSubmission();
    await db.database.prisma.submission.update({ where: { id }, data: { state: 'running' } });
    await sweptUntil(() => isGraded(id));
    expect((await submissionOf(id)).attempts).toHaveLength(1);
  });

  test('that fells each worker that takes it comes to rest as IE', async () => {
    const id = await overdueSubmission();
    for (let attempt = 0; attempt < MAX_LOST_ATTEMPTS; attempt += 1) await dyingAttempt(id);
    await sweptUntil(async () => (await submissionOf(id)).state === 'failed');
    const { verdict, attempts } = await submissionOf(id);
    expect(verdict).toBe('IE');
    expect(attempts.map(({ state }) => state)).not.toContain('running');
  });

  test('that fails for a reason of ours comes to rest as IE after MAX_ATTEMPTS', async () => {
    const id = await overdueSubmission();
    const outcomes: string[] = [];
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      outcomes.push(await failAttempt(db.database, await dyingAttempt(id), new Error('ours')));
    }
    expect(outcomes.at(-1)).toBe('gave-up');
    expect((await submissionOf(id)).state).toBe('failed');
  });
});

describe('a verification', () => {
  test('that is queued, and whose job the queue lost, is finished', async () => {
    const id = await overdueVerification();
    await sweptUntil(async () => (await verificationState(id)) === 'finished');
    expect(await verificationState(id)).toBe('finished');
  });

  test('that runs on a worker that died is finished by another', async () => {
    const id = await overdueVerification();
    await beginStep(db.database, id, 'dead', -10_000);
    await sweptUntil(async () => (await verificationState(id)) === 'finished');
    expect(await verificationState(id)).toBe('finished');
  });

  test('whose steps fail for a reason of ours comes to rest', async () => {
    const id = await overdueVerification();
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const begun = await beginStep(db.database, id, 'failing', 30_000);
      if (begun.kind === 'begun') await failStep(db.database, begun.step.token, new Error('ours'));
    }
    expect(await verificationState(id)).toBe('failed');
  });
});

describe('a rejudge', () => {
  const addRejudge = async (state: 'open' | 'applying'): Promise<string> => {
    const id = newId();
    const data = { id, userId, reason: 'a test', filter: {}, state, total: 1 };
    await db.database.prisma.rejudge.create({ data });
    return id;
  };
  const stateOf = async (id: string): Promise<string> =>
    (await db.database.prisma.rejudge.findUniqueOrThrow({ where: { id } })).state;

  test('that its process was applying when it died is applied', async () => {
    const id = await addRejudge('applying');
    await sweptUntil(async () => (await stateOf(id)) === 'applied');
    expect(await stateOf(id)).toBe('applied');
  });

  test('that is open waits for a person, and its copies are graded meanwhile', async () => {
    const id = await addRejudge('open');
    const original = await overdueSubmission();
    await sweptUntil(() => isGraded(original));
    const copy = await overdueSubmission();
    const data = { rejudgeId: id, rejudgeOf: original };
    await db.database.prisma.submission.update({ where: { id: copy }, data });
    await sweptUntil(() => isGraded(copy));
    expect(await stateOf(id)).toBe('open');
  });
});

describe('what expires', () => {
  test('is removed by the sweep', async () => {
    const { prisma } = db.database;
    const expiresAt = LONG_AGO;
    const bytes = (fill: number) => new Uint8Array(32).fill(fill);
    await prisma.session.create({
      data: { id: newId(), userId, tokenHash: bytes(1), csrfToken: 'x', expiresAt },
    });
    await prisma.knownDevice.create({ data: { userId, deviceHash: bytes(2), expiresAt } });
    await prisma.rateLimitCount.create({ data: { key: bytes(9), hits: 1, resetAt: LONG_AGO } });
    for (const [index, approved] of [null, true, false].entries()) {
      const device = { userCode: `CODE-${index}`, clientName: 'c', address: 'a', approved };
      await prisma.deviceCode.create({
        data: { ...device, id: newId(), deviceHash: bytes(3 + index), expiresAt },
      });
    }
    await sweep(db.database, queue);
    const counts = await Promise.all([
      ...[prisma.session.count(), prisma.knownDevice.count()],
      ...[prisma.rateLimitCount.count(), prisma.deviceCode.count()],
    ]);
    expect(counts).toEqual([0, 0, 0, 0]);
  });

  test('a worker that says nothing is gone, and forgotten when another one speaks', async () => {
    const aWorker = (workerId: string) => ({
      ...{ workerId, host: 'h', pid: 1, version: '1', concurrency: 1, isolation: 'fresh' },
      ...{ paused: false, idleCells: 0, leasedCells: 0, startingCells: 0, runtimes: ['python'] },
      startedAt: new Date(),
    });
    await beat(db.database, aWorker('silent'));
    const seenAt = new Date(Date.now() - 2 * 60 * 60_000);
    await db.database.prisma.workerHeartbeat.update({
      where: { workerId: 'silent' },
      data: { seenAt },
    });
    expect(await listWorkers(db.database)).toMatchObject([{ workerId: 'silent', alive: false }]);
    await beat(db.database, aWorker('speaking'));
    expect(await listWorkers(db.database)).toMatchObject([{ workerId: 'speaking', alive: true }]);
  });
});
