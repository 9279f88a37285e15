import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RunFacts } from '../../grading/verdict/facts.ts';
import type { RunningProcess, ServiceSpec } from '../../worker/sandbox/sandbox.ts';
import { untilReady } from '../../worker/sandbox/service.ts';
import type { WardenSession } from '../../worker/sandbox/warden/warden.ts';
import {
  CANARY,
  CELL_LIMITS,
  canaryRun,
  openCanaryRun,
  startCell,
  type TestCell,
} from '../support/warden-cell.ts';

const SOCKET = '/srv/echo.socket';
const text = (facts: RunFacts): string => Buffer.from(facts.stdout.bytes).toString();

const service = (args: readonly string[], overrides: Partial<ServiceSpec> = {}): ServiceSpec => ({
  name: args.join(' '),
  argv: [CANARY, ...args],
  readyLine: 'listening',
  diskBytes: CELL_LIMITS.diskBytes,
  ...overrides,
});

describe.each(['recycled', 'fresh'] as const)('a service in a %s cell', (isolation) => {
  let cell: TestCell;
  let session: WardenSession;
  let echo: RunningProcess;
  const run = (...args: string[]): Promise<RunFacts> => session.start(canaryRun(args)).facts;

  const answer = async (): Promise<string> => {
    const tunnel = session.connect({ path: SOCKET });
    tunnel.end('still there');
    return (await buffer(tunnel)).toString();
  };

  beforeEach(async () => {
    cell = await startCell(isolation);
    session = cell.warden.beginSession({ diskBytes: CELL_LIMITS.diskBytes });
    const spec = service(['serve', 'echo', SOCKET]);
    echo = session.startService(spec);
    await untilReady(echo, spec);
  }, 180_000);

  afterEach(async () => {
    const report = await session.end();
    await cell.destroy();
    expect(report).toEqual({ clean: true, anomalies: [] });
  });

  test('lives from run to run, whatever the runs leave behind', async () => {
    expect(await answer()).toBe('still there');
    expect((await run('exit', '3')).exit).toEqual({ kind: 'exited', code: 3 });
    expect(text(await run('leave-behind'))).toContain('a daemon');
    expect(await answer()).toBe('still there');
    // Another process of the service is in sight where there is no /proc of the session's own.
    const seen = text(await run('find-leftovers')).replace(/(port|process): FOUND\n/g, '');
    expect(seen.replace('nothing found\n', '')).toBe('');
    const compiled = await session.start(canaryRun(['leave-behind'], { role: 'compile' })).facts;
    expect(text(compiled)).toContain('a daemon');
    expect(await answer()).toBe('still there');
  });

  test('outlives a storm of forks that is ended', async () => {
    const storm = session.start(canaryRun(['fork-storm'], { cpuTimeMs: 200 }));
    expect((await storm.facts).exit).toMatchObject({ kind: 'signaled', signal: 9 });
    expect(await answer()).toBe('still there');
    // The storm's processes are gone: there is room for others again.
    expect(text(await run('fork-bomb'))).toMatch(/^(1[0-9]|[5-9]) processes, then EAGAIN$/m);
    expect(await answer()).toBe('still there');
  });

  test('outlives a program that takes all the memory', async () => {
    const facts = await run('eat-memory');
    expect(facts).toMatchObject({ exit: { kind: 'signaled', signal: 9 } });
    expect(facts.memoryKills).toBeGreaterThan(0);
    expect(await answer()).toBe('still there');
  });

  test('has a directory of its own', async () => {
    expect((await run('link', 'x', '/srv/mine')).exit).toEqual({ kind: 'exited', code: 1 });
    const compile = session.start(canaryRun(['link', 'x', '/srv/mine'], { role: 'compile' }));
    expect((await compile.facts).exit).toEqual({ kind: 'exited', code: 1 });
    echo.kill();
    expect(await echo.facts).toMatchObject({ stoppedBy: 'cancelled' });

    const outside = session.startService(service(['link', 'x', '/app/mine']));
    expect((await outside.facts).exit).toEqual({ kind: 'exited', code: 1 });
    const inside = session.startService(service(['link', 'x', '/srv/mine']));
    expect((await inside.facts).exit).toEqual({ kind: 'exited', code: 0 });
    const files = [{ path: 'etc/my.conf', content: 'configured' }];
    const reader = session.startService(service(['cat', '/srv/etc/my.conf'], { files }));
    expect(text(await reader.facts)).toBe('configured');
  });

  test('runs beside a program that speaks, each with streams of its own', async () => {
    const program = session.start(openCanaryRun(['echo']));
    program.write('to the program');
    await new Promise<void>((resolve) => {
      program.onStdout(() => resolve());
    });
    expect(await answer()).toBe('still there');
    program.closeStdin();
    expect(text(await program.facts)).toBe('to the program');
  });

  test('its laps have limits where they are set', async () => {
    await answer();
    const lap = await echo.lap({ cpuTimeMs: Infinity, wallTimeMs: Infinity });
    expect(lap.wallTimeMs).toBeGreaterThan(0);
    expect(await answer()).toBe('still there');
    void echo.lap({ cpuTimeMs: 60_000, wallTimeMs: 100 });
    expect(await echo.facts).toMatchObject({ stoppedBy: 'wall-time' });
    const tunnel = session.connect({ path: SOCKET });
    await once(tunnel, 'error');
    expect(tunnel.errored).toMatchObject({ code: 'ECONNREFUSED' });
    expect((await run('exit', '0')).exit).toEqual({ kind: 'exited', code: 0 });
  });

  test('what it says beyond what is kept is dropped', async () => {
    echo.kill();
    await echo.facts;
    const flood = session.startService(service(['flood']));
    await expect(untilReady(flood, service([], { readyTimeoutMs: 200 }))).rejects.toThrow(
      'was not ready after 200 ms',
    );
    expect((await run('exit', '0')).exit).toEqual({ kind: 'exited', code: 0 });
    flood.kill();
    const facts = await flood.facts;
    expect(facts).toMatchObject({ stoppedBy: 'cancelled', stdout: { truncated: true } });
  });

  test('one that ends before it is ready says why', async () => {
    echo.kill();
    await echo.facts;
    const spec = service(['no-such-command']);
    await expect(untilReady(session.startService(spec), spec)).rejects.toThrow(
      /ended before it was ready: .*unknown command no-such-command/,
    );
  });
});
