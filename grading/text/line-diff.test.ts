import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diffTextLines, shownTexts, showHidden } from './line-diff.ts';

const side = (text: string, unfinished = false) => ({ text, unfinished });
const textsOf = (expected: string, actual: string) =>
  diffTextLines(expected, actual).rows.map((row) => Object.values(shownTexts(row)));

describe('diffTextLines', () => {
  test('lines that differ stand beside each other, others between them', () => {
    expect(diffTextLines('a\nb\nc\n', 'a\nx\ny\nc\n').rows).toEqual([
      { expected: side('a'), actual: side('a'), same: true, hidden: null },
      { expected: side('b'), actual: side('x'), same: false, hidden: null },
      { expected: null, actual: side('y'), same: false, hidden: null },
      { expected: side('c'), actual: side('c'), same: true, hidden: null },
    ]);
  });

  test('white space shows where it is all that differs, and nowhere else', () => {
    expect(textsOf('a b\nsame line\n', 'a\tb \nsame line\n')).toEqual([
      ['a·b↵', 'a→b·↵'],
      ['same line', 'same line'],
    ]);
    expect(textsOf('a b\n', 'a c\n')).toEqual([['a b', 'a c']]);
    expect(textsOf('7\n', '7')).toEqual([['7↵', '7 (no newline)']]);
    expect(textsOf('7\n', '7␍\n')).toEqual([['7↵', '7␍↵']]);
    expect(textsOf('a b\n', 'a\u{a0}b\n')).toEqual([['a·b↵', 'a\\u{a0}b↵']]);
    expect(textsOf('\n', '')).toEqual([['', null]]);
  });

  test('letters that look alike are told by their numbers', () => {
    expect(textsOf('é\n', 'e\u{301}\n')).toEqual([['\\u{e9}', 'e\\u{301}']]);
    expect(textsOf('a\n', 'a\u{200d}\n')).toEqual([['a', 'a\\u{200d}']]);
    expect(showHidden(side('ﬁ'), 'letters')).toBe('\\u{fb01}');
  });

  test('what is not compared is told', () => {
    expect(diffTextLines('x'.repeat(1 << 20), 'y').omittedCharacters).toBe((1 << 20) - (1 << 16));
    const { rows, omittedCharacters } = diffTextLines('x\n'.repeat(500), 'x\n'.repeat(400));
    expect([rows.length, omittedCharacters]).toEqual([400, 200]);
  });

  test('texts that have nothing in common stand beside each other', () => {
    const many = (letter: string) =>
      Array.from({ length: 400 }, (_, i) => `${letter}${i}\n`).join('');
    const { rows } = diffTextLines(many('a'), many('b'));
    expect(rows).toHaveLength(400);
    expect(rows.every(({ expected, actual, same }) => expected && actual && !same)).toBe(true);
  });

  test('each side reads as its text, whatever the texts are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', ' ', '\n', 'é'), { maxLength: 60 });
    const again = (sides: readonly ({ text: string; unfinished: boolean } | null)[]): string =>
      sides.map((one) => (one ? one.text + (one.unfinished ? '' : '\n') : '')).join('');
    fc.assert(
      fc.property(text, text, (a, b) => {
        const { rows } = diffTextLines(a.join(''), b.join(''));
        expect(again(rows.map((row) => row.expected))).toBe(a.join(''));
        expect(again(rows.map((row) => row.actual))).toBe(b.join(''));
      }),
    );
  });
});
