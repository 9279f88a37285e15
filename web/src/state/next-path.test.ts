import { expect, test } from '@jest/globals';
import { nextPath, withNext } from './next-path.ts';

test('a path of ours comes back whole', () => {
  const next = '/exercises/two-sum?submission=1&x=ä#solution';
  expect(nextPath(withNext('/sign-in', next).slice('/sign-in'.length))).toBe(
    '/exercises/two-sum?submission=1&x=%C3%A4#solution',
  );
  expect(withNext('/register', '/')).toBe('/register');
  expect(nextPath('')).toBe('/');
});

test.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '/\t/evil.example/',
  '\\\\evil.example',
  'javascript:alert(1)',
  'exercises/x',
  '///evil.example',
  '/.//evil.example/',
  '/x/..//evil.example/',
])('%j leads home', (next) => {
  expect(nextPath(`?next=${encodeURIComponent(next)}`)).toBe('/');
});
