import { expect, test } from '@jest/globals';
import { findJsonFault } from './json-body.ts';

test.each([
  ['{"a": 1,\n "b": x}', 2, 7],
  ['{"a": 1,}', 1, 9],
  ['[1, 2', 1, 6],
  ['{"a": "unclosed\n}', 1, 7],
  ['// comment\n{}', 1, 1],
  ["{'a': 1}", 1, 2],
])('%j breaks at line %d, column %d', (text, line, column) => {
  expect(findJsonFault(text)).toEqual({ line, column });
});
