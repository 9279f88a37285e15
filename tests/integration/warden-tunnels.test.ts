import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunningProcess } from '../../worker/sandbox/sandbox.ts';
import type { Tunnel } from '../../worker/sandbox/warden/tunnel.ts';
import type { WardenSession } from '../../worker/sandbox/warden/warden.ts';
import { CELL_LIMITS, canaryRun, startCell, type TestCell } from '../support/warden-cell.ts';

const MIB = 1024 * 1024;
const PORT = 8080;
/** What one tunnel may hold of a server that floods: a window under way, one in the stream. */
const MOST_HELD_BYTES = 192 * 1024;

async function heard(tunnel: Tunnel, bytes: Uint8Array): Promise<Buffer> {
  tunnel.end(bytes);
  return buffer(tunnel);
}

const failure = async (tunnel: Tunnel): Promise<unknown> => {
  if (!tunnel.closed) await new Promise((resolve) => tunnel.once('close', resolve));
  return tunnel.errored;
};

describe.each(['recycled', 'fresh'] as const)('tunnels into a %s cell', (isolation) => {
  let cell: TestCell;
  let session: WardenSession;
  let server: RunningProcess | undefined;

  /** The session's program is a server in that mode, until the next one. */
  const serve = async (mode: string, where = String(PORT)): Promise<void> => {
    server?.kill();
    await server?.facts;
    const started = session.start(
      canaryRun(['serve', mode, where], { wallTimeMs: 60_000, cpuTimeMs: 60_000 }),
    );
    await new Promise<void>((resolve, reject) => {
      started.onStdout(() => resolve());
      void started.facts.then((facts) => reject(new Error(JSON.stringify(facts))), reject);
    });
    server = started;
  };

  beforeAll(async () => {
    cell = await startCell(isolation);
    session = cell.warden.beginSession({ diskBytes: CELL_LIMITS.diskBytes });
  }, 180_000);

  afterAll(async () => {
    const report = await session.end();
    await cell.destroy();
    expect(report).toEqual({ clean: true, anomalies: [] });
  });

  test('bytes come back from a port, and both sides end', async () => {
    await serve('echo');
    const bytes = randomBytes(3 * MIB + 17);
    const tunnel = session.connect({ port: PORT });
    expect(Buffer.compare(await heard(tunnel, bytes), bytes)).toBe(0);
  });

  test('bytes come back from a UNIX socket', async () => {
    await serve('echo', '/work/a.socket');
    const tunnel = session.connect({ path: '/work/a.socket' });
    await once(tunnel, 'connect');
    expect((await heard(tunnel, Buffer.from('local'))).toString()).toBe('local');
  });

  test('nobody listens', async () => {
    await serve('echo');
    expect(await failure(session.connect({ port: PORT + 1 }))).toMatchObject({
      code: 'ECONNREFUSED',
      message: `connect ECONNREFUSED 127.0.0.1:${PORT + 1}`,
    });
    expect(await failure(session.connect({ path: '/work/none' }))).toMatchObject({
      code: 'ENOENT',
    });
    expect(() => session.connect({ path: 'relative' })).toThrow(RangeError);
  });

  test('more connections than may be open at a time all get their turn', async () => {
    await serve('echo');
    const sent = Array.from({ length: 150 }, () => randomBytes(20_000));
    const back = await Promise.all(
      sent.map((bytes) => heard(session.connect({ port: PORT }), bytes)),
    );
    expect(Buffer.compare(Buffer.concat(back), Buffer.concat(sent))).toBe(0);
  });

  test('each side may end before the other', async () => {
    await serve('count');
    const counted = session.connect({ port: PORT });
    expect((await heard(counted, randomBytes(MIB))).toString()).toBe(`${MIB} bytes\n`);
    await serve('greet');
    const greeted = session.connect({ port: PORT });
    expect(await text(greeted)).toContain('hello\n');
    // It still listens, and takes what does not fit a window.
    await new Promise<void>((resolve) => greeted.end(randomBytes(MIB), resolve));
  });

  test('a server that resets', async () => {
    await serve('reset');
    const tunnel = session.connect({ port: PORT });
    expect(await failure(tunnel)).toMatchObject({ code: 'ECONNRESET' });
  });

  test('a server that floods fills its window and nothing else', async () => {
    await serve('flood');
    const floods = Array.from({ length: 20 }, () => session.connect({ port: PORT }));
    await Promise.all(floods.map((tunnel) => once(tunnel, 'connect')));
    await sleep(200);
    for (const tunnel of floods) {
      tunnel.read(0);
      expect(tunnel.readableLength).toBeLessThan(MOST_HELD_BYTES);
    }
    // Once it is read it goes on, and the others still do not.
    const [first] = floods as [Tunnel];
    let bytes = 0;
    for await (const chunk of first) if ((bytes += (chunk as Buffer).length) > 5 * MIB) break;
    expect(bytes).toBeGreaterThan(5 * MIB);
    for (const tunnel of floods.slice(1))
      expect(tunnel.readableLength).toBeLessThan(MOST_HELD_BYTES);
    for (const tunnel of floods) tunnel.destroy();
  });

  test('a server that never reads stops its own connection only', async () => {
    await serve('mute');
    const mute = Array.from({ length: 20 }, () => session.connect({ port: PORT }));
    const block = Buffer.alloc(64 * 1024);
    for (const tunnel of mute) {
      for (let written = 0; written < 20; written += 1) tunnel.write(block);
    }
    const waiting = (): number => mute.reduce((sum, each) => sum + each.writableLength, 0);
    for (let before = -1; before !== waiting();) {
      before = waiting();
      await sleep(100);
    }
    // The warden's queue and the kernel's buffers are full; what is left waits with its callback.
    for (const tunnel of mute) expect(tunnel.writableLength).toBeGreaterThan(0);
    server?.kill();
    expect(await server?.facts).toMatchObject({ stoppedBy: 'cancelled' });
    for (const tunnel of mute) expect(await failure(tunnel)).toHaveProperty('code');
  });

  test('a connection that is given up makes room at once', async () => {
    await serve('mute');
    for (let round = 0; round < 3; round += 1) {
      const tunnels = Array.from({ length: 64 }, () => session.connect({ port: PORT }));
      await Promise.all(tunnels.map((tunnel) => once(tunnel, 'connect')));
      for (const tunnel of tunnels) tunnel.destroy();
    }
  });

  test("Node's HTTP client takes it for a socket", async () => {
    await serve('greet');
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const createConnection = (): Tunnel => session.connect({ port: PORT });
      get({ createConnection, path: '/', timeout: 5000 }, resolve).on('error', reject);
    });
    expect(response.statusCode).toBe(200);
    expect(await text(response)).toBe('hello\n');
    const refused = await new Promise((resolve) => {
      get({ createConnection: () => session.connect({ port: 1 }) }).on('error', resolve);
    });
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
  });
});

test('the end of a session ends its connections', async () => {
  const cell = await startCell('recycled');
  try {
    const session = cell.warden.beginSession({ diskBytes: CELL_LIMITS.diskBytes });
    const server = session.start(canaryRun(['serve', 'flood', String(PORT)]));
    await new Promise<void>((resolve) => server.onStdout(() => resolve()));
    const tunnel = session.connect({ port: PORT });
    await once(tunnel, 'connect');
    const failed = failure(tunnel);
    expect(await session.end()).toEqual({ clean: true, anomalies: [] });
    expect(await failed).toMatchObject({ code: 'ECONNRESET' });
    expect(await failure(session.connect({ port: PORT }))).toMatchObject({ code: 'ECONNRESET' });
  } finally {
    await cell.destroy();
  }
});
