import { expect, test } from '@jest/globals';
import { formatBytes, formatDuration, formatPoints, plural } from './units.ts';

test.each([
  [0, '0 ms'],
  [12.6, '13 ms'],
  [1000, '1 s'],
  [2100, '2.1 s'],
  [10_000, '10 s'],
  [1234.5, '1.23 s'],
])('%d ms is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each([
  [1000, '1000 B'],
  [1536, '1.5 KiB'],
  [10 << 20, '10 MiB'],
  [9_542_042, '9.1 MiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('points have two decimals at most', () => {
  expect([10, 2.5, 3.333, 0, 100].map(formatPoints)).toEqual(['10', '2.5', '3.33', '0', '100']);
});

test('one is not several', () => {
  expect([plural(1, 'case'), plural(0, 'case')]).toEqual(['1 case', '0 cases']);
});
