import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SubmissionResource } from '../../grading/resource/resources.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { findVerification, requestVerification } from '../../platform/database/verifications.ts';
import { openQueue } from '../../platform/queue/queue.ts';
import { createEmptyDatabase, type CreatedDatabase } from '../support/database.ts';
import { startService, type ServiceProcess } from '../support/service-process.ts';

/**
 * Two workers that run different languages, each started by `assay worker` as on a machine of its
 * own, grade together what neither could alone, and go on with a verification that one had to leave. `npm run workers` shows more of it: two
 * engines, Redis, and a worker that is killed.
 */
const START_TIMEOUT_MS = 240_000;
const TEST_TIMEOUT_MS = 120_000;
const POLL_MS = 50;
const GOLDEN = join(repoRoot, 'tests', 'golden');

let created: CreatedDatabase;
let database: Database;
let folder: string;
let api: ServiceProcess;
let token: string | undefined;
const workers: ServiceProcess[] = [];

const call = async <T>(path: string, body?: unknown): Promise<T> => {
  const response = await fetch(`http://127.0.0.1:${String(api.ready['port'])}/api/v1/${path}`, {
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
};

const submit = async (language: string, file: string): Promise<SubmissionResource> => {
  const path = join(GOLDEN, 'submissions', `accepted-${language}`, file);
  const files = [{ path: file, content: await readFile(path, 'utf8') }];
  return call('submissions', { exerciseId: 'echo-sum', language, files });
};

const verdictOf = async (id: string): Promise<string | null> => {
  for (;;) {
    const { state, verdict } = await call<SubmissionResource>(`submissions/${id}`);
    if (state === 'graded' || state === 'failed') return verdict;
    await sleep(POLL_MS);
  }
};

const hire = async (languages: string): Promise<string> => {
  const env = {
    ...{ DATABASE_URL: created.url, HOME: process.env['HOME'] },
    ASSAY_CACHE: join(folder, `cache-${workers.length}`),
  };
  const args = ['worker', '--languages', languages, '--concurrency', '1'];
  const worker = await startService('cli/main.ts', 'worker-ready', env, args);
  workers.push(worker);
  return String(worker.ready['workerId']);
};

const gradersOf = async (submissionId: string): Promise<string[]> => {
  const attempts = await database.prisma.attempt.findMany({ where: { submissionId } });
  return attempts.map(({ workerId }) => workerId);
};

beforeAll(async () => {
  created = await createEmptyDatabase();
  database = openDatabase(created.url, { poolSize: 1 });
  folder = await mkdtemp(join(tmpdir(), 'assay-languages-'));
  api = await startService('api/main.ts', 'api-listening', {
    ...{ DATABASE_URL: created.url, ASSAY_PORT: '0', ASSAY_CACHE: folder },
    ASSAY_EXERCISES: join(GOLDEN, 'exercises'),
  });
  const credentials = { username: 'learner', password: 'a long enough password' };
  await call('users', credentials);
  ({ token } = await call<{ token: string }>('tokens', { ...credentials, name: 'test' }));
}, START_TIMEOUT_MS);

afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.end()));
  await api.end();
  await database.close();
  await created.drop();
  await rm(folder, { recursive: true, force: true });
}, TEST_TIMEOUT_MS);

test(
  'each takes what it runs; what nobody runs says so until a worker comes',
  async () => {
    const scripts = await hire('python,javascript');
    const java = await submit('java', 'Main.java');
    expect(java.waitingFor).toBe('java');
    const python = await submit('python', 'main.py');
    expect(python.waitingFor).toBeNull();
    expect(await verdictOf(python.id)).toBe('AC');
    expect(await gradersOf(python.id)).toEqual([scripts]);
    expect((await call<SubmissionResource>(`submissions/${java.id}`)).waitingFor).toBe('java');

    const { contentHash } = await database.prisma.exerciseVersion.findFirstOrThrow();
    const { id: userId } = await database.prisma.user.findFirstOrThrow();
    const asked = await requestVerification(database, {
      ...{ contentHash, userId, requestId: null, traceParent: null },
    });
    if (asked.kind !== 'created') throw new Error(asked.kind);
    const verification = async () => (await findVerification(database, asked.id))!;
    const queue = openQueue({ databaseUrl: created.url, redisUrl: null });
    await queue.addVerification(asked.id);
    await queue.close();
    // The first solutions are those in C# and Java.
    while ((await verification()).running === null) await sleep(POLL_MS);
    expect((await verification()).running).toMatch(/waits for a worker that runs (C#|Java)$/);

    const compiled = await hire('java,csharp');
    expect(await verdictOf(java.id)).toBe('AC');
    expect(await gradersOf(java.id)).toEqual([compiled]);
    while ((await verification()).done < 2) await sleep(POLL_MS);
    expect((await verification()).state).not.toBe('failed');
  },
  TEST_TIMEOUT_MS,
);
