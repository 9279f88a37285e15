const KIB = 1024;

/**
 * The text's first `capKiB` KiB of UTF-8, cut before a character that does not fit, with a marker
 * that says how much was cut. Bytes that are not UTF-8 become U+FFFD. `dropped` says that the
 * source was cut before it came here.
 */
export function capText(source: Uint8Array | string, capKiB: number, dropped = false): string {
  const bytes = typeof source === 'string' ? Buffer.from(source, 'utf8') : source;
  const end = boundaryBefore(bytes, capKiB * KIB);
  const kept = toText(bytes.subarray(0, end));
  const cut = bytes.length - end;
  if (cut === 0 && !dropped) return kept;
  if (cut === 0) return `${kept}\n[cut here: there was more]`;
  return `${kept}\n[cut here: ${dropped ? 'at least ' : ''}${cut} more bytes]`;
}

/** PostgreSQL's text and JSON hold no NUL: the learner sees its symbol instead. */
const toText = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString('utf8')
    .replaceAll('\0', '\u2400');

/** The longest UTF-8 sequence has three continuation bytes. */
const MAX_CONTINUATION_BYTES = 3;

function boundaryBefore(bytes: Uint8Array, cap: number): number {
  if (bytes.length <= cap) return bytes.length;
  for (let end = cap; end >= cap - MAX_CONTINUATION_BYTES && end > 0; end--) {
    if (((bytes[end] ?? 0) & 0xc0) !== 0x80) return end;
  }
  return cap;
}
