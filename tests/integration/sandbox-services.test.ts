import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadEngineConfig } from '../../platform/config/config.ts';
import { createSandbox, type ProvenSandbox } from '../../worker/sandbox/create-sandbox.ts';
import type { LeasedCell, LeaseRequest, ServiceSpec } from '../../worker/sandbox/sandbox.ts';

const MIB = 1024 * 1024;
const SOCKET = '/srv/echo.socket';

const ECHO: ServiceSpec = {
  name: 'echo',
  argv: ['/assay/canary', 'serve', 'echo', SOCKET],
  readyLine: 'listening',
  diskBytes: 4 * MIB,
};

const PLAIN: LeaseRequest = { image: 'python', memoryBytes: 64 * MIB, processes: 16 };

const request = (service: ServiceSpec, isolation: 'recycled' | 'fresh'): LeaseRequest => ({
  ...PLAIN,
  isolation,
  service,
});

async function answer(cell: LeasedCell): Promise<string> {
  const tunnel = cell.connect({ path: SOCKET });
  tunnel.end('hello');
  return (await buffer(tunnel)).toString();
}

describe('leases with a service', () => {
  let sandbox: ProvenSandbox;
  const troubles: string[] = [];

  const untilIdle = async (): Promise<void> => {
    while (sandbox.stats().starting > 0) await sleep(20);
  };

  beforeAll(async () => {
    sandbox = await createSandbox({
      sandboxImagesDir: join(import.meta.dirname, '../../sandbox-images'),
      engine: loadEngineConfig(),
      isolation: 'recycled',
      concurrency: 1,
      runtime: null,
      onTrouble: (message, error) => troubles.push(`${message}: ${String(error)}`),
    });
  }, 600_000);

  afterAll(async () => {
    await sandbox.close();
  });

  test.each(['recycled', 'fresh'] as const)(
    '%s cells wait with theirs warm',
    async (isolation) => {
      await sandbox.prepare(request(ECHO, isolation));
      await untilIdle();
      const { started } = sandbox.stats();
      const found: string[] = [];
      for (let round = 0; round < 3; round += 1) {
        const cell = await sandbox.lease(request(ECHO, isolation));
        expect(await answer(cell)).toBe('hello');
        const facts = await cell.run({
          argv: ['/assay/canary', 'cat', '/app/file'],
          role: 'run',
          cpuTimeMs: 1000,
          wallTimeMs: 5000,
          stdoutBytes: 1000,
          stderrBytes: 1000,
          diskBytes: MIB,
        });
        found.push(Buffer.from(facts.stdout.bytes).toString());
        cell.writeFiles([{ path: 'file', content: 'of an earlier session' }]);
        await cell.release();
        await untilIdle();
      }
      expect(found).toEqual(['', '', '']);
      if (isolation === 'recycled') expect(sandbox.stats().started).toBe(started);
      expect(troubles).toEqual([]);
    },
    60_000,
  );

  test('a lease without a service gets none', async () => {
    const cell = await sandbox.lease(PLAIN);
    expect(cell.service).toBeNull();
    await cell.release();
  });

  test('a service that ended during its lease is there for the next one', async () => {
    const first = await sandbox.lease(request(ECHO, 'recycled'));
    first.service?.kill();
    expect(await first.service?.facts).toMatchObject({ stoppedBy: 'cancelled' });
    await first.release();
    const second = await sandbox.lease(request(ECHO, 'recycled'));
    expect(await answer(second)).toBe('hello');
    await second.release();
  });

  test('a cell whose service died while it waited is not leased', async () => {
    const program = "import time; print('listening', flush=True); time.sleep(0.4)";
    const brief = { ...ECHO, name: 'brief', argv: ['/usr/bin/python3', '-c', program] };
    await sandbox.prepare(request(brief, 'recycled'));
    await untilIdle();
    const { started } = sandbox.stats();
    await sleep(800);
    const cell = await sandbox.lease(request(brief, 'recycled'));
    expect(sandbox.stats().started).toBeGreaterThan(started);
    await cell.release();
  }, 60_000);

  test('a service that cannot start refuses the lease, and says why', async () => {
    const broken = {
      ...ECHO,
      name: 'broken',
      argv: ['/assay/canary', 'serve', 'no-such-mode', '1'],
    };
    await expect(sandbox.lease(request(broken, 'recycled'))).rejects.toThrow(
      /broken ended before it was ready: .*cannot listen/s,
    );
  }, 60_000);
});
