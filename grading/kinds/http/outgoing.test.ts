import { describe, expect, test } from '@jest/globals';
import { CookieJar } from './cookie-jar.ts';
import { requestText, responseText, toOutgoing } from './outgoing.ts';
import type { HttpRequest } from './types.ts';

const asking = (changes: Partial<HttpRequest>): HttpRequest => ({
  ...{ method: 'GET', path: '/a', query: [], headers: [], body: null },
  ...changes,
});
const wire = (changes: Partial<HttpRequest>, cookies = ''): string =>
  requestText(toOutgoing(asking(changes), { port: 8080, cookies }));
const HOST = 'Host: localhost:8080\nConnection: close';

describe('a request', () => {
  test('has what a client adds, and no more', () => {
    expect(wire({})).toBe(`GET /a HTTP/1.1\n${HOST}`);
    expect(wire({ method: 'POST' })).toBe(`POST /a HTTP/1.1\n${HOST}\nContent-Length: 0`);
    expect(wire({}, 'sid=1')).toBe(`GET /a HTTP/1.1\n${HOST}\nCookie: sid=1`);
  });

  test('has a body with its type, and its length in bytes', () => {
    expect(wire({ body: { type: 'json', value: { a: 'ä' } } })).toContain(
      'Content-Type: application/json\nContent-Length: 10\n\n{"a":"ä"}',
    );
    const fields = [{ name: 'a b', value: 'c&ä' }];
    expect(wire({ body: { type: 'form', fields } })).toContain(
      'Content-Type: application/x-www-form-urlencoded\nContent-Length: 14\n\na+b=c%26%C3%A4',
    );
    expect(wire({ body: { type: 'raw', text: '{' } })).toBe(
      `GET /a HTTP/1.1\n${HOST}\nContent-Length: 1\n\n{`,
    );
  });

  test("takes the author's headers instead of its own, and leaves empty ones out", () => {
    const headers = [
      { name: 'cookie', value: '' },
      { name: 'content-type', value: 'text/plain' },
    ];
    const text = wire({ headers, body: { type: 'json', value: 1 } }, 'sid=1');
    expect(text).toBe(`GET /a HTTP/1.1\n${HOST}\nContent-Length: 1\ncontent-type: text/plain\n\n1`);
  });

  test('has no length where the author chunks it', () => {
    const headers = [{ name: 'Transfer-Encoding', value: 'chunked' }];
    expect(wire({ headers, body: { type: 'raw', text: 'x' } })).not.toContain('Content-Length');
  });

  test.each([
    ['/a', '/a?q=1+2'],
    ['/a?b=c', '/a?b=c&q=1+2'],
    ['http://localhost:8080/b#top', '/b?q=1+2'],
    ['https://example.org', '/?q=1+2'],
  ])('goes to the path of %s', (path, target) => {
    const request = asking({ path, query: [{ name: 'q', value: '1 2' }] });
    expect(toOutgoing(request, { port: 1, cookies: '' }).target).toBe(target);
  });
});

test('an answer as text', () => {
  const answer = { status: 404, durationMs: 1, headers: [{ name: 'X-A', value: 'b' }] };
  expect(responseText({ ...answer, body: Buffer.from('no') }, 'Not Found')).toBe(
    'HTTP/1.1 404 Not Found\nX-A: b\n\nno',
  );
  expect(responseText({ ...answer, body: new Uint8Array(0) }, '')).toBe('HTTP/1.1 404\nX-A: b');
});

describe('cookies', () => {
  const jarOf = (target: string, ...values: string[]): CookieJar => {
    const jar = new CookieJar();
    for (const value of values) jar.take({ headers: [{ name: 'Set-Cookie', value }] }, target);
    return jar;
  };

  test('are sent back, the newest of a name alone', () => {
    const jar = jarOf('/', 'a=1; HttpOnly', 'b=x=y; Secure', 'a=2');
    expect(jar.headerFor('/any?thing')).toBe('b=x=y; a=2');
  });

  test('belong to a path', () => {
    const jar = jarOf('/shop/cart?x=/', 'a=1', 'b=2; Path=/', 'c=3; Path=/shop/cart');
    expect(jar.headerFor('/shop/cart/1')).toBe('a=1; b=2; c=3');
    expect(jar.headerFor('/shop')).toBe('a=1; b=2');
    expect(jar.headerFor('/shopping')).toBe('b=2');
  });

  test.each(['a=; Max-Age=0', 'a=; expires=Thu, 01 Jan 1970 00:00:00 GMT', 'a=x; Max-Age=-5'])(
    'are deleted by %s',
    (deletion) => {
      expect(jarOf('/', 'a=1', 'b=2', deletion).headerFor('/')).toBe('b=2');
    },
  );

  test('that are none are left out, and there is an end to them', () => {
    expect(jarOf('/', '', '=1', 'a', '; Path=/', `a=${'x'.repeat(5000)}`).headerFor('/')).toBe('');
    const many = Array.from({ length: 500 }, (_, index) => `c${index}=1`);
    expect(
      jarOf('/', ...many)
        .headerFor('/')
        .split('; '),
    ).toHaveLength(50);
  });
});
