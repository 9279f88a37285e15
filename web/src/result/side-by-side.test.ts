import { expect, test } from '@jest/globals';
import { sideBySide } from './side-by-side.ts';

test('lines that differ stand beside each other, others between them', () => {
  expect(sideBySide('a\nb\nc\n', 'a\nx\ny\nc\n')).toEqual([
    { left: 'a', right: 'a', same: true },
    { left: 'b', right: 'x', same: false },
    { left: null, right: 'y', same: false },
    { left: 'c', right: 'c', same: true },
  ]);
});

test('a line that is missing at the end is shown', () => {
  expect(sideBySide('a\nb', 'a')).toEqual([
    { left: 'a', right: 'a', same: true },
    { left: 'b', right: null, same: false },
  ]);
});

test('what nobody could read is not compared', () => {
  expect(sideBySide('x'.repeat(1 << 20), 'y')).toBeNull();
  expect(sideBySide('x\n'.repeat(1000), 'y')).toBeNull();
});
