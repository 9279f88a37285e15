import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { closeServer, listen } from '../../api/http/listen.ts';
import { webDir } from '../../platform/config/paths.ts';
import type { DeviceCodeResource } from '../../grading/resource/resources.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';
import { leakOf } from './http-walk.ts';

/** What no client library sends, byte by byte, to the server as `main.ts` starts it. */
const db = withTestDatabase();
const PUBLIC_URL = 'https://assay.example';
const EVIL = 'evil.example';
const WAIT_MS = 1500;
let api: TestApi;
let server: Awaited<ReturnType<typeof listen>>;
let port: number;

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database, { publicUrl: PUBLIC_URL, webDir });
  server = await listen(api.app.express, { host: '127.0.0.1', port: 0 });
  port = (server.address() as { port: number }).port;
});
afterAll(async () => {
  await closeServer(server);
  await api.close();
});

/** All that comes back until the server closes, or has been silent for a while. */
const send = async (bytes: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  socket.setTimeout(WAIT_MS, () => socket.destroy());
  socket.write(bytes, 'latin1');
  await once(socket, 'close');
  return text;
};
const request = (head: readonly string[], body = ''): Promise<string> =>
  send(`${head.join('\r\n')}\r\n\r\n${body}`);
const answersIn = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));

const HOST = 'Host: assay.example';
const SMUGGLED = `GET /api/v1/version HTTP/1.1\r\n${HOST}\r\n\r\n`;
const POST = ['POST /api/v1/sessions HTTP/1.1', HOST, 'Content-Type: application/json'];

describe('a second request is not smuggled in the first', () => {
  test.each([
    ['two lengths, of which one is chunked', ['Content-Length: 6', 'Transfer-Encoding: chunked']],
    ['two lengths that differ', ['Content-Length: 0', 'Content-Length: 50']],
    ['a list of lengths', ['Content-Length: 0, 50']],
    ['a length with a sign', ['Content-Length: +6']],
    ['a negative length', ['Content-Length: -1']],
    ['a length in hexadecimal', ['Content-Length: 0x6']],
    ['a length beyond all numbers', ['Content-Length: 99999999999999999999999']],
    ['a coding that only looks like chunked', ['Transfer-Encoding: xchunked']],
    ['chunked, and then another', ['Transfer-Encoding: chunked, identity']],
    ['a space before the colon', ['Transfer-Encoding : chunked', 'Content-Length: 6']],
    ['a folded header', ['X-A: b', ' Transfer-Encoding: chunked', 'Content-Length: 0']],
    ['a vertical tab in the name of the coding', ['Transfer-Encoding: \x0bchunked']],
    ['a NUL in a header', ['X-A: a\0b']],
    ['a lone carriage return', ['X-A: b\rTransfer-Encoding: chunked']],
  ])('%s', async (_name, headers) => {
    const text = await request([...POST, ...headers], `0\r\n\r\n${SMUGGLED}`);
    expect(answersIn(text)).toEqual([400]);
    expect(text).not.toContain('"name":"assay"');
    expect(text).toMatch(/Connection: close/i);
  });

  test.each([
    ['a chunk’s size that overflows', 'FFFFFFFFFFFFFFFFF\r\nx'],
    ['a chunk’s size with a sign', '-1\r\nx\r\n0\r\n\r\n'],
    ['a chunk without its end', '1\r\nxx0\r\n\r\n'],
  ])('%s', async (_name, body) => {
    const text = await request([...POST, 'Transfer-Encoding: chunked'], body + SMUGGLED);
    expect(text).not.toContain('"name":"assay"');
    expect(answersIn(text).length).toBeLessThanOrEqual(1);
  });

  test('headers without an end are cut off', async () => {
    const flood = Array.from({ length: 3000 }, (_, index) => `X-${index}: ${'y'.repeat(20)}`);
    expect(answersIn(await request(['GET / HTTP/1.1', HOST, ...flood]))).toEqual([431]);
  });

  test.each(['TRACE', 'CONNECT', 'PROPFIND', 'GETGET', 'get'])('the method %s', async (method) => {
    const target = method === 'CONNECT' ? `${EVIL}:80` : '/api/v1/users/me';
    const text = await request([`${method} ${target} HTTP/1.1`, HOST, 'Connection: close']);
    expect(answersIn(text).every((status) => status >= 400 && status < 500)).toBe(true);
    expect(text).not.toMatch(/cookie:|TRACE \//i);
  });
});

describe('another host in the request is in no answer', () => {
  const addressed = (target: string, ...headers: string[]): Promise<string> =>
    request([`GET ${target} HTTP/1.1`, ...headers, 'Connection: close']);

  test('of a request for pages, links or redirects', async () => {
    for (const target of ['/', '/api/v1/exercises', '/api/v1/docs', '/admin/queues', '/nothing']) {
      for (const headers of [
        [`Host: ${EVIL}`],
        [HOST, `X-Forwarded-Host: ${EVIL}`],
        [HOST, `Forwarded: host=${EVIL}`],
        [HOST, `X-Original-URL: //${EVIL}/`, `X-Rewrite-URL: //${EVIL}/`],
      ]) {
        expect(await addressed(target, ...headers)).not.toContain(EVIL);
      }
    }
    expect(answersIn(await addressed('/', HOST, `Host: ${EVIL}`)).at(0)).not.toBe(500);
    expect(await addressed(`http://${EVIL}/api/v1/users/me`, HOST)).not.toMatch(
      new RegExp(`location:.*${EVIL}`, 'i'),
    );
  });

  test('nor where a device is sent to be approved', async () => {
    const body = JSON.stringify({ clientName: 'a laptop' });
    const text = await request(
      [
        ...['POST /api/v1/devices HTTP/1.1', `Host: ${EVIL}`, `X-Forwarded-Host: ${EVIL}`],
        ...[
          'Content-Type: application/json',
          `Content-Length: ${body.length}`,
          'Connection: close',
        ],
      ],
      body,
    );
    const device = JSON.parse(text.slice(text.indexOf('{'))) as DeviceCodeResource;
    expect(device.verificationUrl).toBe(`${PUBLIC_URL}/device`);
    expect(device.verificationUrlComplete.startsWith(`${PUBLIC_URL}/device?`)).toBe(true);
  });
});

describe('no path leads out', () => {
  const PATHS = [
    ...[
      '/assets/../index.html',
      '/assets/..%2f..%2fpackage.json',
      '/assets/%2e%2e/%2e%2e/package.json',
    ],
    ...[
      '/assets/..%5c..%5cpackage.json',
      '/assets/%00',
      '/assets/.env',
      '/assets/....//package.json',
    ],
    ...['/icon.svg/../../package.json', '/api/v1/docs/assets/../../../package.json'],
    ...[
      '/api/v1/docs/assets/%2e%2e/package.json',
      '/api/v1/docs/assets/package.json',
      '/.git/config',
    ],
    ...[
      '//etc/passwd',
      '/%2fetc/passwd',
      '/..;/etc/passwd',
      '/admin/queues/static/../../package.json',
    ],
    ...[
      '/api/v1/../../etc/passwd',
      '/api/v1/exercises/..%2f..%2fetc%2fpasswd',
      '/assets//etc/passwd',
    ],
    ...['/api/v1/exercises/%252e%252e%252f', '/assets/%c0%ae%c0%ae/%c0%ae%c0%ae/package.json'],
  ];
  test.each(PATHS)('to a file: %s', async (path) => {
    const text = await request([`GET ${path} HTTP/1.1`, HOST, 'Connection: close']);
    expect(text).not.toMatch(/"dependencies"|root:x:|\[core\]|"devDependencies"/);
    expect(answersIn(text)[0]).not.toBe(500);
  });

  const ELSEWHERE = [
    ...[
      `//${EVIL}`,
      `//${EVIL}/`,
      `//${EVIL}/%2e%2e`,
      `///${EVIL}/..`,
      `/\\${EVIL}`,
      `/%5c${EVIL}`,
    ],
    ...[
      `/assets//${EVIL}/..`,
      `/assets//${EVIL}/%2e%2e/`,
      `/api/v1/docs//${EVIL}/..`,
      `/%09/${EVIL}`,
    ],
    ...[
      `//${EVIL}/assets`,
      `/api/v1//${EVIL}`,
      `/admin/queues//${EVIL}`,
      `/%0d%0aLocation:%20//${EVIL}`,
    ],
    ...[`/sign-in?next=//${EVIL}`, `/sign-in?next=https://${EVIL}/`, '/assets', '/api/v1/docs'],
  ];
  test.each(ELSEWHERE)('to another site: %s', async (path) => {
    const text = await request([
      `GET ${path} HTTP/1.1`,
      HOST,
      'Accept: text/html',
      'Connection: close',
    ]);
    const location = /^location: (.*)\r$/im.exec(text)?.[1] ?? '/';
    expect(new URL(location, PUBLIC_URL).origin).toBe(PUBLIC_URL);
    expect(answersIn(text)[0]).toBeLessThan(500);
  });
});

test('no other site may read an answer: no CORS, before or after asking', async () => {
  for (const path of ['exercises', 'users/me', 'sessions/current']) {
    for (const [method, more] of [
      ['GET', {}],
      ['OPTIONS', { 'Access-Control-Request-Method': 'DELETE' }],
    ] as const) {
      const headers = { Origin: `https://${EVIL}`, ...more };
      const answer = await api.call(method, path, { headers });
      const names = [...answer.headers.keys()];
      expect(names.filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
  }
});

test('no page may be framed or sniffed, or gets a script that is not ours', async () => {
  const pages = ['/', '/exercises/x', '/desk', '/nothing', '/api/v1/docs', '/api/v1/docs/errors'];
  for (const path of [...pages, '/admin/queues', '/api/v1/exercises', '/assets/none.js']) {
    const answer = await api.call('GET', path, { headers: { Accept: 'text/html' } });
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect([path, policy]).toEqual([path, expect.stringContaining("frame-ancestors 'none'")]);
    expect([path, policy]).toEqual([path, expect.stringMatching(/script-src 'self'(;|$)/)]);
    expect([path, answer.headers.get('x-content-type-options')]).toEqual([path, 'nosniff']);
    expect([path, answer.headers.get('referrer-policy')]).toEqual([path, 'no-referrer']);
  }
});

test('every way of being wrong is told without our insides', async () => {
  const { token } = await api.newUser();
  const asked = [
    await api.call('GET', 'nothing'),
    await api.call('GET', '/api/v1/exercises/%E0%A4%A'),
    await api.call('PUT', 'exercises'),
    await api.call('POST', 'sessions', { rawBody: '{' }),
    await api.call('POST', 'sessions', { rawBody: '{}', headers: { 'Content-Encoding': 'br' } }),
    await api.call('POST', 'sessions', { rawBody: 'x', headers: { 'Content-Encoding': 'gzip' } }),
    await api.call('POST', 'sessions', {
      rawBody: '{}',
      headers: { 'Content-Type': 'application/json; charset=utf-7' },
    }),
    await api.call('GET', 'users', { token }),
    await api.call('GET', 'users/me', { headers: { Authorization: 'Basic eDp5' } }),
    await api.call('GET', 'users/me', { headers: { Authorization: `Bearer ${'x'.repeat(9000)}` } }),
    await api.call('GET', 'exercises/word-count', {
      headers: { 'If-None-Match': ','.repeat(8000) },
    }),
    await api.call('POST', 'authoring/exercises', { token, rawBody: 'x' }),
    await api.call('GET', 'submissions/x/events', { token, headers: { 'Last-Event-ID': 'x' } }),
    await api.call('GET', '/admin/queues/api/queues', { token }),
  ];
  expect(asked.map(leakOf)).toEqual(asked.map(() => null));
  expect(asked.every(({ status }) => status >= 400 || status === 200)).toBe(true);
});
