const encoder = new TextEncoder();

/** How many bytes a text has as UTF-8: for browsers too, which have no Buffer. */
export const utf8Bytes = (text: string): number => encoder.encode(text).length;
