import { expect, test } from '@jest/globals';
import { matchesText, patternFault } from './match-text.ts';

test.each([
  ['nested quantifiers', '^(a+)+$', `${'a'.repeat(50_000)}b`],
  ['alternatives of the same', '^(a|a)*$', `${'a'.repeat(50_000)}b`],
  ['a reference back', '(.*)\\1\\1$', 'ab'.repeat(40_000)],
])('backtracking ends, and is no match: %s', (_name, pattern, text) => {
  expect(patternFault(`$regex:${pattern}`)).toBeNull();
  expect(matchesText(`$regex:${pattern}`, text)).toBe(false);
});

/** Compiling these ended the process, or took 13 seconds that no time limit reaches. */
test.each([
  ['groups in groups', '(?:'.repeat(4000) + 'a' + ')*b|'.repeat(4000)],
  ['classes of all letters', '[\\p{L}\\p{N}]'.repeat(20_000)],
])('a pattern that is too long is a fault, and matches nothing: %s', (_name, pattern) => {
  expect(patternFault(`$regex:${pattern}`)).toMatch(/^The pattern is longer than 1000/);
  expect(matchesText(`$regex:${pattern}`, 'a')).toBe(false);
});

test('the deepest and the widest that is taken is compiled at once', () => {
  const pattern = '(?:'.repeat(150) + 'a' + ')*b|'.repeat(100) + ')*'.repeat(50);
  expect(patternFault(`$regex:${pattern}`)).toBeNull();
  expect(matchesText(`$regex:${pattern}`, 'a')).toBe(true);
  expect(matchesText('$regex:^[a-z]+$', 'abc')).toBe(true);
});
