import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diffTextLines } from './line-diff.ts';
import { toUnified, windowOf, withContext } from './diff-layout.ts';

const numbered = Array.from({ length: 20 }, (_, index) => `line ${index}\n`);

test('equal lines far from a difference become their count', () => {
  const { rows } = diffTextLines(numbered.join(''), numbered.with(10, 'other\n').join(''));
  const kept = withContext(rows);
  expect(kept.map((row) => (typeof row === 'number' ? row : row.expected?.text))).toEqual([
    8,
    'line 8',
    'line 9',
    'line 10',
    'line 11',
    'line 12',
    7,
  ]);
});

test('in a unified diff what was expected comes before what came instead', () => {
  const { rows } = diffTextLines('a\nb\nc\n', 'x\ny\nc\n');
  expect(toUnified([...rows, 3])).toEqual([
    { kind: 'expected', text: 'a', other: 'x' },
    { kind: 'expected', text: 'b', other: 'y' },
    { kind: 'actual', text: 'x', other: 'a' },
    { kind: 'actual', text: 'y', other: 'b' },
    { kind: 'same', text: 'c', other: null },
    3,
  ]);
});

test('a short line shows what differs within it', () => {
  expect(windowOf('total: 12 kg', 'total: 15 kg', 50)).toEqual({
    ...{ before: 0, head: 'total: 1', changed: '2', tail: ' kg', after: 0 },
  });
});

test('a long line is shown around the place where it differs', () => {
  const [a, b] = ['x', 'y'].map((letter) => 'a'.repeat(500) + letter + 'b'.repeat(500));
  expect(windowOf(a!, b!, 40)).toEqual({
    ...{ before: 490, head: 'a'.repeat(10), changed: 'x', tail: 'b'.repeat(29), after: 471 },
  });
  expect(windowOf('a'.repeat(100), null, 10)).toMatchObject({ before: 0, after: 90 });
});

test('no character is cut, and nothing is lost', () => {
  expect(windowOf('👍a', '👎a', 50)).toMatchObject({ head: '', changed: '👍', tail: 'a' });
  expect(windowOf('e\u{301}', 'e\u{300}', 50).changed).toBe('e\u{301}');
  const text = fc.string({ unit: 'grapheme', maxLength: 40 });
  fc.assert(
    fc.property(text, text, fc.integer({ min: 4, max: 30 }), (a, b, max) => {
      const { before, head, changed, tail, after } = windowOf(a, b, max);
      expect(a.slice(before, a.length - after)).toBe(head + changed + tail);
    }),
  );
});
