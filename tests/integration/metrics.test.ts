import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Registry } from 'prom-client';
import { watchQueue } from '../../api/api-metrics.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { createRegistry } from '../../platform/metrics/create-registry.ts';
import { serveMetrics, type MetricsServer } from '../../platform/metrics/metrics-server.ts';
import { createWorkerMetrics, watchSandbox } from '../../worker/worker-metrics.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { withTestDatabase } from '../support/database.ts';
import {
  addExercise,
  addSubmission,
  addUser,
  aResult,
  aSubmission,
} from '../support/submissions.ts';

const db = withTestDatabase();
const servers: MetricsServer[] = [];
let api: TestApi;
let apiPort: number;

const serve = async (registry: Registry): Promise<number> => {
  const server = await serveMetrics(registry, { host: '127.0.0.1', port: 0 }, silentLogger);
  servers.push(server);
  return server.port;
};
const scrape = async (port: number): Promise<string> =>
  (await fetch(`http://127.0.0.1:${port}/metrics`)).text();

beforeAll(async () => {
  const registry = createRegistry('api');
  api = await startApi(db.database, { metrics: registry });
  watchQueue(registry, api.queue, db.database);
  apiPort = await serve(registry);
});
afterAll(async () => {
  await api.close();
  await Promise.all(servers.map((server) => server.close()));
});

test('requests are counted by route, whatever addresses clients make up', async () => {
  await api.call('GET', 'exercises/no-such-exercise');
  await api.call('GET', 'exercises/another-one');
  await fetch(`${api.origin}/made/up`);
  const text = await scrape(apiPort);
  expect(text).toMatch(
    /http_request_duration_seconds_count\{[^}]*route="\/exercises\/:id"[^}]*status="404"[^}]*\} 2/,
  );
  expect(text).not.toContain('no-such-exercise');
  expect(text).not.toContain('made');
});

test('what waits in the queue is told at each scrape', async () => {
  expect(await scrape(apiPort)).toContain('assay_queue_jobs{state="waiting",process="api"} 0');
  await api.queue.add('0199a6b0-0000-7000-8000-000000000001');
  expect(await scrape(apiPort)).toContain('assay_queue_jobs{state="waiting",process="api"} 1');
});

test('what waits for a language that no worker runs is told, until it waits no more', async () => {
  const user = await addUser(db.database);
  const hash = await addExercise(db.database, 'unserved');
  const id = await addSubmission(db.database, aSubmission(user, 'unserved', hash));
  const told = 'assay_submissions_unserved{runtime="python",process="api"} 1';
  expect(await scrape(apiPort)).toContain(told);
  await db.database.prisma.submission.delete({ where: { id } });
  expect(await scrape(apiPort)).not.toContain('runtime="python"');
});

test('a worker tells verdicts, stages and cells; nothing else is served on the port', async () => {
  const registry = createRegistry('worker');
  const metrics = createWorkerMetrics(registry);
  const cells = { idle: 3, leased: 1, starting: 0, waiting: 2, started: 9, destroyed: 5 };
  watchSandbox(registry, { cells: () => cells, isPaused: () => true });
  metrics.graded({ kind: 'program', language: 'python' }, aResult(10));
  metrics.internalError();
  const port = await serve(registry);
  const text = await scrape(port);
  for (const line of [
    /assay_submissions_graded_total\{verdict="[A-Z]+",kind="program",language="python",process="worker"\} 1/,
    /assay_grading_stage_seconds_count\{[^}]*stage="run"[^}]*\} 1/,
    /assay_internal_errors_total\{process="worker"\} 1/,
    /assay_cells\{state="idle",process="worker"\} 3/,
    /assay_cells_waited_for\{process="worker"\} 2/,
    /assay_worker_paused\{process="worker"\} 1/,
  ]) {
    expect(text).toMatch(line);
  }
  expect((await fetch(`http://127.0.0.1:${port}/api/v1/exercises`)).status).toBe(404);
});
