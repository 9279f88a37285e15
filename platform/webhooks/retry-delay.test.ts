import { expect, test } from '@jest/globals';
import { MAX_DELIVERY_ATTEMPTS, retryDelayMs } from './retry-delay.ts';

test('grows fourfold, up to a bound, and is spread by a fifth', () => {
  expect([1, 2, 3, 9].map((attempt) => retryDelayMs(attempt, 0.5))).toEqual([
    ...[5000, 20_000, 80_000, 12 * 60 * 60_000],
  ]);
  expect([retryDelayMs(1, 0), retryDelayMs(1, 1)]).toEqual([4000, 6000]);
});

test('all attempts of a delivery take about 32 hours', () => {
  const waits = Array.from({ length: MAX_DELIVERY_ATTEMPTS - 1 }, (_, index) =>
    retryDelayMs(index + 1, 0.5),
  );
  const hours = waits.reduce((sum, ms) => sum + ms, 0) / 3_600_000;
  expect(Math.round(hours)).toBe(32);
});
