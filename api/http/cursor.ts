import { ApiError } from './api-error.ts';

/**
 * A cursor is where the next page starts: the sort key of the last item, as base64url JSON. It is
 * opaque to clients and untrusted when it comes back: a list of short strings or it is refused.
 */
const MAX_CURSOR_LENGTH = 400;

export const encodeCursor = (...key: readonly string[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

const parse = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

const invalidCursor = (): ApiError =>
  new ApiError('invalid-parameter', 'The cursor is not one that this list gave.', {
    errors: [{ field: '?cursor', message: '?cursor must be the nextCursor of the page before.' }],
  });

/** `patterns`: what each part of this list's key looks like. Throws an ApiError otherwise. */
export const decodeCursor = (cursor: string, patterns: readonly RegExp[]): readonly string[] => {
  const key = cursor.length > MAX_CURSOR_LENGTH ? undefined : parse(cursor);
  if (!Array.isArray(key) || key.length !== patterns.length) throw invalidCursor();
  return patterns.map((pattern, index) => {
    const part: unknown = key[index];
    if (typeof part !== 'string' || !pattern.test(part)) throw invalidCursor();
    return part;
  });
};

export const UUID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
