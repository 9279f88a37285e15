/** Bytes of output that a message quotes. */
const EXCERPT_BYTES = 60;

/** `"foo"`, with control characters escaped and what is long cut: what may stand in a message. */
export function excerpt(bytes: Uint8Array, start: number, end: number): string {
  const cut = end - start > EXCERPT_BYTES;
  const text = Buffer.from(bytes.subarray(start, cut ? start + EXCERPT_BYTES : end)).toString();
  // A character that the cut has split shows as U+FFFD.
  const whole = cut ? text.replace(/\uFFFD$/u, '') : text;
  return `${quote(whole)}${cut ? ` (and ${end - start - EXCERPT_BYTES} more bytes)` : ''}`;
}

/** JSON's escapes cover C0; DEL, C1 and bidirectional controls could still rewrite a terminal. */
const quote = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
