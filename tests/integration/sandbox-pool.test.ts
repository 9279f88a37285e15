import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Docker from 'dockerode';
import type { Engine } from '../../worker/sandbox/engine.ts';
import { SandboxBusyError, SandboxClosedError } from '../../worker/sandbox/sandbox-errors.ts';
import type { LeasedCell } from '../../worker/sandbox/sandbox.ts';
import {
  MIB,
  openSandbox,
  PYTHON_LEASE,
  runPython,
  SANDBOX_START_MS,
  stdoutOf,
  testEngine,
  until,
  withCell,
  type TestSandbox,
} from '../support/sandbox.ts';

const HELLO = 'print("hello")';
const SLEEP = 'import time\ntime.sleep(60)';

describe('the pool of cells', () => {
  let sandbox: TestSandbox;
  let engine: Engine;
  /** Cells that exist, by name, of this process. */
  const cells = async (): Promise<{ id: string; name: string }[]> =>
    (await engine.listCells()).filter(({ owner }) => owner.split('/')[1] === String(process.pid));
  const once = (): Promise<string> =>
    withCell(sandbox, PYTHON_LEASE, async (cell) => stdoutOf(await runPython(cell, HELLO)));

  const open = async (overrides: Parameters<typeof openSandbox>[0] = {}): Promise<void> => {
    sandbox = await openSandbox({ isolation: 'recycled', concurrency: 1, ...overrides });
  };

  beforeEach(() => {
    engine = testEngine();
  });
  afterEach(async () => {
    await sandbox.close();
    expect(await cells()).toEqual([]);
  });

  test(
    'a recycled cell serves the next, a bounded number of times',
    async () => {
      await open({ bounds: { sessionsPerCell: 3 } });
      for (let index = 0; index < 7; index += 1) await once();
      await until(() => sandbox.stats().destroyed === 2);
      // Seven submissions took three cells: 3 + 3 + 1.
      expect(sandbox.stats()).toMatchObject({ started: 3, destroyed: 2, leased: 0 });
    },
    SANDBOX_START_MS,
  );

  test('an old cell serves nobody', async () => {
    await open({ bounds: { cellAgeMs: 0 } });
    await once();
    await once();
    await until(() => sandbox.stats().destroyed === 2);
  });

  test('a fresh cell serves one submission, and others are ready before they are asked for', async () => {
    await open({ isolation: 'fresh' });
    await once();
    await until(() => sandbox.stats().idle === 3 && sandbox.stats().destroyed === 1);
    const { started } = sandbox.stats();
    await once();
    expect(sandbox.stats().started).toBeLessThanOrEqual(started + 2);
    await until(() => sandbox.stats().destroyed === 2);
  });

  test('leases run side by side up to the concurrency; more wait their turn', async () => {
    await open({ concurrency: 2 });
    const first = await sandbox.lease(PYTHON_LEASE);
    const second = await sandbox.lease(PYTHON_LEASE);
    let third = 'waits';
    const waiting = sandbox.lease(PYTHON_LEASE).then((cell) => {
      third = 'runs';
      return cell;
    });
    const both = await Promise.all([runPython(first, 'print(1)'), runPython(second, 'print(2)')]);
    expect(both.map(stdoutOf)).toEqual(['1\n', '2\n']);
    expect(third).toBe('waits');
    await first.release();
    const cell = await waiting;
    expect(stdoutOf(await runPython(cell, 'print(3)'))).toBe('3\n');
    await Promise.all([cell.release(), second.release()]);
  });

  test('a lease that is given up while it waits leaves the queue', async () => {
    await open();
    const held = await sandbox.lease(PYTHON_LEASE);
    const abort = new AbortController();
    const waiting = sandbox.lease({ ...PYTHON_LEASE, signal: abort.signal });
    await until(() => sandbox.stats().waiting === 1);
    abort.abort(new Error('no longer wanted'));
    await expect(waiting).rejects.toThrow('no longer wanted');
    expect(sandbox.stats().waiting).toBe(0);
    await held.release();
    await once();
  });

  test('a lease that is given up while its cell starts leaves the cell to the next', async () => {
    await open();
    const abort = new AbortController();
    const starting = sandbox.lease({ ...PYTHON_LEASE, signal: abort.signal });
    await until(() => sandbox.stats().starting === 1);
    abort.abort(new Error('no longer wanted'));
    await expect(starting).rejects.toThrow('no longer wanted');
    await once();
    expect(sandbox.stats()).toMatchObject({ started: 1, leased: 0 });
  });

  test('the queue is bounded', async () => {
    await open({ bounds: { waitingLeases: 0 } });
    const held = await sandbox.lease(PYTHON_LEASE);
    await expect(sandbox.lease(PYTHON_LEASE)).rejects.toThrow(SandboxBusyError);
    await held.release();
  });

  test('an idle cell takes the limits of the next lease', async () => {
    await open();
    const eat = (mebibytes: number) => `b = b"x" * (${mebibytes} << 20)\nprint(len(b) >> 20)`;
    const eats = (memoryBytes: number, mebibytes: number) =>
      withCell(sandbox, { ...PYTHON_LEASE, memoryBytes }, (cell) =>
        runPython(cell, eat(mebibytes)),
      );
    expect((await eats(64 * MIB, 100)).memoryKills).toBe(1);
    expect(stdoutOf(await eats(256 * MIB, 100))).toBe('100\n');
    expect((await eats(64 * MIB, 100)).memoryKills).toBe(1);
    expect(sandbox.stats().started).toBe(1);
  });

  test('leases that are pinned never share a core, whichever cells they get', async () => {
    // So many as any machine has that runs this; where it has one, there is nothing to be shared.
    const cores = (await engine.info()).cores > 1 ? [0, 1] : [0];
    await open({ concurrency: cores.length, cores });
    const sizes = [PYTHON_LEASE, { ...PYTHON_LEASE, memoryBytes: 80 * MIB }];
    const coresOf = async (cell: LeasedCell): Promise<string> =>
      stdoutOf(await runPython(cell, 'import os\nprint(*os.sched_getaffinity(0))')).trim();
    for (let round = 0; round < 6; round += 1) {
      const first = await sandbox.lease(sizes[round % 2]!);
      const others = await Promise.all(cores.slice(1).map(() => sandbox.lease(sizes[0]!)));
      const seen = await Promise.all([first, ...others].map(coresOf));
      expect([...seen].sort()).toEqual(cores.map(String));
      // In another order each time, so that cells and free cores do not match by themselves.
      const leases = round % 3 === 0 ? [first, ...others] : [...others, first];
      for (const lease of leases) await lease.release();
    }
    expect(sandbox.troubles).toEqual([]);
  });

  test('a cell that is killed fails its run, and the next lease gets another', async () => {
    await open();
    const cell = await sandbox.lease(PYTHON_LEASE);
    const running = runPython(cell, SLEEP);
    const [only] = await cells();
    // The rejection may come before the engine has answered.
    const outcome = expect(running).rejects.toThrow();
    await new Docker().getContainer(only!.id).kill();
    await outcome;
    await cell.release();
    await once();
    expect(sandbox.troubles.join()).toContain('is destroyed');
    await until(async () => !(await cells()).some(({ id }) => id === only!.id));
  });

  test('a cell that dies idle is replaced', async () => {
    await open();
    await once();
    const [idle] = await cells();
    await new Docker().getContainer(idle!.id).kill();
    await once();
    await until(() => sandbox.stats().destroyed === 1);
    expect(sandbox.stats().started).toBe(2);
  });

  test('cells that nobody needs are removed', async () => {
    await open({ bounds: { idleMs: 0, trimIntervalMs: 50 } });
    await once();
    await until(async () => (await cells()).length === 0);
  });

  test('a released lease is of no use, and releasing twice is no harm', async () => {
    await open();
    const cell = await sandbox.lease(PYTHON_LEASE);
    await Promise.all([cell.release(), cell.release()]);
    expect(() => runPython(cell, 'pass')).toThrow('released');
    await cell.release();
    expect(sandbox.stats()).toMatchObject({ idle: 1, leased: 0 });
  });

  test('closing fails what runs, what waits and what comes, and removes every cell', async () => {
    await open();
    const cell = await sandbox.lease(PYTHON_LEASE);
    const outcomes = Promise.allSettled([runPython(cell, SLEEP), sandbox.lease(PYTHON_LEASE)]);
    await until(() => sandbox.stats().waiting === 1);
    await sandbox.close();
    const [running, waiting] = await outcomes;
    expect(running.status).toBe('rejected');
    expect(waiting).toMatchObject({ reason: expect.any(SandboxClosedError) });
    await expect(sandbox.lease(PYTHON_LEASE)).rejects.toThrow(SandboxClosedError);
  });
});
