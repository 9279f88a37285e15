import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildApp } from '../../api/app.ts';
import type { App, AppParts } from '../../api/app.ts';
import { storedExercises } from '../../api/catalogue/stored-exercises.ts';
import type { CreatedTokenResource, Problem } from '../../grading/resource/resources.ts';
import type { Database } from '../../platform/database/database.ts';
import { openEventHub } from '../../platform/events/events.ts';
import type { EventHub } from '../../platform/events/events.ts';
import { watchUsers } from '../../platform/events/watch-users.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { openQueue } from '../../platform/queue/queue.ts';
import type { GradeQueue } from '../../platform/queue/queue.ts';
import { ROADMAP } from './api-exercises.ts';

/** The API over HTTP with everything real behind it, and a client that is nothing but fetch. */
export interface TestApi {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly app: App;
  readonly queue: GradeQueue;
  readonly events: EventHub;
  readonly server: Server;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** A new user, with a bearer token. */
  newUser(): Promise<TestUser>;
  close(): Promise<void>;
}

export interface TestUser {
  readonly username: string;
  readonly token: string;
  readonly tokenId: string;
}

export interface CallOptions {
  readonly token?: string;
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly rawBody?: string | Uint8Array<ArrayBuffer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined where there is none or it is not JSON. */
  readonly json: unknown;
}

export const PASSWORD = 'correct horse battery';
let users = 0;

const parseJson = (text: string, type: string | null): unknown =>
  text !== '' && (type ?? '').includes('json') ? (JSON.parse(text) as unknown) : undefined;

const callAt =
  (origin: string): TestApi['call'] =>
  async (method, path, { token, cookie, headers, body, rawBody } = {}) => {
    const payload = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(new URL(path.startsWith('/') ? path : `/api/v1/${path}`, origin), {
      method,
      redirect: 'manual',
      headers: {
        ...(payload === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(cookie === undefined ? {} : { Cookie: cookie }),
        ...headers,
      },
      ...(payload === undefined ? {} : { body: payload }),
    });
    const text = await response.text();
    const json = parseJson(text, response.headers.get('content-type'));
    return { status: response.status, headers: response.headers, text, json };
  };

const newUserAt = (call: TestApi['call']) => async (): Promise<TestUser> => {
  users += 1;
  const username = `user-${process.pid}-${users}`;
  const registered = await call('POST', 'users', { body: { username, password: PASSWORD } });
  if (registered.status !== 201) throw new Error(registered.text);
  const created = await call('POST', 'tokens', {
    body: { name: 'test', username, password: PASSWORD },
  });
  const { id, token } = created.json as CreatedTokenResource;
  return { username, token, tokenId: id };
};

export const startApi = async (
  database: Database,
  changes: Partial<AppParts> = {},
): Promise<TestApi> => {
  const queue = openQueue({ databaseUrl: database.url, redisUrl: null });
  const events = openEventHub(database);
  const app = buildApp({
    ...{ database, queue, events, logger: silentLogger, version: '0.0.0-test' },
    ...{ cookieSecure: false, publicUrl: null, trustedProxies: 0, checkReplies: true },
    ...{ webDir: null, metrics: null, configuration: [] },
    roadmap: () => ROADMAP,
    exerciseSource: storedExercises(database),
    ...changes,
  });
  const users = watchUsers(database, app.userWatcher, silentLogger);
  const server = createServer(app.express).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const call = callAt(origin);
  const close = async (): Promise<void> => {
    app.closeStreams();
    // First no new connection, then none of the old: the other way round one may slip between.
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    await queue.close();
    await events.close();
    await users.close();
  };
  return { origin, app, queue, events, server, call, newUser: newUserAt(call), close };
};

export const problem = (answer: Answer): Problem => {
  if (answer.headers.get('content-type') !== 'application/problem+json; charset=utf-8') {
    throw new Error(`Not a problem: ${answer.status} ${answer.text}`);
  }
  return answer.json as Problem;
};

/** Status, code and the fields named: what most tests of errors look at. */
export const brief = (answer: Answer): [number, string, ...string[]] => {
  const { code, errors = [] } = problem(answer);
  return [answer.status, code, ...errors.map(({ field }) => field)];
};
