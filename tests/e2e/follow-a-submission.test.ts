import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SubmissionResource } from '../../grading/resource/resources.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { createEmptyDatabase, type CreatedDatabase } from '../support/database.ts';
import { startService, type ServiceProcess } from '../support/service-process.ts';

/**
 * Processes as in production, a real cell, and a receiver of OTLP: one id leads through the logs of
 * both processes to the cell, and one trace from the request to what ran in it.
 */
const START_TIMEOUT_MS = 240_000;
const POLL_MS = 50;
const REQUEST_ID = 'from-a-proxy.1';
const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER_SPAN = '00f067aa0ba902b7';

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}
interface OtlpBody {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: object }[] };
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
  }[];
}

let created: CreatedDatabase;
let folder: string;
let receiver: Server;
let api: ServiceProcess;
let worker: ServiceProcess;
const services = new Set<unknown>();
const spans: OtlpSpan[] = [];

const receive = ({ resourceSpans }: OtlpBody): void => {
  for (const { resource, scopeSpans } of resourceSpans) {
    services.add(resource.attributes.find(({ key }) => key === 'service.name')?.value);
    spans.push(...scopeSpans.flatMap((scope) => scope.spans));
  }
};

const call = async <T>(path: string, headers: Record<string, string>, body?: unknown) => {
  const response = await fetch(`http://127.0.0.1:${String(api.ready['port'])}/api/v1/${path}`, {
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
};

beforeAll(async () => {
  created = await createEmptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'assay-follow-'));
  receiver = createServer((request, response) => {
    void json(request).then((body) => {
      receive(body as OtlpBody);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const env = {
    ...{ DATABASE_URL: created.url, ASSAY_PORT: '0', ASSAY_CACHE: folder },
    ...{ ASSAY_EXERCISES: join(repoRoot, 'tests', 'golden', 'exercises') },
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
    ...{ OTEL_BSP_SCHEDULE_DELAY: '100', LOG_LEVEL: 'trace' },
  };
  api = await startService('api/main.ts', 'api-listening', env);
  worker = await startService('worker/main.ts', 'worker-ready', {
    ...{ ...env, ASSAY_CONCURRENCY: '1', ASSAY_WORKER_LANGUAGES: 'python' },
  });
}, START_TIMEOUT_MS);
afterAll(async () => {
  await Promise.all([api.end(), worker.end()]);
  receiver.close();
  await created.drop();
  await rm(folder, { recursive: true, force: true });
});

/** What no log may hold, gathered as it comes into being. */
const secrets = new Set<string>();
const SOURCE = 'only-its-author-reads-this';

const submit = async (): Promise<string> => {
  const username = 'learner';
  const password = 'correct horse battery';
  secrets.add(password);
  await call('users', {}, { username, password });
  const body = { name: 'test', username, password };
  const { token } = await call<{ token: string }>('tokens', {}, body);
  secrets.add(token);
  const authorization = `Bearer ${token}`;
  const { id } = await call<SubmissionResource>(
    'submissions',
    {
      ...{ authorization, 'x-request-id': REQUEST_ID },
      traceparent: `00-${TRACE_ID}-${CALLER_SPAN}-01`,
    },
    {
      exerciseId: 'echo-sum',
      language: 'python',
      files: [{ path: 'main.py', content: `print(sum(map(int, input().split())))  # ${SOURCE}\n` }],
    },
  );
  for (;;) {
    const { state } = await call<SubmissionResource>(`submissions/${id}`, { authorization });
    if (state === 'graded' || state === 'failed') return id;
    await sleep(POLL_MS);
  }
};

test('a submission is followed from its request to its cell, by one id and by one trace', async () => {
  const submissionId = await submit();
  const ids = { requestId: REQUEST_ID, submissionId, traceId: TRACE_ID };
  // The last line of each is logged after what it tells of can be seen.
  const lines = (of: ServiceProcess) => of.log.filter((line) => line['requestId'] === REQUEST_ID);
  while (lines(api).length < 1 || lines(worker).length < 2) await sleep(POLL_MS);
  expect(lines(api)).toEqual([
    expect.objectContaining({ ...ids, msg: 'request', status: 202, path: '/api/v1/submissions' }),
  ]);
  const { workerId } = worker.ready;
  expect(workerId).toEqual(expect.any(String));
  expect(lines(worker)).toEqual([
    expect.objectContaining({
      ...{ ...ids, workerId, attempt: 1, msg: 'grading' },
      cell: expect.stringMatching(/^assay-python-/),
    }),
    expect.objectContaining({ ...ids, workerId, attempt: 1, msg: 'graded' }),
  ]);

  const trace = (): OtlpSpan[] => spans.filter(({ traceId }) => traceId === TRACE_ID);
  const named = (name: string): OtlpSpan[] => trace().filter((span) => span.name === name);
  while (named('grade a submission').length === 0 || named('POST /submissions').length === 0) {
    await sleep(POLL_MS);
  }
  const [request] = named('POST /submissions');
  const [attempt] = named('grade a submission');
  expect(request?.parentSpanId).toBe(CALLER_SPAN);
  expect(attempt?.parentSpanId).toBe(request?.spanId);
  expect(named('wait for a worker')[0]?.parentSpanId).toBe(request?.spanId);
  for (const name of ['lease a cell', 'run in a cell', 'store']) {
    expect(named(name)).not.toEqual([]);
    for (const { parentSpanId } of named(name)) expect(parentSpanId).toBe(attempt?.spanId);
  }
  expect([...services]).toEqual(
    expect.arrayContaining([{ stringValue: 'assay-api' }, { stringValue: 'assay-worker' }]),
  );
});

/** Each goes wrong, at the place where its secret is in hand. */
const failWithSecrets = async (): Promise<void> => {
  const origin = `http://127.0.0.1:${String(api.ready['port'])}/api/v1`;
  const send = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${origin}/${path}`, {
      ...{ method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } },
    });
  const made = (name: string): string => {
    const secret = `secret-${name}-0123456789abcdef`;
    secrets.add(secret);
    return secret;
  };
  await send('sessions', JSON.stringify({ username: 'learner', password: made('guess') }));
  await send('sessions', `{"username": "learner", "password": "${made('broken-json')}"`);
  await send('submissions', '{}', { authorization: `Bearer ${made('token')}` });
  await send('submissions', '{}', { cookie: `assay_session=${made('cookie')}` });
  await send('devices/token', JSON.stringify({ deviceCode: made('device') }));
  await fetch(`${origin}/exercises?q=${made('query')}`);
  await fetch(`${origin}/auth/providers/none/callback?code=${made('code')}&state=${made('state')}`);
};

test('no log of either process holds a secret, at any level, whatever goes wrong', async () => {
  await failWithSecrets();
  secrets.add(SOURCE);
  // The database's password, and an input and an output that only hidden cases have.
  secrets.add(decodeURIComponent(new URL(created.url).password));
  for (const hidden of ['900000000000000 100000000000000', '3000000000']) secrets.add(hidden);
  const logs = JSON.stringify([api.log, worker.log]);
  expect(logs).toContain('request');
  expect([...secrets].filter((secret) => secret === '' || logs.includes(secret))).toEqual([]);
  // Nor do traces.
  const traces = JSON.stringify(spans);
  expect([...secrets].filter((secret) => traces.includes(secret))).toEqual([]);
});
