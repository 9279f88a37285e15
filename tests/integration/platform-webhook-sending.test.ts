import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { parseNetwork } from '../../platform/webhooks/outbound-policy.ts';
import { sendMessage } from '../../platform/webhooks/send-message.ts';
import { openReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

/** One attempt against receivers of every temper; loopback is allowed by setting, as inside a school. */
const INSIDE = { allow: [parseNetwork('127.0.0.0/8')], http: true };
const SHORT_MS = 300;
const message = (url: string) => ({ url, headers: { 'webhook-id': 'msg_1' }, body: '{}' });

const opened: WebhookReceiver[] = [];
const open = async (...parameters: Parameters<typeof openReceiver>): Promise<WebhookReceiver> => {
  const receiver = await openReceiver(...parameters);
  opened.push(receiver);
  return receiver;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((receiver) => receiver.close()));
});

test('a message is a POST of JSON with the headers that it is given', async () => {
  const receiver = await open();
  expect(await sendMessage(message(receiver.url), { policy: INSIDE })).toEqual({
    ...{ ok: true, responseCode: 204 },
  });
  expect(receiver.messages).toMatchObject([
    { body: '{}', headers: { 'content-type': 'application/json', 'webhook-id': 'msg_1' } },
  ]);
});

test.each([500, 429, 404])('%d is no success', async (status) => {
  const receiver = await open((response) => void response.writeHead(status).end('a page'));
  const outcome = await sendMessage(message(receiver.url), { policy: INSIDE });
  expect(outcome).toEqual({
    ...{ ok: false, responseCode: status, error: `The receiver answered ${status}.` },
  });
});

test('a redirect is not followed', async () => {
  const elsewhere = await open();
  const receiver = await open((response) => {
    response.writeHead(307, { location: elsewhere.url }).end();
  });
  const outcome = await sendMessage(message(receiver.url), { policy: INSIDE });
  expect(outcome).toMatchObject({ ok: false, responseCode: 307 });
  expect(elsewhere.messages).toHaveLength(0);
});

test('of an answer without end only a few KiB are read', async () => {
  let written = 0;
  const receiver = await open((response) => {
    const more = (): void => {
      if (response.destroyed) return;
      written += 64 * 1024;
      if (response.write(Buffer.alloc(64 * 1024))) setImmediate(more);
      else response.once('drain', more);
    };
    response.writeHead(200);
    more();
  });
  const outcome = await sendMessage(message(receiver.url), { policy: INSIDE });
  expect(outcome).toEqual({ ok: true, responseCode: 200 });
  // What the sockets' buffers took, and no more.
  expect(written).toBeLessThan(64 * 1024 * 1024);
});

test('an answer that drips for ever has its status all the same', async () => {
  const receiver = await open((response) => void response.writeHead(200).write('a'));
  const options = { policy: INSIDE, timeoutMs: SHORT_MS };
  expect(await sendMessage(message(receiver.url), options)).toMatchObject({ ok: true });
});

test('who does not answer is given up', async () => {
  const receiver = await open(() => undefined);
  const options = { policy: INSIDE, timeoutMs: SHORT_MS };
  expect(await sendMessage(message(receiver.url), options)).toEqual({
    ...{ ok: false, responseCode: null, error: 'No answer within 0.3 s.' },
  });
});

test('who takes connections and says nothing of HTTP, or is not there, fails by name', async () => {
  const server = createServer((socket) => socket.resume().end('SSH-2.0-x\r\n')).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  expect(await sendMessage(message(url), { policy: INSIDE })).toMatchObject({
    error: expect.stringMatching(/^The connection failed \(HPE_/),
  });
  server.close();
  await once(server, 'close');
  expect(await sendMessage(message(url), { policy: INSIDE })).toMatchObject({
    error: 'The connection failed (ECONNREFUSED).',
  });
});

test('a name server that does not answer is not waited for', async () => {
  const resolve = () => new Promise<never>(() => undefined);
  const options = { policy: INSIDE, resolve, timeoutMs: SHORT_MS };
  expect(await sendMessage(message('http://receiver.example/'), options)).toMatchObject({
    error: 'No answer within 0.3 s.',
  });
});

test('a name that is bound anew between check and connection gains nothing', async () => {
  const inside = await open();
  const allowed = await open();
  let asked = 0;
  // As a name server of an attacker: first what is allowed, from then on the inside.
  const resolve = () => {
    asked += 1;
    return Promise.resolve([{ address: asked === 1 ? '127.0.0.2' : '127.0.0.1', family: 4 }]);
  };
  const policy = { allow: [parseNetwork('127.0.0.2')], http: true };
  // Nobody listens at 127.0.0.2: the connection goes there, and nowhere else.
  const url = `http://receiver.example:${inside.port}/`;
  expect(await sendMessage(message(url), { policy, resolve })).toMatchObject({
    error: 'The connection failed (ECONNREFUSED).',
  });
  expect(asked).toBe(1);
  expect(await sendMessage(message(url), { policy, resolve })).toMatchObject({
    error: expect.stringContaining('not a public one'),
  });
  expect([inside.messages, allowed.messages]).toEqual([[], []]);
});
