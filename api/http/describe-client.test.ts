import { expect, test } from '@jest/globals';
import { describeClient, trimUserAgent } from './describe-client.ts';

test.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'Firefox 140 on Linux',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0',
    'Microsoft Edge 139 on Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    'Safari 18 on iOS',
  ],
])('a browser is named: %s', (header, name) => {
  expect(describeClient(trimUserAgent(header))).toBe(name);
});

test('what is unknown is not guessed at', () => {
  expect(describeClient(null)).toBeNull();
  expect(describeClient('...')).toBeNull();
});

test('of any header, a short text without control characters is kept', () => {
  expect(trimUserAgent(undefined)).toBeNull();
  expect(trimUserAgent(' \u001b[31m ')).toBe('[31m');
  expect(trimUserAgent('x'.repeat(10_000))).toHaveLength(300);
});
