/**
 * What PostgreSQL's text and jsonb cannot hold, and programs do print: the character NUL, and
 * halves of surrogate pairs. Both become U+FFFD, the replacement character.
 */
const UNSTORABLE = new RegExp(`${String.fromCharCode(0)}|\\p{Surrogate}`, 'gu');
const REPLACEMENT = '\uFFFD';

export const storableText = (text: string): string => text.replace(UNSTORABLE, REPLACEMENT);

/** JSON text for a jsonb parameter. */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'string' ? storableText(item) : item,
  );
