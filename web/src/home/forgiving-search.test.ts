import { expect, test } from '@jest/globals';
import { isFound } from './forgiving-search.ts';

const TEXT = 'binary-search Binary search: many questions about a sorted list; café, recursion';

test.each([
  ['case and accents do not matter', 'CAFE Binary'],
  ['a word begun', 'recur'],
  ['a part of a word', 'ursion'],
  ['a letter wrong', 'binery'],
  ['a letter missing', 'serch'],
  ['a letter too much', 'searrch'],
  ['two letters swapped', 'sotred'],
  ['two edits in a long word', 'recrusoin'],
  ['punctuation', 'binary, search!'],
  ['nothing', ' '],
])('%s is forgiven', (_, wanted) => {
  expect(isFound(wanted, TEXT)).toBe(true);
});

test.each([
  ['another word', 'queue'],
  ['one word of two', 'binary queue'],
  ['a short word misspelt', 'lst'],
  ['too many edits', 'bnrysx'],
])('%s is not found', (_, wanted) => {
  expect(isFound(wanted, TEXT)).toBe(false);
});
