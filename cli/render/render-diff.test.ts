import { describe, expect, test } from '@jest/globals';
import picocolors from 'picocolors';
import { renderDiff } from './render-diff.ts';

const plain = picocolors.createColors(false);
const diff = (expected: string, actual: string): string[] => renderDiff(expected, actual, plain);

describe('renderDiff', () => {
  test('sets what was expected against what came', () => {
    expect(diff('one\ntwo\nthree\n', 'one\n2\nthree\n')).toEqual([
      '  one',
      '- two',
      '+ 2',
      '  three',
    ]);
  });

  test('paints expected red and actual green', () => {
    const colors = picocolors.createColors(true);
    expect(renderDiff('a\n', 'b\n', colors)).toEqual([colors.red('- a'), colors.green('+ b')]);
  });

  test('makes white space visible where it is the difference, and only there', () => {
    expect(diff('a b\nsame line\n', 'a\tb \nsame line\n')).toEqual([
      '- a·b↵',
      '+ a→b·↵',
      '  same line',
    ]);
    expect(diff('a b\n', 'a c\n')).toEqual(['- a b', '+ a c']);
  });

  test('tells a missing newline at the end', () => {
    expect(diff('7\n', '7')).toEqual(['- 7↵', '+ 7 (no newline)']);
  });

  test('tells a carriage return, which arrives sanitized', () => {
    expect(diff('7\n', '7␍\n')).toEqual(['- 7↵', '+ 7␍↵']);
  });

  test('leaves out equal lines far from a difference', () => {
    const many = Array.from({ length: 20 }, (_, index) => `line ${index}\n`);
    const changed = many.with(10, 'other\n');
    expect(diff(many.join(''), changed.join(''))).toEqual([
      '  …',
      '  line 8',
      '  line 9',
      '- line 10',
      '+ other',
      '  line 11',
      '  line 12',
      '  …',
    ]);
  });

  test('says how much it does not show, and shortens long lines', () => {
    const lines = diff('x\n'.repeat(100), 'y\n'.repeat(100));
    expect(lines).toHaveLength(41);
    expect(lines.at(-1)).toBe('… 160 more lines');
    expect(diff('', 'z'.repeat(1000))[0]).toHaveLength(203);
  });

  test('of a long line the part that differs', () => {
    const [wanted, got] = diff(`${'a'.repeat(900)}b`, `${'a'.repeat(900)}c`);
    expect([wanted?.at(-1), got?.at(-1)]).toEqual(['b', 'c']);
    expect(wanted?.slice(0, 4)).toBe('- …a');
  });

  test('an empty output shows all that is missing', () => {
    expect(diff('a\nb\n', '')).toEqual(['- a', '- b']);
  });
});
