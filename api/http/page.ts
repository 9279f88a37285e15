import type { Page } from '../../grading/resource/resources.ts';
import { decodeCursor, UUID_PATTERN } from './cursor.ts';
import type { JsonSchema } from './route.ts';

/** Every list is paged by the same two parameters and answers in the same form. */
const MAX_LIMIT = 100;
const DEFAULT_LIMIT = 50;

export interface PageQuery {
  readonly cursor?: string;
  readonly limit?: number;
}

export const PAGE_PARAMETERS = {
  cursor: {
    type: 'string',
    minLength: 1,
    maxLength: 400,
    description: 'The nextCursor of the page before.',
  },
  limit: {
    type: 'integer',
    minimum: 1,
    maximum: MAX_LIMIT,
    description: `Items on a page. Default ${DEFAULT_LIMIT}.`,
  },
} as const;

export const limitOf = (query: PageQuery): number => query.limit ?? DEFAULT_LIMIT;

/** Which page of a list is asked for, to be read with one row more than it shows. */
export interface AskedPage {
  readonly limit: number;
  readonly page: { readonly after: string | null; readonly take: number };
}

/** Of a list whose sort key is one string: an id, or what `pattern` says. */
export const readPage = (query: PageQuery, pattern = UUID_PATTERN): AskedPage => {
  const limit = limitOf(query);
  const [after = null] = query.cursor === undefined ? [] : decodeCursor(query.cursor, [pattern]);
  return { limit, page: { after, take: limit + 1 } };
};

export const pageSchema = (items: JsonSchema): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: ['items', 'nextCursor'],
  properties: {
    items: { type: 'array', items },
    nextCursor: {
      anyOf: [{ type: 'string' }, { type: 'null' }],
      description: 'Pass as `cursor` for what follows; null at the end.',
    },
  },
});

/** A list without an end worth paging: its length is bounded by the roadmap. */
export const listSchema = (items: JsonSchema): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: ['items'],
  properties: { items: { type: 'array', items } },
});

/** From `limit + 1` rows: the page, and a cursor where one more row was there. */
export const toPage = <Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  cursorOf: (row: Row) => string,
): Page<Item> => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: shown.map(toItem), nextCursor: more ? cursorOf(last) : null };
};
