import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import type {
  SubmissionResource,
  VerificationResource,
  WebhookResource,
} from '../../grading/resource/resources.ts';
import { EXERCISE_ID, SOURCE, writeExercises } from '../bench/exercises.ts';
import { createEmptyDatabase, type CreatedDatabase } from '../support/database.ts';
import {
  openOtlpReceiver,
  spansIn,
  type OtlpBody,
  type OtlpReceiver,
  type OtlpSpan,
} from '../support/otlp-receiver.ts';
import { startService, type LogLine, type ServiceProcess } from '../support/service-process.ts';
import { openReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

/**
 * Processes as in production, a real cell, and a receiver of OTLP: one id leads through the logs of
 * both processes to the cell and to who is told, and one trace from the request to all of it.
 */
const START_TIMEOUT_MS = 240_000;
const POLL_MS = 50;
const SUBMITTED = { requestId: 'from-a-proxy.1', traceId: '4bf92f3577b34da6a3ce929d0e0e4736' };
const VERIFIED = { requestId: 'from-a-proxy.2', traceId: '5ca03f4688c45eb7b4df030e1f1f5847' };
type Ids = typeof SUBMITTED;
const CALLER_SPAN = '00f067aa0ba902b7';

let created: CreatedDatabase;
let folder: string;
let receiver: OtlpReceiver;
let api: ServiceProcess;
let worker: ServiceProcess;
let hooked: WebhookReceiver;
let authorization: string;
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
  await writeExercises(join(folder, 'exercises'), 1);
  hooked = await openReceiver();
  receiver = await openOtlpReceiver();
  const env = {
    ...{ DATABASE_URL: created.url, ASSAY_PORT: '0', ASSAY_CACHE: folder },
    ...{ ASSAY_EXERCISES: join(folder, 'exercises') },
    ...{ ASSAY_WEBHOOK_ALLOW: '127.0.0.0/8', ASSAY_WEBHOOK_HTTP: 'true' },
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
    OTEL_BSP_SCHEDULE_DELAY: '100',
  };
  api = await startService('api/main.ts', 'api-listening', env);
  worker = await startService('worker/main.ts', 'worker-ready', {
    ...{ ...env, ASSAY_CONCURRENCY: '1', ASSAY_WORKER_LANGUAGES: 'python' },
  });
  authorization = `Bearer ${await adminToken()}`;
}, START_TIMEOUT_MS);
afterAll(async () => {
  await Promise.all([api.end(), worker.end()]);
  await hooked.close();
  await receiver.close();
  await created.drop();
  await rm(folder, { recursive: true, force: true });
});

const adminToken = async (): Promise<string> => {
  const username = 'admin';
  const password = 'correct horse battery';
  await call('users', {}, { username, password });
  const client = new pg.Client({ connectionString: created.url });
  await client.connect();
  await client.query(`UPDATE "User" SET role = 'admin'`);
  await client.end();
  const body = { name: 'test', username, password };
  return (await call<{ token: string }>('tokens', {}, body)).token;
};

/** As from a proxy that traces: with its id, and in its trace. */
const headersOf = ({ requestId, traceId }: Ids): Record<string, string> => ({
  ...{ authorization, 'x-request-id': requestId },
  traceparent: `00-${traceId}-${CALLER_SPAN}-01`,
});

/** Lines of a process with this id, once there are so many: some come after what they tell of. */
const linesOf = async (
  { log }: ServiceProcess,
  { requestId }: Ids,
  count: number,
): Promise<readonly LogLine[]> => {
  for (;;) {
    const lines = log.filter((line) => line['requestId'] === requestId);
    if (lines.length >= count) return lines;
    await sleep(POLL_MS);
  }
};

const spansOf = ({ traceId }: Ids, name: string): readonly OtlpSpan[] =>
  spansIn(receiver.bodies()).filter((span) => span.traceId === traceId && span.name === name);
const spanOf = async (ids: Ids, name: string): Promise<OtlpSpan> => {
  for (;;) {
    const [first] = spansOf(ids, name);
    if (first !== undefined) return first;
    await sleep(POLL_MS);
  }
};
const parentsOf = (ids: Ids, name: string): readonly (string | undefined)[] =>
  spansOf(ids, name).map(({ parentSpanId }) => parentSpanId);

const servicesOf = (bodies: readonly OtlpBody[]): readonly unknown[] =>
  bodies
    .flatMap(({ resourceSpans }) => resourceSpans)
    .map(({ resource }) => resource.attributes.find(({ key }) => key === 'service.name')?.value);

const submit = async (): Promise<SubmissionResource> => {
  const files = [{ path: 'main.py', content: SOURCE }];
  const body = { exerciseId: EXERCISE_ID, language: 'python', files };
  const made = await call<SubmissionResource>('submissions', headersOf(SUBMITTED), body);
  for (;;) {
    const read = await call<SubmissionResource>(`submissions/${made.id}`, { authorization });
    if (read.state === 'graded' || read.state === 'failed') return read;
    await sleep(POLL_MS);
  }
};

test('a submission is followed from its request to its cell and to its webhook, by one id and by one trace', async () => {
  const body = { url: hooked.url, events: ['submission.graded'], cohortId: null };
  const hook = await call<WebhookResource>('webhooks', { authorization }, body);
  const { id: submissionId } = await submit();
  const ids = { ...SUBMITTED, submissionId };
  const { workerId } = worker.ready;
  expect(workerId).toEqual(expect.any(String));
  expect(await linesOf(worker, SUBMITTED, 2)).toEqual([
    expect.objectContaining({
      ...{ ...ids, workerId, attempt: 1, msg: 'grading' },
      cell: expect.stringMatching(/^assay-python-/),
    }),
    expect.objectContaining({ ...ids, workerId, attempt: 1, msg: 'graded' }),
  ]);
  expect(await linesOf(api, SUBMITTED, 2)).toEqual([
    expect.objectContaining({ ...ids, msg: 'request', status: 202, path: '/api/v1/submissions' }),
    expect.objectContaining({ ...ids, msg: 'delivered', webhookId: hook.id, responseCode: 204 }),
  ]);

  const request = await spanOf(SUBMITTED, 'POST /submissions');
  const attempt = await spanOf(SUBMITTED, 'grade a submission');
  expect(request.parentSpanId).toBe(CALLER_SPAN);
  expect(attempt.parentSpanId).toBe(request.spanId);
  expect((await spanOf(SUBMITTED, 'tell a webhook')).parentSpanId).toBe(request.spanId);
  expect(parentsOf(SUBMITTED, 'wait for a worker')).toEqual([request.spanId]);
  for (const name of ['lease a cell', 'run in a cell', 'store']) {
    expect(new Set(parentsOf(SUBMITTED, name))).toEqual(new Set([attempt.spanId]));
  }
  expect(servicesOf(receiver.bodies())).toEqual(
    expect.arrayContaining([{ stringValue: 'assay-api' }, { stringValue: 'assay-worker' }]),
  );
});

test('who is told of it learns what the specification has, and no id of ours', async () => {
  const [{ headers, body } = { headers: {}, body: '' }] = await hooked.received(1);
  expect(Object.keys(headers).sort()).toEqual([
    ...['connection', 'content-length', 'content-type', 'host', 'user-agent'],
    ...['webhook-id', 'webhook-signature', 'webhook-timestamp'],
  ]);
  for (const id of Object.values(SUBMITTED)) expect(body).not.toContain(id);
});

test('a verification is followed from its request to each solution that it runs', async () => {
  const { contentHash } = await call<{ contentHash: string }>(`exercises/${EXERCISE_ID}`, {
    authorization,
  });
  const path = `exercises/${EXERCISE_ID}/versions/${contentHash}/verifications`;
  const { id } = await call<VerificationResource>(path, headersOf(VERIFIED), {});
  const ids = { ...VERIFIED, verificationId: id };
  expect(await linesOf(worker, VERIFIED, 1)).toEqual([
    expect.objectContaining({ ...ids, msg: 'verified', id }),
  ]);
  expect(await linesOf(api, VERIFIED, 1)).toEqual([
    expect.objectContaining({ ...ids, msg: 'request', status: 202 }),
  ]);
  const { total } = await call<VerificationResource>(`verifications/${id}`, { authorization });
  expect(total).toBeGreaterThan(1);

  const request = await spanOf(VERIFIED, 'POST /exercises/:id/versions/:hash/verifications');
  while (spansOf(VERIFIED, 'verify a solution').length < total) await sleep(POLL_MS);
  const steps = spansOf(VERIFIED, 'verify a solution');
  expect(steps.map(({ parentSpanId }) => parentSpanId)).toEqual(steps.map(() => request.spanId));
  expect(parentsOf(VERIFIED, 'wait for a worker')).toEqual([request.spanId]);
  const stepIds = new Set(steps.map(({ spanId }) => spanId));
  expect(new Set(parentsOf(VERIFIED, 'run in a cell'))).toEqual(stepIds);
});
