import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeAllVisible, makeVisible } from './visible-text.ts';

describe('makeVisible', () => {
  test.each([
    ['a colour', '\u{1b}[31mred\u{1b}[0m', '␛[31mred␛[0m'],
    ['a window title', '\u{1b}]0;root@host\u{7}', '␛]0;root@host␇'],
    ['a CSI of one character', '\u{9b}2J', '\\u{9b}2J'],
    ['a carriage return that overwrites', 'WA\rAC', 'WA␍AC'],
    ['a backspace', 'AC\b\bWA', 'AC␈␈WA'],
    ['delete and nul', '\u{7f}\0', '␡␀'],
    ['a directional override', '\u{202e}CA', '\\u{202e}CA'],
    ['a line separator', 'a\u{2028}b', 'a\\u{2028}b'],
    ['what cannot be seen', 'a\u{200b}\u{feff}\u{e0041}b', 'a\\u{200b}\\u{feff}\\u{e0041}b'],
    ['a blank that is a letter', 'a\u{3164}\u{115f}b', 'a\\u{3164}\\u{115f}b'],
    ['a flood of marks', `a${'\u{301}'.repeat(10)}b`, `a${'\u{301}'.repeat(8)}\\u{301}\\u{301}b`],
    ['half a surrogate pair', 'a\u{d800}b', 'a\\u{d800}b'],
  ])('shows %s', (_, given, expected) => {
    expect(makeVisible(given)).toBe(expected);
  });

  test('leaves text, newlines, tabs and emoji alone', () => {
    const text = 'Ünïcode\n\t日本語 👩‍❤️‍💋‍👨 ❤️ ±½ שָׁלוֹם ที่นี่ Việt';
    expect(makeVisible(text)).toBe(text);
  });

  test('lets nothing through that a terminal obeys, whatever comes', () => {
    const nasty = fc.string({ unit: fc.nat(0x20ff).map((code) => String.fromCharCode(code)) });
    fc.assert(
      fc.property(nasty, (text) => {
        const safe = makeVisible(text).replaceAll('\u{200d}', '');
        expect(safe).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(makeVisible(safe)).toBe(safe);
      }),
    );
  });
});

test('makeAllVisible reaches every string and keeps the shape', () => {
  const given = { a: ['\u{1b}', 1, null, { b: 'x\u{8}' }], c: true };
  expect(makeAllVisible(given)).toEqual({ a: ['␛', 1, null, { b: 'x␈' }], c: true });
});
