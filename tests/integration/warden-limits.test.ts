import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunFacts } from '../../grading/verdict/facts.ts';
import type { RunCommand } from '../../worker/sandbox/sandbox.ts';
import type { WardenSession } from '../../worker/sandbox/warden/warden.ts';
import { CELL_LIMITS, canaryRun, startCell, type TestCell } from '../support/warden-cell.ts';

const text = (facts: RunFacts): string => Buffer.from(facts.stdout.bytes).toString();

/** Every limit, met by a real program, in both kinds of cell; and the session goes on after it. */
describe.each(['recycled', 'fresh'] as const)('limits in a %s cell', (isolation) => {
  let cell: TestCell;
  let session: WardenSession;
  const run = (args: readonly string[], overrides?: Partial<RunCommand>): Promise<RunFacts> =>
    session.start(canaryRun(args, overrides)).facts;

  beforeAll(async () => {
    cell = await startCell(isolation);
    session = cell.warden.beginSession({ diskBytes: CELL_LIMITS.diskBytes });
  }, 180_000);

  afterAll(async () => {
    const report = await session.end();
    await cell.destroy();
    expect(report).toEqual({ clean: true, anomalies: [] });
  });

  test('says what it can do', () => {
    expect(cell.warden.ready).toMatchObject({
      protocolVersion: 1,
      namespaces: isolation === 'recycled',
    });
  });

  test.each([0, 1, 3, 255])('exit code %i', async (code) => {
    const facts = await run(['exit', String(code)]);
    expect(facts).toMatchObject({
      exit: { kind: 'exited', code },
      stoppedBy: null,
      memoryKills: 0,
      processLimitHits: 0,
    });
  });

  test.each([6, 11, 9])('death by signal %i', async (signal) => {
    const facts = await run(['signal', String(signal)]);
    expect(facts).toMatchObject({ exit: { kind: 'signaled', signal }, stoppedBy: null });
  });

  test('a program that does not exist is not started', async () => {
    const facts = await session.start({ ...canaryRun([]), argv: ['/nowhere'] }).facts;
    expect(facts.exit).toEqual({ kind: 'not-started', error: 'ENOENT' });
  });

  test('a directory is not started', async () => {
    const facts = await session.start({ ...canaryRun([]), argv: ['/assay'] }).facts;
    expect(facts.exit).toEqual({ kind: 'not-started', error: 'EACCES' });
  });

  test.each(['1', '4'])('CPU time of %s processes ends the run', async (processes) => {
    const facts = await run(['spin', processes], { cpuTimeMs: 200 });
    expect(facts).toMatchObject({ exit: { kind: 'signaled', signal: 9 }, stoppedBy: 'cpu-time' });
    expect(facts.cpuTimeMs).toBeGreaterThanOrEqual(200);
  });

  test('wall time ends a sleeper, who used no CPU time', async () => {
    const facts = await run(['sleep'], { wallTimeMs: 200 });
    expect(facts).toMatchObject({ exit: { kind: 'signaled', signal: 9 }, stoppedBy: 'wall-time' });
    expect(facts.wallTimeMs).toBeGreaterThanOrEqual(200);
    expect(facts.cpuTimeMs).toBeLessThan(200);
  });

  test('output beyond the cap ends the run, and only the cap is kept', async () => {
    const facts = await run(['flood'], { stdoutBytes: 100_000 });
    expect(facts).toMatchObject({ stoppedBy: 'output', stdout: { truncated: true } });
    expect(facts.stdout.bytes.length).toBe(100_000);
  });

  test('stderr beyond its cap is dropped, and the program runs on', async () => {
    const facts = await run(['flood-stderr'], { stderrBytes: 5000, cpuTimeMs: 100 });
    expect(facts).toMatchObject({ stoppedBy: 'cpu-time', stderr: { truncated: true } });
    expect(facts.stderr.bytes.length).toBe(5000);
  });

  test('memory beyond the limit is a kill that is counted', async () => {
    const facts = await run(['eat-memory']);
    expect(facts).toMatchObject({ exit: { kind: 'signaled', signal: 9 }, stoppedBy: null });
    expect(facts.memoryKills).toBeGreaterThan(0);
    expect(facts.peakMemoryBytes).toBeGreaterThan(CELL_LIMITS.memoryBytes / 2);
  });

  test('a fork bomb meets the process limit', async () => {
    const facts = await run(['fork-bomb']);
    expect(text(facts)).toMatch(/^\d+ processes, then EAGAIN$/m);
    expect(facts.processLimitHits).toBeGreaterThan(0);
  });

  test('a storm of forks is ended, and nothing of it is left', async () => {
    const facts = await run(['fork-storm'], { cpuTimeMs: 300 });
    expect(facts.exit).toEqual({ kind: 'signaled', signal: 9 });
    // A busy kernel is slow to free the stacks of forks that it refused, and then memory ends first.
    const endedBy = facts.memoryKills > 0 ? 'memory' : facts.stoppedBy;
    expect(['cpu-time', 'memory']).toContain(endedBy);
    expect(facts.processLimitHits).toBeGreaterThan(0);
    expect((await run(['find-leftovers'])).exit).toEqual({ kind: 'exited', code: 0 });
  });

  test('disks have a size and a number of files', async () => {
    const full = text(await run(['fill-disk']));
    for (const directory of ['/work', '/tmp', '/dev/shm'])
      expect(full).toContain(`${directory}: ${String(CELL_LIMITS.diskBytes)} bytes, then ENOSPC`);
    expect(text(await run(['many-files']))).toMatch(/^\d+ files, then ENOSPC$/m);
  });

  test('what one run left is not there for the next', async () => {
    await run(['leave-behind']);
    const facts = await run(['find-leftovers']);
    // The port of a closed connection belongs to the session's network, not to the run.
    expect(text(facts).replace('port: FOUND\n', '')).not.toContain('FOUND');
  });

  test('no network but lo', async () => {
    const facts = await run(['net']);
    expect(text(facts)).not.toContain('POSSIBLE');
    expect(facts.exit).toEqual({ kind: 'exited', code: 0 });
  });

  test.each(['compile', 'run'] as const)(
    'no door is open to a program of role %s',
    async (role) => {
      const facts = await run(['escape', role], { role });
      expect(text(facts)).not.toContain('POSSIBLE');
      expect(facts.exit).toEqual({ kind: 'exited', code: 0 });
    },
  );
});
