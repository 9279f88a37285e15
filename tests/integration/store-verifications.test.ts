import { beforeAll, describe, expect, test } from '@jest/globals';
import { packAuthorsPart } from '../../grading/catalogue/authors-part.ts';
import { MAX_ATTEMPTS, MAX_LOST_ATTEMPTS } from '../../grading/job/grade-job.ts';
import { syncExercises } from '../../platform/database/exercise-versions.ts';
import { sweep } from '../../platform/database/grading-store.ts';
import {
  abandonStep,
  announceStep,
  beginStep,
  extendStep,
  failStep,
  finishVerification,
  LOST,
  loseStep,
  storeStep,
  type BegunStep,
} from '../../platform/database/verification-steps.ts';
import {
  findVerification,
  MAX_OPEN_VERIFICATIONS,
  requestVerification,
} from '../../platform/database/verifications.ts';
import { openQueue } from '../../platform/queue/queue.ts';
import { withTestDatabase } from '../support/database.ts';
import { addUser, aHash, anExercise } from '../support/submissions.ts';

const db = withTestDatabase();
const LEASE_MS = 60_000;
const contentHash = aHash();
let userId: string;
const aRequest = () => ({ contentHash, userId, requestId: 'request-1', traceParent: null });

const syncWith = (manifest: string): Promise<unknown> => {
  const exercise = anExercise('verified', contentHash);
  const bundle = Buffer.from(JSON.stringify(exercise));
  const authorsPart = packAuthorsPart({ manifest, solutions: [] });
  return syncExercises(db.database, [{ exercise, bundle, authorsPart }]);
};

beforeAll(async () => {
  userId = await addUser(db.database);
  await syncWith('first');
});

/** Of a version without open ones; ends what a test before has left. */
const request = async (): Promise<string> => {
  await db.database.prisma.verification.deleteMany();
  const asked = await requestVerification(db.database, aRequest());
  if (asked.kind !== 'created') throw new Error(asked.kind);
  return asked.id;
};
/** A lease that is over already; the column rounds to milliseconds, so that 0 may be yet to come. */
const RUN_OUT_MS = -1000;
const begin = async (id: string, options = {}, leaseMs = LEASE_MS): Promise<BegunStep> => {
  const begun = await beginStep(db.database, id, 'worker', leaseMs, options);
  if (begun.kind !== 'begun') throw new Error(begun.kind);
  return begun.step;
};
const find = (id: string) => findVerification(db.database, id);

describe('a verification', () => {
  test('goes step by step to its report, and its steps are gone then', async () => {
    const id = await request();
    const first = await begin(id);
    await announceStep(db.database, first.token, { total: 2, running: 'accepted/python' });
    expect(await find(id)).toMatchObject({
      state: 'running',
      running: 'accepted/python',
      total: 2,
    });
    expect(await storeStep(db.database, first.token, 0, { text: 'a\0b' })).toBe(true);
    expect(await find(id)).toMatchObject({ state: 'running', running: null, done: 1 });
    const second = await begin(id);
    expect(second.outcomes).toEqual([{ text: 'a\uFFFDb' }]);
    const result = { ok: false, total: 2, report: { problems: [] } };
    expect(await finishVerification(db.database, second.token, result)).toBe(true);
    expect(await find(id)).toMatchObject({ state: 'finished', ok: false, done: 2, total: 2 });
    expect(await db.database.prisma.verificationStep.count()).toBe(0);
    expect(await beginStep(db.database, id, 'worker', LEASE_MS)).toEqual({ kind: 'over' });
  });

  test('is one worker at a time: who lost the lease writes nothing', async () => {
    const id = await request();
    const lost = await begin(id);
    expect(await beginStep(db.database, id, 'other', LEASE_MS)).toMatchObject({ kind: 'busy' });
    const taken = await begin(id, { redelivered: true });
    expect(await extendStep(db.database, lost.token, LEASE_MS)).toBe(false);
    expect(await storeStep(db.database, lost.token, 0, {})).toBe(false);
    const result = { ok: true, total: 1, report: {} };
    expect(await finishVerification(db.database, lost.token, result)).toBe(false);
    expect(await failStep(db.database, lost.token, new Error('late'))).toBe('stale');
    expect(await extendStep(db.database, taken.token, LEASE_MS)).toBe(true);
  });

  test('a step that was handed back counts for nothing; a done one begins the count anew', async () => {
    const id = await request();
    for (let round = 0; round < MAX_ATTEMPTS + 1; round += 1) {
      await abandonStep(db.database, (await begin(id)).token);
    }
    for (let index = 0; index < MAX_ATTEMPTS + 1; index += 1) {
      await storeStep(db.database, (await begin(id)).token, index, {});
    }
    expect((await begin(id)).outcomes).toHaveLength(MAX_ATTEMPTS + 1);
  });

  test('rests as failed after so many errors of ours, with the reason', async () => {
    const id = await request();
    const outcomes: string[] = [];
    for (let round = 0; round < MAX_ATTEMPTS; round += 1) {
      const { token } = await begin(id);
      outcomes.push(await failStep(db.database, token, new Error(`broken ${round}`)));
    }
    expect(outcomes).toEqual(['retry', 'retry', 'gave-up']);
    expect(await find(id)).toMatchObject({ state: 'failed', error: 'broken 2' });
    expect((await find(id))?.finishedAt).not.toBeNull();
  });

  test('rests as failed when its workers die, and its errors do not count as such', async () => {
    const id = await request();
    for (let round = 1; round < MAX_ATTEMPTS; round += 1) {
      await failStep(db.database, (await begin(id)).token, new Error('ours'));
    }
    for (let round = 0; round < MAX_LOST_ATTEMPTS; round += 1) await begin(id, {}, RUN_OUT_MS);
    expect(await beginStep(db.database, id, 'last', LEASE_MS)).toEqual({ kind: 'over' });
    expect(await find(id)).toMatchObject({ state: 'failed', error: `${LOST} (ours)` });
    const again = await requestVerification(db.database, aRequest());
    expect(again.kind).toBe('created');
  });

  test('counts an engine that went away as a worker that died; the next step begins anew', async () => {
    const id = await request();
    const lose = async (): Promise<void> => {
      await loseStep(db.database, (await begin(id)).token, new Error('the engine is gone'));
    };
    for (let round = 1; round < MAX_LOST_ATTEMPTS; round += 1) await lose();
    await storeStep(db.database, (await begin(id)).token, 0, {});
    for (let round = 0; round < MAX_LOST_ATTEMPTS; round += 1) await lose();
    expect(await beginStep(db.database, id, 'last', LEASE_MS)).toEqual({ kind: 'over' });
    expect((await find(id))?.error).toBe(`${LOST} (the engine is gone)`);
  });

  test('is old news once the solutions are others', async () => {
    const id = await request();
    expect(await find(id)).toMatchObject({ stale: false });
    await syncWith('second');
    expect(await find(id)).toMatchObject({ stale: true });
  });
});

test('of one version the newest are kept, and no more than so many are open', async () => {
  await db.database.prisma.verification.deleteMany();
  const result = { ok: true, total: 0, report: {} };
  for (let round = 0; round < 12; round += 1) {
    const asked = await requestVerification(db.database, aRequest());
    if (asked.kind !== 'created') throw new Error(asked.kind);
    await finishVerification(db.database, (await begin(asked.id)).token, result);
  }
  expect(await db.database.prisma.verification.count()).toBe(10);
  await db.database.pool.query(
    `INSERT INTO "Verification" (id, "contentHash", "authorsHash")
     SELECT gen_random_uuid(), $1, 'old' FROM generate_series(1, ${MAX_OPEN_VERIFICATIONS})`,
    [contentHash],
  );
  const asked = await requestVerification(db.database, aRequest());
  expect(asked).toEqual({ kind: 'too-many' });
});

test('a sweep adds the jobs of those that nobody works at, and of no others', async () => {
  const queue = openQueue({ databaseUrl: db.url, redisUrl: null });
  try {
    const id = await request();
    const soon = { queuedGraceMs: 0 };
    expect((await sweep(db.database, queue, soon)).requeued).toEqual([id]);
    expect((await sweep(db.database, queue, soon)).requeued).toEqual([]);
    await queue.bull.obliterate({ force: true });
    const { token } = await begin(id);
    expect((await sweep(db.database, queue, soon)).requeued).toEqual([]);
    await storeStep(db.database, token, 0, {});
    expect((await sweep(db.database, queue, soon)).requeued).toEqual([id]);
  } finally {
    await queue.close();
  }
});
