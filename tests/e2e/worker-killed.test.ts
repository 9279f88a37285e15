import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { createEmptyDatabase, type CreatedDatabase } from '../support/database.ts';
import {
  REDIS_SKIP_REASON,
  redisIsInstalled,
  startRedis,
  type TestRedis,
} from '../support/redis.ts';
import { startService, type ServiceProcess } from '../support/service-process.ts';

/**
 * SIGKILL ends a worker while a learner's program runs: the next worker grades the submission,
 * and grades it once.
 */
const START_TIMEOUT_MS = 240_000;
const TEST_TIMEOUT_MS = 90_000;
const POLL_MS = 50;

/** Waits a second in each case, and is right: long enough to be in the middle of it. */
const SLOW_ANSWER = `
import sys, time
a, b = map(int, sys.stdin.read().split())
time.sleep(1)
print(a + b)
`;

const backends = redisIsInstalled() ? ['PostgreSQL', 'Redis'] : ['PostgreSQL'];
if (!redisIsInstalled()) process.stderr.write(`worker-killed on Redis ${REDIS_SKIP_REASON}\n`);

describe.each(backends)('the queue on %s', (backend) => {
  let created: CreatedDatabase;
  let database: Database;
  let redis: TestRedis | null = null;
  let home: string;
  let api: ServiceProcess;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    created = await createEmptyDatabase();
    database = openDatabase(created.url, { poolSize: 1 });
    home = await mkdtemp(join(tmpdir(), 'assay-killed-'));
    if (backend === 'Redis') redis = await startRedis();
    env = {
      DATABASE_URL: created.url,
      REDIS_URL: redis?.url ?? '',
      ASSAY_PORT: '0',
      ASSAY_CACHE: home,
      ASSAY_CONCURRENCY: '1',
      ASSAY_EXERCISES: join(repoRoot, 'tests/golden/exercises'),
    };
    api = await startService('api/main.ts', 'api-listening', env);
  }, START_TIMEOUT_MS);

  afterAll(async () => {
    await api.end();
    await database.close();
    await created.drop();
    await redis?.stop();
    await rm(home, { recursive: true, force: true });
  }, TEST_TIMEOUT_MS);

  const call = async (path: string, body?: unknown, token?: string): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${String(api.ready['port'])}/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };

  test(
    'a submission that its worker left behind is graded by the next one, once',
    async () => {
      const credentials = { username: 'learner', password: 'a long enough password' };
      await call('/users', credentials);
      const { token } = (await call('/tokens', { ...credentials, name: 'test' })) as {
        token: string;
      };
      const first = await startService('worker/main.ts', 'worker-ready', env);
      const { id } = (await call(
        '/submissions',
        {
          exerciseId: 'echo-sum',
          language: 'python',
          files: [{ path: 'main.py', content: SLOW_ANSWER }],
        },
        token,
      )) as { id: string };
      while ((await casesSeen(id)) === 0) await sleep(POLL_MS);
      await first.end('SIGKILL');

      const second = await startService('worker/main.ts', 'worker-ready', env);
      let submission: { state: string; verdict: string | null; score: number | null };
      do {
        await sleep(POLL_MS);
        submission = (await call(`/submissions/${id}`, undefined, token)) as typeof submission;
      } while (submission.state !== 'graded');
      expect(submission).toMatchObject({ state: 'graded', verdict: 'AC', score: 10 });

      const attempts = await database.prisma.attempt.findMany({
        where: { submissionId: id },
        orderBy: { number: 'asc' },
      });
      expect(attempts.map(({ state }) => state)).toEqual(['lost', 'succeeded']);
      expect(await database.prisma.caseResult.count({ where: { submissionId: id } })).toBe(5);
      expect(await eventsOf(id, 'finished')).toBe(1);
      expect(await database.prisma.bestScore.findMany()).toMatchObject([
        { submissionId: id, score: 10 },
      ]);
      await second.end();
    },
    TEST_TIMEOUT_MS,
  );

  const casesSeen = (id: string): Promise<number> => eventsOf(id, 'case');

  const eventsOf = (submissionId: string, type: string): Promise<number> =>
    database.prisma.submissionEvent.count({
      where: { submissionId, data: { path: ['type'], equals: type } },
    });
});
