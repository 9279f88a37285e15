import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SubmissionEvent } from '../../grading/event/submission-event.ts';
import type { SubmissionSummaryResource } from '../../grading/resource/resources.ts';
import { startApi, type TestApi, type TestUser } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';
import { startFlakyProxy, type Fault, type FlakyProxy } from '../support/flaky-proxy.ts';
import { gradeSubmission } from '../support/grade-submission.ts';
import { runCli, type CliRun } from '../support/run-cli.ts';

const db = withTestDatabase();
let api: TestApi;
let user: TestUser;
let home: string;
let proxy: FlakyProxy | null = null;

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database);
});
afterAll(() => api.close());
beforeEach(async () => {
  user = await api.newUser();
  home = await mkdtemp(join(tmpdir(), 'assay-cli-'));
  await writeFile(join(home, 'main.py'), 'print(1)\n');
});
afterEach(async () => {
  await proxy?.close();
  proxy = null;
  await rm(home, { recursive: true, force: true });
});

const run = (server: string, ...args: string[]): Promise<CliRun> =>
  runCli(args, home, { XDG_CONFIG_HOME: home, ASSAY_SERVER: server, ASSAY_TOKEN: user.token });
const SUBMIT = ['submit', 'main.py', '--exercise', 'word-count'];

const throughProxy = async (
  faultOf: (line: string, nth: number) => Fault,
  ...args: string[]
): Promise<CliRun> => {
  proxy = await startFlakyProxy(api.origin, faultOf);
  return run(proxy.origin, ...args);
};
const count = (pattern: RegExp): number =>
  proxy?.seen.filter(({ line }) => pattern.test(line)).length ?? 0;

const mine = async (): Promise<readonly SubmissionSummaryResource[]> =>
  (
    (await api.call('GET', 'submissions', { token: user.token })).json as {
      items: SubmissionSummaryResource[];
    }
  ).items;
const EVENTS: readonly SubmissionEvent[] = [
  { type: 'running', totalCases: 2 },
  { type: 'finished', verdict: 'AC', score: 10, maxScore: 10 },
];
const gradeWhenItComes = async (): Promise<void> => {
  for (let tries = 0; tries < 500; tries += 1) {
    const [submission] = await mine();
    if (submission !== undefined) return gradeSubmission(db.database, submission.id, 10, EVENTS);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('No submission arrived.');
};

const untilFollowed = async (): Promise<void> => {
  while (!proxy?.seen.some(({ line }) => line.endsWith('/events'))) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe('on a bad network', () => {
  test('a submission whose answer is lost is handed in once', async () => {
    const answer = throughProxy(
      (line, nth) => (line.startsWith('POST') && nth === 0 ? 'lose-answer' : 'none'),
      ...SUBMIT,
      '--no-wait',
    );
    expect(await answer).toMatchObject({ exitCode: 0 });
    expect(count(/^POST .*submissions$/)).toBe(2);
    const keys = new Set(proxy?.seen.flatMap(({ headers }) => headers['idempotency-key'] ?? []));
    expect(keys.size).toBe(1);
    expect(await mine()).toHaveLength(1);
  });

  test('a stream that is cut is taken up where it was', async () => {
    const answer = throughProxy(
      (line, nth) => (line.endsWith('/events') && nth === 0 ? 'cut-stream' : 'none'),
      ...SUBMIT,
    );
    // Graded before somebody follows, there would be nothing to cut: the end alone is told.
    await untilFollowed();
    await gradeWhenItComes();
    const { exitCode, err } = await answer;
    expect(exitCode).toBe(0);
    const streams = proxy?.seen.filter(({ line }) => line.endsWith('/events')) ?? [];
    expect(streams.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '1']);
    expect(err.match(/running 2 cases/g)).toHaveLength(1);
  });

  test('where no stream gets through, it asks now and then', async () => {
    const answer = throughProxy((line) => (line.endsWith('/events') ? 'drop' : 'none'), ...SUBMIT);
    await gradeWhenItComes();
    expect((await answer).out).toContain('AC accepted');
    expect(count(/events$/)).toBe(3);
    expect(count(/^GET .*submissions\/[0-9a-f-]+$/)).toBeGreaterThan(0);
  });

  test('a server that is busy is asked again when it said', async () => {
    const busy = { status: 503, headers: { 'retry-after': '1' } };
    const answer = await throughProxy((_, nth) => (nth === 0 ? busy : 'none'), 'whoami');
    expect(answer).toMatchObject({ exitCode: 0 });
    expect(count(/users\/me/)).toBe(2);
  });

  test('a full queue is waited for, and the learner is told; the answer is handed in once', async () => {
    const type = 'application/problem+json';
    const problem = {
      ...{ type: '/api/v1/docs/errors#queue-full', title: 'The queue is full', status: 503 },
      ...{ code: 'queue-full', detail: 'Wait.', instance: '/' },
    };
    const full = {
      status: 503,
      headers: { 'retry-after': '1', 'content-type': type },
      body: JSON.stringify(problem),
    };
    const answer = await throughProxy(
      (line, nth) => (line.startsWith('POST') && nth === 0 ? full : 'none'),
      ...SUBMIT,
      '--no-wait',
    );
    expect(answer).toMatchObject({ exitCode: 0 });
    expect(answer.err).toContain('The queue is full. Trying again in 1 s.');
    expect(await mine()).toHaveLength(1);
  });

  test('who must wait long is told how long', async () => {
    const limited = { status: 429, headers: { 'retry-after': '3600' } };
    const answer = await throughProxy(() => limited, 'whoami');
    expect(answer).toMatchObject({ exitCode: 3 });
    expect(answer.err).toContain('Try again in 3600 s.');
    expect(count(/users\/me/)).toBe(1);
  });

  test('tries end', async () => {
    const answer = await throughProxy(() => 'drop', 'whoami', '--json');
    expect(answer.exitCode).toBe(3);
    expect(count(/users\/me/)).toBe(4);
    expect(JSON.parse(answer.out)).toMatchObject({
      error: { message: expect.stringContaining('No server answers'), problem: null },
    });
  });

  test('a redirect to elsewhere does not get the token', async () => {
    const away = { status: 302, headers: { location: `${api.origin}/api/v1/users/me` } };
    const answer = await throughProxy(() => away, 'whoami');
    expect(answer.exitCode).toBe(3);
  });
});

test('where nothing listens, it says how to start a server', async () => {
  // A port that was free a moment ago.
  const closed = await startFlakyProxy(api.origin, () => 'none');
  await closed.close();
  const answer = await run(closed.origin, 'list');
  expect(answer).toMatchObject({ exitCode: 3, out: '' });
  expect(answer.err).toBe(
    `assay: No server answers at ${closed.origin} (ECONNREFUSED).\n` +
      '  Start one with ./assay up, or name another with --server URL or ASSAY_SERVER.\n',
  );
});

test('a server that is not ours is told apart', async () => {
  const server: Server = createServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'application/json' }).end('{"hello": 1}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const answer = await run(`http://127.0.0.1:${port}`, 'whoami');
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
  expect(answer.exitCode).toBe(3);
  expect(answer.err).toContain('does not answer like an Assay server (GET /users/me: / must have');
});
