import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CheckerSpec } from '../manifest/manifest.ts';
import { check } from './check.ts';

const EXACT: CheckerSpec = { type: 'exact' };
const TOKENS: CheckerSpec = { type: 'tokens', caseSensitive: true };
const CASELESS: CheckerSpec = { type: 'tokens', caseSensitive: false };
const LINES: CheckerSpec = { type: 'lines-unordered' };
const FLOAT: CheckerSpec = { type: 'float', absolute: 1e-6, relative: 1e-6 };
const ALL = [EXACT, TOKENS, CASELESS, LINES, FLOAT];

const accepts = (spec: CheckerSpec, expected: string, actual: Uint8Array | string) =>
  check(spec, expected, actual).correct;
const complaint = (spec: CheckerSpec, expected: string, actual: Uint8Array | string) =>
  check(spec, expected, actual).message;

describe('every checker', () => {
  test('accepts the expected output itself, as text and as bytes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALL), fc.string({ unit: 'grapheme' }), (spec, output) => {
        expect(check(spec, output, output)).toEqual({ correct: true, message: null });
        expect(accepts(spec, output, Buffer.from(output))).toBe(true);
      }),
    );
  });

  test('takes any bytes without throwing, and complains in one line where they are wrong', () => {
    const output = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(fc.constantFrom(...ALL), fc.string(), output, (spec, expected, actual) => {
        const { correct, message } = check(spec, expected, actual);
        expect(correct).toBe(message === null);
        // No control character reaches a terminal.
        expect(message ?? '').not.toMatch(/\p{Cc}/u);
      }),
    );
  });

  test('rejects bytes that are not UTF-8', () => {
    for (const spec of ALL) expect(accepts(spec, 'é', Uint8Array.of(0xe9))).toBe(false);
  });

  test('reads a view into a larger buffer', () => {
    const actual = Buffer.from('xx42 43xx').subarray(2, 7);
    for (const spec of ALL) expect(accepts(spec, '42 43', actual)).toBe(true);
  });

  test('is linear on 16 MiB of white space, of one token and of many lines', () => {
    const size = 16 * 1024 * 1024;
    const digits = '1'.repeat(size);
    const lines = 'ab\n'.repeat(size / 8);
    for (const spec of ALL) {
      expect(accepts(spec, '1', Buffer.alloc(size, ' '))).toBe(false);
      expect(accepts(spec, digits, Buffer.from(`${digits}x`))).toBe(false);
      expect(accepts(spec, lines, lines)).toBe(true);
    }
  });

  test('quotes little of a long line', () => {
    for (const spec of ALL) {
      expect(complaint(spec, 'a'.repeat(10_000), 'b'.repeat(10_000))?.length).toBeLessThan(400);
    }
  });
});

describe('exact', () => {
  test('ignores one final newline, and no more', () => {
    expect(accepts(EXACT, 'a\nb', 'a\nb\n')).toBe(true);
    expect(accepts(EXACT, 'a\nb\n', 'a\nb')).toBe(true);
    expect(accepts(EXACT, 'a', 'a\n\n')).toBe(false);
    expect(accepts(EXACT, 'a', 'a ')).toBe(false);
  });

  test.each([
    ['a\nb\n', 'a\r\nb\r\n', 'Line 1 ends with CRLF'],
    ['a\nb\n', 'a\nb\r\n', 'Line 2 ends with CRLF'],
    ['a\r\nb\r\n', 'a\nb\n', 'Line 1 ends with LF'],
    ['a\nb\n', '', 'The output is empty where "a" is expected.'],
    ['a\nb\n', 'a\n', 'The output ends after line 1; line 2, "b", is missing.'],
    ['a\n', 'a\nb\n', 'The output goes on after line 1'],
    ['a\nbcd\n', 'a\nbxd\n', 'Line 2, byte 2: "bxd" where "bcd" is expected.'],
    ['abc', 'ab', 'Line 1, byte 3: "ab" where "abc" is expected.'],
  ])('%j against %j', (expected, actual, message) => {
    expect(complaint(EXACT, expected, actual)).toContain(message);
  });

  test('shows the difference of long lines', () => {
    const start = 'x'.repeat(500);
    expect(complaint(EXACT, `${start}AAA`, `${start}BBB`)).toMatch(/byte 501: .*BBB" where .*AAA"/);
  });
});

describe('tokens', () => {
  test('ignores where white space is', () => {
    expect(accepts(TOKENS, '1 2\n3\n', '  1\t2 3')).toBe(true);
    expect(accepts(TOKENS, '12', '1 2')).toBe(false);
  });

  test('regards case, or not', () => {
    expect(accepts(TOKENS, 'Yes', 'yes')).toBe(false);
    expect(accepts(CASELESS, 'ÉTÉ Yes', 'été yES')).toBe(true);
    expect(accepts(CASELESS, 'yes', 'yet')).toBe(false);
  });

  test('says where the first difference is', () => {
    expect(complaint(TOKENS, '1\n2 3', '1\n2 4')).toBe(
      'Line 2, token 3: "4" where "3" is expected.',
    );
    expect(complaint(TOKENS, '1 2', '1')).toContain('ends after 1 token; "2"');
    expect(complaint(TOKENS, '1', '1 2')).toContain('"2" (line 1) is too much');
  });

  test('agrees with splitting at white space', () => {
    const output = fc.array(fc.constantFrom('a', 'b', ' ', '\n', '\t')).map((all) => all.join(''));
    const split = (text: string) => text.split(/\s+/).filter((token) => token !== '');
    fc.assert(
      fc.property(output, output, (expected, actual) => {
        const same = JSON.stringify(split(expected)) === JSON.stringify(split(actual));
        expect(accepts(TOKENS, expected, actual)).toBe(same);
      }),
    );
  });
});

describe('lines-unordered', () => {
  test('takes any order of the same lines', () => {
    const lines = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' ') }));
    fc.assert(
      fc.property(lines, fc.infiniteStream(fc.nat()), (expected, keys) => {
        // A last line that is not blank keeps blank ones where they are.
        const shuffled = expected
          .map((line) => ({ line, key: Number(keys.next().value) }))
          .sort((a, b) => a.key - b.key)
          .map(({ line }) => line);
        expect(accepts(LINES, [...expected, 'z'].join('\n'), [...shuffled, 'z'].join('\n'))).toBe(
          true,
        );
      }),
    );
  });

  test('counts lines', () => {
    expect(accepts(LINES, 'a\na\nb', 'b\na\na')).toBe(true);
    expect(complaint(LINES, 'a\na\nb', 'a\nb\nb')).toContain('Line 3, "b", occurs more often');
    expect(complaint(LINES, 'a\na\nb', 'a\nb')).toContain('1 expected line is missing, "a"');
    expect(complaint(LINES, 'a\nb', 'a\nc')).toContain('Line 2, "c", is not among');
  });

  test('ignores white space at line ends and blank lines at the end', () => {
    expect(accepts(LINES, 'a\nb\n', 'b \r\na\t\n\n \n')).toBe(true);
    expect(accepts(LINES, 'a b', 'a  b')).toBe(false);
    expect(accepts(LINES, '', '\n')).toBe(true);
  });
});

describe('float', () => {
  const within = (expected: string, actual: string, absolute: number, relative: number) =>
    accepts({ type: 'float', absolute, relative }, expected, actual);

  test('takes what is within the absolute or the relative tolerance', () => {
    expect(within('0.5', '0.5009', 0.001, 0)).toBe(true);
    expect(within('0.5', '0.502', 0.001, 0)).toBe(false);
    expect(within('1000000', '1000001', 0, 1e-6)).toBe(true);
    expect(within('1000000', '1000002', 0, 1e-6)).toBe(false);
    expect(within('1000000', '1000001', 1e-9, 1e-6)).toBe(true);
    expect(within('0', '0.0000001', 0, 1)).toBe(false);
  });

  test.each(['1', '1.', '.5', '-0.5', '+1e3', '1E-3', '0005'])('%s is a number', (number) => {
    expect(accepts(FLOAT, number, `${Number(number)}`)).toBe(true);
  });

  test.each(['0x1', '1e', '.', '1_000', '1,5', '--1', '', 'e5'])('%j is none', (text) => {
    expect(accepts(FLOAT, '1', text)).toBe(false);
  });

  test('compares words exactly', () => {
    expect(accepts(FLOAT, 'area 2.0', 'area 2')).toBe(true);
    expect(accepts(FLOAT, 'area 2.0', 'Area 2')).toBe(false);
  });

  test('knows infinity and nan', () => {
    expect(accepts(FLOAT, 'inf', 'Infinity')).toBe(true);
    expect(accepts(FLOAT, '-inf', 'inf')).toBe(false);
    expect(accepts(FLOAT, 'nan', 'NaN')).toBe(true);
    expect(accepts(FLOAT, 'nan', '0')).toBe(false);
    expect(accepts(FLOAT, '1e308', '1e309')).toBe(false);
    expect(accepts(FLOAT, '5', 'inf')).toBe(false);
    expect(accepts(FLOAT, '5', 'nan')).toBe(false);
  });

  test('takes a number for itself, however it is written', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, (value) => {
        expect(within(String(value), value.toExponential(), 0, 0)).toBe(true);
      }),
    );
  });
});
