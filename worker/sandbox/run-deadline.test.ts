import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { RunDeadline } from './run-deadline.ts';
import type { RunningProcess } from './sandbox.ts';

const never = new Promise<never>(() => undefined);

/** The parts of a program that a deadline touches. */
const running = { facts: never, lap: () => never } as unknown as RunningProcess;

describe('the deadline of a run', () => {
  const late: number[] = [];

  beforeEach(() => {
    jest.useFakeTimers();
    late.length = 0;
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  const start = (wallTimeMs: number, before: Promise<unknown> = Promise.resolve()) => {
    const deadline = new RunDeadline(wallTimeMs, (limitMs) => late.push(limitMs));
    void deadline.watch(before, never);
    return deadline;
  };

  test('is some time after the wall time', async () => {
    start(1000);
    await jest.advanceTimersByTimeAsync(10_900);
    expect(late).toEqual([]);
    await jest.advanceTimersByTimeAsync(200);
    expect(late).toEqual([11_000]);
  });

  test('does not begin before the run does', async () => {
    start(1000, never);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(late).toEqual([]);
  });

  test('is put off by each lap', async () => {
    const process = start(1000).extendedByLaps(running);
    for (let round = 0; round < 5; round += 1) {
      await jest.advanceTimersByTimeAsync(10_000);
      void process.lap({ cpuTimeMs: 1000, wallTimeMs: 2000 });
    }
    expect(late).toEqual([]);
    await jest.advanceTimersByTimeAsync(13_000);
    expect(late).toEqual([12_000]);
  });

  test('a run without a limit has none', async () => {
    start(Infinity);
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(late).toEqual([]);
  });
});
