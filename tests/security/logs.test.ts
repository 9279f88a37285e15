import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import type { SubmissionResource } from '../../grading/resource/resources.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { storableMessage, storableStack } from '../../platform/database/storable-error.ts';
import { createLogger } from '../../platform/log/logger.ts';
import { createEmptyDatabase, type CreatedDatabase } from '../support/database.ts';
import { startService, type ServiceProcess } from '../support/service-process.ts';

/**
 * What must stay secret goes through both processes at level trace, well and badly, and is then
 * looked for in all that they wrote and in the traces they sent, to an endpoint that takes
 * everything and never answers: submissions are graded and the processes end all the same.
 */
const START_TIMEOUT_MS = 240_000;
const POLL_MS = 50;
const PASSWORD = 'pass-AAAA horse battery';
const WRONG_PASSWORD = 'wrong-BBBB horse battery';
const SOURCE = 'source_CCCC';
const SOURCE_THAT_FAILS = 'source_DDDD';
const CODE = 'code-EEEE';
const BAD_TOKEN = 'token-FFFF';
/** In a hidden case of tests/golden/exercises/phase-1/echo-sum. */
const HIDDEN = '900000000000000';

let created: CreatedDatabase;
let client: pg.Client;
let folder: string;
let receiver: Server;
let api: ServiceProcess;
let worker: ServiceProcess;
let sent = '';

interface Sending {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

const send = async (path: string, { method, headers = {}, body }: Sending = {}) => {
  const response = await fetch(`http://127.0.0.1:${String(api.ready['port'])}/api/v1/${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { 'content-type': 'application/json', ...headers },
    redirect: 'manual',
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, cookies: response.headers.getSetCookie(), text };
};
const answerOf = ({ text }: { readonly text: string }): unknown => JSON.parse(text);

beforeAll(async () => {
  created = await createEmptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'assay-logs-'));
  receiver = createServer((request) => {
    request.setEncoding('utf8').on('data', (text: string) => (sent += text));
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const env = {
    ...{ DATABASE_URL: created.url, ASSAY_PORT: '0', ASSAY_CACHE: folder },
    ...{ LOG_LEVEL: 'trace', ASSAY_WEBHOOK_ALLOW: '127.0.0.0/8', ASSAY_WEBHOOK_HTTP: 'true' },
    ...{ ASSAY_EXERCISES: join(repoRoot, 'tests', 'golden', 'exercises') },
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
    OTEL_BSP_SCHEDULE_DELAY: '100',
  };
  api = await startService('api/main.ts', 'api-listening', env);
  worker = await startService('worker/main.ts', 'worker-ready', {
    ...{ ...env, ASSAY_CONCURRENCY: '1', ASSAY_WORKER_LANGUAGES: 'python' },
  });
  client = new pg.Client({ connectionString: created.url });
  await client.connect();
}, START_TIMEOUT_MS);
afterAll(async () => {
  await client.end();
  receiver.closeAllConnections();
  receiver.close();
  await created.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Signs up and in, in each way that there is, and wrongly; what was handed out. */
const signIn = async () => {
  const username = 'instructor';
  await send('users', { body: { username, password: PASSWORD } });
  await client.query(`UPDATE "User" SET role = 'admin'`);
  expect((await send('sessions', { body: { username, password: WRONG_PASSWORD } })).status).toBe(
    401,
  );
  await send('sessions', { body: `{"password":"${WRONG_PASSWORD}"` });
  await send(`auth/providers/none/callback?code=${CODE}&state=${CODE}`);
  await send('users/me', { headers: { authorization: `Bearer ${BAD_TOKEN}` } });
  const session = await send('sessions', { body: { username, password: PASSWORD } });
  const { csrfToken } = answerOf(session) as { csrfToken: string };
  const cookie = session.cookies.map((text) => text.split(';')[0] ?? '').join('; ');
  const body = { name: 'test', username, password: PASSWORD };
  const { token } = answerOf(await send('tokens', { body })) as { token: string };
  return { csrfToken, cookie, token };
};

const submission = (mark: string) => ({
  exerciseId: 'echo-sum',
  language: 'python',
  files: [
    { path: 'main.py', content: `${mark} = 1\nprint(${mark})\nraise Exception("${mark}")\n` },
  ],
});

const untilGraded = async (id: string, headers: Record<string, string>): Promise<void> => {
  for (;;) {
    const { state } = answerOf(await send(`submissions/${id}`, { headers })) as SubmissionResource;
    if (state === 'graded' || state === 'failed') return;
    await sleep(POLL_MS);
  }
};

/** Errors of the database name the row that failed: no row gets into a table any more. */
const breakTables = async (): Promise<void> => {
  for (const table of ['SubmissionFile', 'Webhook', 'Session', 'ApiToken', 'CaseResult']) {
    await client.query(`ALTER TABLE "${table}" ADD CONSTRAINT broken CHECK (false) NOT VALID`);
  }
};

test('no secret gets into the log or the traces of either process, whatever goes wrong', async () => {
  const { csrfToken, cookie, token } = await signIn();
  const headers = { cookie, 'x-csrf-token': csrfToken };
  const bearer = { authorization: `Bearer ${token}` };
  const hook = {
    url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`,
    ...{ events: ['submission.graded'], cohortId: null },
  };
  const { secret } = answerOf(await send('webhooks', { headers, body: hook })) as {
    secret: string;
  };
  const first = await send('submissions', { headers, body: submission(SOURCE) });
  await untilGraded((answerOf(first) as SubmissionResource).id, bearer);

  const second = await send('submissions', { headers: bearer, body: submission(SOURCE) });
  expect(second.status).toBe(202);
  await breakTables();
  const broken = await Promise.all([
    send('submissions', { headers: bearer, body: submission(SOURCE_THAT_FAILS) }),
    send('webhooks', { headers, body: hook }),
    send('sessions', { body: { username: 'instructor', password: PASSWORD } }),
  ]);
  expect(broken.map(({ status }) => status)).toEqual([500, 500, 500]);
  await untilGraded((answerOf(second) as SubmissionResource).id, bearer);
  await Promise.all([api.end(), worker.end()]);

  const written = api.written() + worker.written();
  expect(written).toContain('"msg":"request failed"');
  expect(sent).toContain('grade a submission');
  const secrets = {
    ...{ PASSWORD, WRONG_PASSWORD, SOURCE, SOURCE_THAT_FAILS, CODE, BAD_TOKEN, HIDDEN },
    ...{ csrfToken, token, secret, databasePassword: new URL(created.url).password },
    ...Object.fromEntries(cookie.split('; ').map((pair) => pair.split('=') as [string, string])),
  };
  for (const [name, value] of Object.entries(secrets)) {
    expect(`${name} ${value}`.length).toBeGreaterThan(name.length + 6);
    for (const text of [written, sent]) {
      const at = text.indexOf(value);
      expect(at < 0 ? '' : `${name}: ${text.slice(Math.max(0, at - 300), at + 60)}`).toBe('');
    }
  }
});

test.each([
  ['an unknown field', { content: SOURCE, nonsense: SOURCE }, 'Unknown argument `nonsense`.'],
  ['a value of another type', { content: { text: SOURCE } }, 'Argument `content`: Invalid value'],
  ['a list of values', { content: [`${SOURCE}\n\n}\n\n${SOURCE}`] }, 'Argument `content`: '],
  ['a field too few', {}, 'Argument `content` is missing.'],
])(
  'a call of the store that is wrong is logged and stored without its arguments: %s',
  async (_, data, told) => {
    let log = '';
    const destination = { write: (text: string) => void (log += text) };
    const logger = createLogger({ name: 'test', level: 'trace', destination });
    const database = openDatabase(created.url);
    const error: unknown = await database.prisma.submissionFile
      .create({ data: { submissionId: randomUUID(), path: SOURCE, ...data } as never })
      .catch((thrown: unknown) => thrown);
    await database.close();
    logger.error({ err: new Error('as a cause', { cause: error }) }, 'request failed');
    logger.error({ err: error }, 'request failed');
    expect(log).toContain('PrismaClientValidationError');
    expect(log).toContain(`Invalid \`prisma.submissionFile.create()\` invocation: ${told}`);
    expect(log).not.toContain(SOURCE);
    // What an admin, or an author, reads of it.
    for (const stored of [storableMessage(error), storableStack(error)]) {
      expect(stored).toContain(told);
      expect(stored).not.toContain(SOURCE);
    }
  },
);
