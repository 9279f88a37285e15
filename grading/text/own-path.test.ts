import { expect, test } from '@jest/globals';
import { ownPath } from './own-path.ts';

test.each([
  ['/', '/'],
  ['/device?code=BCDF-GHJK', '/device?code=BCDF-GHJK'],
  ['/exercises/a?x=1#there', '/exercises/a?x=1#there'],
  ['/a/../b', '/b'],
])('%s is ours', (wanted, path) => {
  expect(ownPath(wanted)).toBe(path);
});

test.each([
  ...['', 'account', 'https://evil.example/', '//evil.example', '///evil.example'],
  ...['/\\evil.example', '/\t/evil.example', '/\n/evil.example', 'javascript:alert(1)'],
  ...['/.//evil.example', '/x/..//evil.example', '/%2e//evil.example', '/./\\evil.example'],
])('%j leads home', (wanted) => {
  expect(ownPath(wanted)).toBe('/');
});
