import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { closeServer, listen } from '../../api/http/listen.ts';
import { brief, startApi } from '../support/api.ts';
import type { TestApi } from '../support/api.ts';
import { withTestDatabase } from '../support/database.ts';

/** The real server with small limits, and clients that speak over bare sockets. */
const db = withTestDatabase();
const MAX_CONNECTIONS = 8;
let api: TestApi;
let server: Server;

beforeAll(async () => {
  api = await startApi(db.database);
  const limits = {
    ...{ headersTimeoutMs: 300, requestTimeoutMs: 600, checkIntervalMs: 50 },
    ...{ keepAliveTimeoutMs: 500, idleTimeoutMs: 2000, maxConnections: MAX_CONNECTIONS },
  };
  server = await listen(api.app.express, { host: '127.0.0.1', port: 0 }, limits);
});
afterAll(async () => {
  await closeServer(server);
  await api.close();
});

const open = async (): Promise<Socket> => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
};

/** All that the server sends until it ends the connection. */
const allOf = async (socket: Socket): Promise<string> => {
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk) => (text += String(chunk)));
  await once(socket, 'close');
  return text;
};

const statusAndCode = (text: string): [string | undefined, unknown] => {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  expect(head.toLowerCase()).toContain('content-type: application/problem+json');
  return [/^HTTP\/1\.1 (\d+)/.exec(head)?.[1], (JSON.parse(body) as { code: unknown }).code];
};

const exchange = async (text: string): Promise<[string | undefined, unknown]> => {
  const socket = await open();
  const answer = allOf(socket);
  socket.write(text);
  return statusAndCode(await answer);
};

/** A byte now and then, for as long as the connection stands. */
const drip = async (socket: Socket, byte: string): Promise<void> => {
  while (socket.writable) {
    socket.write(byte);
    await sleep(40);
  }
};

const POST = 'POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

describe('a client that is slow', () => {
  test('in its headers is cut off with 408', async () => {
    const socket = await open();
    const answer = allOf(socket);
    socket.write('GET /api/v1/health HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    void drip(socket, 'a');
    expect(statusAndCode(await answer)).toEqual(['408', 'request-timeout']);
  });

  test('in its body is cut off with 408', async () => {
    const socket = await open();
    const answer = allOf(socket);
    socket.write(`${POST}Content-Length: 10000\r\n\r\n`);
    void drip(socket, ' ');
    expect(statusAndCode(await answer)).toEqual(['408', 'request-timeout']);
  });

  test('in asking again is cut off without a word', async () => {
    const socket = await open();
    const answer = allOf(socket);
    socket.write('GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n');
    expect((await answer).match(/HTTP\/1\.1/g)).toHaveLength(1);
  });
});

test('a client that reads no answer is cut off, and what it did not read is let go', async () => {
  const large = Buffer.alloc(64 * 1024 * 1024);
  const limits = { idleTimeoutMs: 300 };
  const sending = await listen(
    (_req, res) => void res.end(large),
    { host: '127.0.0.1', port: 0 },
    limits,
  );
  const closed = new Promise((resolve) => {
    sending.on('connection', (socket) => socket.once('close', resolve));
  });
  const socket = connect((sending.address() as AddressInfo).port, '127.0.0.1').pause();
  socket.on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await closed;
  socket.destroy();
  await closeServer(sending);
});

describe('a request that is too large', () => {
  test('in its headers gets 431', async () => {
    const large = `GET / HTTP/1.1\r\nHost: x\r\nCookie: a=${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await exchange(large)).toEqual(['431', 'headers-too-large']);
  });

  test('in its address gets 414', async () => {
    const answer = await api.call('GET', `exercises?topic=${'x'.repeat(5000)}`);
    expect(brief(answer)).toEqual([414, 'url-too-long']);
  });

  test('in its body gets 413, whether it says so or not', async () => {
    const body = { username: 'x'.repeat(20_000), password: 'y' };
    expect(brief(await api.call('POST', 'sessions', { body }))).toEqual([413, 'body-too-large']);
    const chunk = `${(20_000).toString(16)}\r\n${' '.repeat(20_000)}\r\n0\r\n\r\n`;
    const [status, code] = await exchange(
      `${POST}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}`,
    );
    expect([status, code]).toEqual(['413', 'body-too-large']);
  });

  test.each(['[', '{"a":'])('in its depth (%s...) gets 400', async (opening) => {
    const rawBody = opening.repeat(3000);
    const answer = await api.call('POST', 'sessions', { rawBody });
    expect(brief(answer)).toEqual([400, 'invalid-json']);
    expect(answer.text).toContain('deeper than 32 levels');
  });
});

test('brackets in a text nest nothing', async () => {
  const password = `\\"${'[{'.repeat(40)}"`;
  const answer = await api.call('POST', 'sessions', { body: { username: 'ada', password } });
  expect(brief(answer)).toEqual([401, 'invalid-credentials']);
});

test('what is no HTTP gets 400 as a problem document', async () => {
  expect(await exchange('HELO assay\r\n\r\n')).toEqual(['400', 'bad-request']);
});

test('two lengths of one body are refused: no request is smuggled in behind', async () => {
  const both = `${POST}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`;
  expect(await exchange(both)).toEqual(['400', 'bad-request']);
});

test('connections beyond the limit are closed; those that are open go on', async () => {
  const sockets = await Promise.all(Array.from({ length: MAX_CONNECTIONS }, open));
  const oneMore = await open();
  expect(await allOf(oneMore)).toBe('');
  const [first] = sockets;
  const answer = allOf(first!);
  first!.write('GET /api/v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  expect(await answer).toMatch(/^HTTP\/1\.1 200/);
  for (const socket of sockets) socket.destroy();
});
