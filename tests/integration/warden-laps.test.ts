import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunningProcess } from '../../worker/sandbox/sandbox.ts';
import type { WardenSession } from '../../worker/sandbox/warden/warden.ts';
import {
  CELL_LIMITS,
  canaryRun,
  openCanaryRun,
  startCell,
  type TestCell,
} from '../support/warden-cell.ts';

/** Of the warden and of this process, in what they measure. */
const CLOCKS_APART_MS = 10;
const AMPLE = { cpuTimeMs: 60_000, wallTimeMs: 60_000 };

/** Resolves when the program has written that much in all. */
const output = (process: RunningProcess, bytes: number): Promise<void> =>
  new Promise((resolve) => {
    let heard = 0;
    process.onStdout((chunk) => {
      heard += chunk.length;
      if (heard >= bytes) resolve();
    });
  });

describe.each(['recycled', 'fresh'] as const)('laps in a %s cell', (isolation) => {
  let cell: TestCell;
  let session: WardenSession;

  beforeAll(async () => {
    cell = await startCell(isolation);
    session = cell.warden.beginSession({ diskBytes: CELL_LIMITS.diskBytes });
  }, 180_000);

  afterAll(async () => {
    const report = await session.end();
    await cell.destroy();
    expect(report).toEqual({ clean: true, anomalies: [] });
  });

  test('each lap has its own figures, and its own CPU limit', async () => {
    const spinner = session.start(canaryRun(['spin'], AMPLE));
    // However late it begins.
    await sleep(1000);
    const long = await spinner.lap(AMPLE);
    const short = await spinner.lap({ cpuTimeMs: 100, wallTimeMs: 60_000 });
    expect(long.wallTimeMs).toBeGreaterThanOrEqual(200);
    expect(long.cpuTimeMs).toBeGreaterThan(short.cpuTimeMs);
    expect(short.wallTimeMs).toBeLessThan(long.wallTimeMs);
    expect(long).toMatchObject({ memoryKills: 0, processLimitHits: 0 });
    const facts = await spinner.facts;
    expect(facts.stoppedBy).toBe('cpu-time');
    expect(facts.cpuTimeMs).toBeGreaterThanOrEqual(100);
  });

  test('a program whose laps are short may take longer in all', async () => {
    const budget = { cpuTimeMs: 1000, wallTimeMs: 1500 };
    const echo = session.start(openCanaryRun(['echo'], budget));
    for (let round = 1; round <= 4; round += 1) {
      const answered = output(echo, round * 5);
      echo.write('case\n');
      await answered;
      await sleep(510);
      const { wallTimeMs } = await echo.lap(budget);
      expect(wallTimeMs).toBeGreaterThanOrEqual(500);
    }
    // Nobody closes this lap.
    expect(await echo.facts).toMatchObject({ stoppedBy: 'wall-time' });
  });

  test('a lap asked for before the program runs, and with the next case behind it', async () => {
    const startedAt = performance.now();
    const before = session.start(canaryRun(['sleep'], { wallTimeMs: 100 }));
    const echo = session.start(openCanaryRun(['echo']));
    const first = echo.lap(AMPLE);
    echo.write('a case\n');
    const { stoppedBy, wallTimeMs } = await before.facts;
    expect(stoppedBy).toBe('wall-time');
    await output(echo, 7);
    const second = echo.lap(AMPLE);
    echo.closeStdin();
    const laps = (await first).wallTimeMs + (await second).wallTimeMs;
    // They begin with their program, not when they were asked for: the one before is not in them.
    expect(laps + wallTimeMs).toBeLessThan(performance.now() - startedAt + CLOCKS_APART_MS);
    expect((await echo.facts).exit).toEqual({ kind: 'exited', code: 0 });
  });

  test('a lap in which the program ends has the figures of its end', async () => {
    const eater = session.start(canaryRun(['eat-memory']));
    const laps = [];
    let over = false as boolean;
    void eater.facts.then(() => (over = true));
    while (!over) laps.push(await eater.lap(AMPLE));
    const { cpuTimeMs, wallTimeMs, peakMemoryBytes, memoryKills, processLimitHits } =
      await eater.facts;
    const end = { cpuTimeMs, wallTimeMs, peakMemoryBytes, memoryKills, processLimitHits };
    // It ended while a lap was asked for, which then has the same figures, or after the last.
    const all = isDeepStrictEqual(laps.at(-1), end) ? laps : [...laps, end];
    expect(all.reduce((sum, each) => sum + each.memoryKills, 0)).toBe(1);
    expect(await eater.lap(AMPLE)).toMatchObject({ cpuTimeMs: 0, memoryKills: 0 });
  });
});
