import { describe, expect, test } from '@jest/globals';
import type { JsonValue } from '../../catalogue/test-case.ts';
import { captureValues, checkAnswer } from './check-answer.ts';
import type { HttpAnswer, HttpExpectation } from './types.ts';
import { fillExpectation, fillJson, fillRequest } from './variables.ts';

const answer = (body: string, changes: Partial<HttpAnswer> = {}): HttpAnswer => ({
  ...{ status: 200, durationMs: 5, body: Buffer.from(body) },
  headers: [{ name: 'content-type', value: 'application/json; charset=utf-8' }],
  ...changes,
});
const expecting = (changes: Partial<HttpExpectation> = {}): HttpExpectation => ({
  ...{ statuses: [200], headers: [], json: null, schema: null, text: null, maxMs: null },
  ...changes,
});
const json = (value: JsonValue, body: string): string | null =>
  checkAnswer(expecting({ json: { value } }), answer(body)).message;

describe('an answer', () => {
  test('is judged by status, number or class', () => {
    const missing = answer('', { status: 404 });
    expect(checkAnswer(expecting({ statuses: ['4xx'] }), missing).correct).toBe(true);
    expect(checkAnswer(expecting({ statuses: [400, 409] }), missing).message).toBe(
      'Status 400 or 409 is expected, but it is 404.',
    );
  });

  test.each([
    ['Content-Type', 'application/json', null],
    ['Content-Type', 'text/html', 'The header "Content-Type" is application/json; charset=utf-8;'],
    ['content-type', '$regex:json', null],
    ['Location', '$any', 'The header "Location" is missing.'],
  ])('header %s: %s', (name, value, says) => {
    const { message } = checkAnswer(expecting({ headers: [{ name, value }] }), answer('{}'));
    if (says === null) expect(message).toBeNull();
    else expect(message).toContain(says);
  });

  test('JSON in part: further keys are free, arrays are whole', () => {
    expect(json({ a: { b: 1 } }, '{"a":{"b":1,"c":2},"d":3}')).toBeNull();
    expect(json({ id: '$any', at: '$regex:^\\d{4}-' }, '{"id":null,"at":"2026-01-01"}')).toBeNull();
    expect(json({ a: { b: 1 } }, '{"a":{"b":2}}')).toBe("The JSON's /a/b is 2; 1 is expected.");
    expect(json({ a: '$any' }, '{}')).toBe('The JSON has no /a.');
    expect(json([{ a: 1 }], '[{"a":1},{"a":2}]')).toBe('The JSON has 2 items; 1 are expected.');
    expect(json([], '{}')).toBe('The JSON is {}; [] is expected.');
    expect(json(1, '"1"')).toBe('The JSON is "1"; 1 is expected.');
    expect(json({}, 'oops')).toBe('The body is no JSON: oops');
  });

  test('JSON by schema', () => {
    const schema = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
    const check = (body: string) => checkAnswer(expecting({ schema }), answer(body)).message;
    expect(check('{"id":1}')).toBeNull();
    expect(check('{"id":"x"}')).toContain('At /id it does not fit the schema: must be integer');
  });

  test('by text and by time', () => {
    expect(checkAnswer(expecting({ text: 'pong' }), answer('ping')).message).toBe(
      'The body is ping; pong is expected.',
    );
    expect(checkAnswer(expecting({ maxMs: 4 }), answer('')).message).toContain('took 5 ms');
  });

  test('that makes a pattern backtrack for ever does not match', () => {
    const text = `$regex:^(a+)+$`;
    expect(checkAnswer(expecting({ text }), answer(`${'a'.repeat(40)}!`)).correct).toBe(false);
  });
});

describe('variables', () => {
  test('are captured from JSON and headers', () => {
    const created = answer('{"items":[{"a/b":7}]}', {
      headers: [{ name: 'location', value: '/x/7' }],
    });
    const from = [
      { name: 'id', from: 'json', pointer: '/items/0/a~1b' },
      { name: 'at', from: 'header', header: 'Location' },
    ] as const;
    expect(captureValues(from, created)).toEqual({ variables: { id: '7', at: '/x/7' } });
    expect(captureValues([{ name: 'id', from: 'json', pointer: '/id' }], created)).toEqual({
      problem: 'The answer has no "/id", which a later request needs.',
    });
  });

  test('fill paths, headers and JSON, and nothing twice', () => {
    const request = {
      ...{ method: 'GET', path: '/items/${id}', query: [], body: null },
      headers: [{ name: 'Authorization', value: 'Bearer ${token}' }],
    };
    const filled = fillRequest(request, { id: 'a/b', token: '${id}' });
    expect(filled.path).toBe('/items/a%2Fb');
    expect(filled.headers).toEqual([{ name: 'Authorization', value: 'Bearer ${id}' }]);
    expect(fillRequest({ ...request, path: '${id}' }, { id: '/x/1' }).path).toBe('/x/1');
    const expected = expecting({ json: { value: { id: '${id}' } }, text: 'item ${id}' });
    expect(fillExpectation(expected, { id: '7' })).toMatchObject({
      ...{ json: { value: { id: 7 } }, text: 'item 7' },
    });
    expect(fillJson({ id: '${id}', text: 'no ${id}' }, { id: '7' })).toEqual({
      id: 7,
      text: 'no 7',
    });
  });
});
