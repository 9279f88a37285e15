import { connect } from 'node:net';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROUTES } from '../../api/routes/index.ts';
import { ERROR_CODES } from '../../api/http/error-codes.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { createLogger } from '../../platform/log/logger.ts';
import { openQueue } from '../../platform/queue/queue.ts';
import { brief, PASSWORD, problem, startApi } from '../support/api.ts';
import type { TestApi } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';

const db = withTestDatabase();
let api: TestApi;

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database);
});
afterAll(() => api.close());

describe('health, readiness, version', () => {
  test('of a whole system', async () => {
    expect((await api.call('GET', 'health')).json).toEqual({ status: 'ok' });
    expect((await api.call('GET', 'version')).json).toEqual({
      name: 'assay',
      version: '0.0.0-test',
    });
    expect((await api.call('GET', 'ready')).json).toEqual({
      status: 'ready',
      checks: { database: 'ok', queue: 'ok', exercises: 'ok' },
    });
  });

  test('name the part that does not answer; health goes on', async () => {
    const nowhere = 'postgresql://nobody@127.0.0.1:1/nothing';
    const database = openDatabase(nowhere);
    const queue = openQueue({ databaseUrl: nowhere, redisUrl: null });
    const broken = await startApi(database, { queue });
    try {
      const answer = await broken.call('GET', 'ready');
      expect(brief(answer)).toEqual([503, 'not-ready']);
      expect(answer.json).toMatchObject({
        checks: { database: 'failing', queue: 'failing', exercises: 'failing' },
      });
      expect((await broken.call('GET', 'health')).status).toBe(200);
      const list = await broken.call('GET', 'exercises');
      expect(brief(list)).toEqual([503, 'store-unavailable']);
      expect(list.headers.get('retry-after')).not.toBeNull();
      expect(list.text).not.toContain('127.0.0.1:1');
    } finally {
      await broken.close();
      await queue.close().catch(() => undefined);
      await database.close();
    }
  });

  test('need exercises', async () => {
    const source = {
      list: () => Promise.resolve([]),
      find: () => Promise.resolve(null),
      load: () => Promise.reject(new Error()),
    };
    const empty = await startApi(db.database, { exerciseSource: source });
    try {
      const answer = await empty.call('GET', 'ready');
      expect(answer.json).toMatchObject({ checks: { database: 'ok', exercises: 'failing' } });
    } finally {
      await empty.close();
    }
  });
});

describe('what is not there', () => {
  test('is a problem document', async () => {
    for (const path of ['/api/v1/nothing', '/nothing', '/api/v2/health', '/api/v1/Health']) {
      expect(brief(await api.call('GET', path))).toEqual([404, 'route-not-found']);
    }
  });

  test('is told for every route by 405 and Allow', async () => {
    for (const { path } of ROUTES) {
      const real = `/api/v1${path.replaceAll(/:\w+/g, '00000000-0000-7000-8000-000000000000')}`;
      // One that no route takes, and that Node knows.
      const answer = await api.call('PURGE', real);
      expect(brief(answer)).toEqual([405, 'method-not-allowed']);
      const methods = ROUTES.filter((other) => other.path === path).map(({ method }) => method);
      const allow = answer.headers.get('allow')!.toLowerCase().split(', ');
      expect(allow).toEqual(expect.arrayContaining([...methods, 'options']));
    }
    const options = await api.call('OPTIONS', 'submissions');
    expect([options.status, options.headers.get('allow')]).toEqual([
      204,
      'POST, GET, HEAD, OPTIONS',
    ]);
  });

  test('a broken URL is the client’s fault', async () => {
    expect(brief(await api.call('GET', '/api/v1/exercises/%E0%A4%A'))).toEqual([
      400,
      'bad-request',
    ]);
  });
});

describe('errors of ours', () => {
  test('say nothing of what broke, and are logged', async () => {
    let log = '';
    const destination = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        log += chunk.toString();
        done();
      },
    });
    const logger = createLogger({ name: 'api', level: 'info', destination });
    const source = {
      list: () => Promise.reject(new Error('a secret of the inside')),
      find: () => Promise.resolve(null),
      load: () => Promise.reject(new Error()),
    };
    const broken = await startApi(db.database, { exerciseSource: source, logger });
    try {
      const headers = { 'X-Request-Id': 'my-id-1' };
      const answer = await broken.call('GET', 'exercises?q=x', { headers });
      expect(brief(answer)).toEqual([500, 'internal-error']);
      expect(answer.text).not.toMatch(/secret|\.ts|at /);
      expect(answer.headers.get('x-request-id')).toBe('my-id-1');
      expect(log).toContain('a secret of the inside');
      expect(log).toContain('"requestId":"my-id-1"');
      await broken.call('POST', 'sessions', { body: { username: 'x', password: PASSWORD } });
      expect(log).toContain('"path":"/api/v1/sessions"');
      expect(log).not.toContain(PASSWORD);
    } finally {
      await broken.close();
    }
  });

  test('request ids that could forge a log line are replaced', async () => {
    const headers = { 'X-Request-Id': 'a b"c' };
    const answer = await api.call('GET', 'health', { headers });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('documentation', () => {
  test('serves the document, its page from our own origin alone, and every error', async () => {
    const document = (await api.call('GET', 'openapi.json')).json as { openapi: string };
    expect(document.openapi).toBe('3.1.0');
    const page = await api.call('GET', 'docs');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const links = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) {
      expect(link.startsWith('/')).toBe(true);
      expect((await api.call('GET', link)).status).toBe(200);
    }
    expect(page.text).not.toMatch(/<script>(?!<)/);
    const errors = await api.call('GET', 'docs/errors');
    for (const [code, { status }] of Object.entries(ERROR_CODES)) {
      expect(errors.text).toContain(`<section id="${code}">`);
      expect(errors.text).toContain(`<code>${code}</code> (${status})`);
    }
    expect(brief(await api.call('GET', 'docs/assets/package.json'))[0]).toBe(404);
  });

  test('the type of a problem leads to its section', async () => {
    const { type } = problem(await api.call('GET', 'nothing'));
    const [path, fragment] = type.split('#');
    expect((await api.call('GET', path!)).text).toContain(`id="${fragment!}"`);
  });

  test('the root page points on, as HTML or text', async () => {
    const html = await api.call('GET', '/', { headers: { Accept: 'text/html' } });
    expect(html.text).toContain('href="/api/v1/docs"');
    const text = await api.call('GET', '/', { headers: { Accept: 'text/plain' } });
    expect(text.headers.get('content-type')).toContain('text/plain');
  });
});

describe('headers', () => {
  test('keep browsers strict and tell nothing of us', async () => {
    const { headers } = await api.call('GET', 'health');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  test('over HTTPS add HSTS and a Secure cookie', async () => {
    const secure = await startApi(db.database, {
      cookieSecure: true,
      publicUrl: 'https://assay.example',
    });
    try {
      const { username } = await secure.newUser();
      const answer = await secure.call('POST', 'sessions', {
        headers: { Origin: 'https://assay.example' },
        body: { username, password: PASSWORD },
      });
      const cookies = answer.headers.getSetCookie();
      expect(cookies).toHaveLength(2);
      for (const cookie of cookies) {
        // A `__Host-` cookie of another form is refused by browsers.
        expect(cookie).toMatch(
          /^__Host-assay_\w+=[\w-]{43}; Path=\/; Expires=.*; Secure; SameSite=Lax$/,
        );
      }
      const [cookie = ''] = String(cookies[0]).split(';');
      expect((await secure.call('GET', 'users/me', { cookie })).status).toBe(200);
      // Another host of the domain can set a cookie of the plain name.
      const planted = cookie.replace('__Host-', '');
      expect((await secure.call('GET', 'users/me', { cookie: planted })).status).toBe(401);
      expect(answer.headers.get('strict-transport-security')).toContain('max-age=');
    } finally {
      await secure.close();
    }
  });

  test('that are no HTTP do not break the server', async () => {
    const { port } = new URL(api.origin);
    const socket = connect(Number(port), '127.0.0.1', () => socket.end('\u0000nonsense\r\n\r\n'));
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    expect(text).toMatch(/^HTTP\/1\.1 400/);
    expect((await api.call('GET', 'health')).status).toBe(200);
  });
});
