import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ApiError } from './api-error.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

const WORD = /^[a-z]+$/;

test('comes back as it went', () => {
  expect(decodeCursor(encodeCursor('phase', 'id'), [WORD, WORD])).toEqual(['phase', 'id']);
});

test('anything else is refused as the client’s mistake', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.json().map((json) => Buffer.from(json).toString('base64url')),
    fc.array(fc.anything()).map((key) => Buffer.from(JSON.stringify(key)).toString('base64url')),
  );
  fc.assert(
    fc.property(anything, (cursor) => {
      try {
        expect(decodeCursor(cursor, [WORD]).every((part) => WORD.test(part))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(ApiError);
        expect((error as ApiError).code).toBe('invalid-parameter');
      }
    }),
  );
});
