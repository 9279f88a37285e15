const NEWLINE = 0x0a;

/** ASCII white space: tab, newline, vertical tab, form feed, carriage return, space. */
export const isWhiteSpace = (byte: number): boolean => byte === 0x20 || (byte >= 9 && byte <= 13);

/** Walks over the white-space separated tokens of some bytes, without copying them. */
export class TokenReader {
  /** The current token is `bytes[start, end)`. */
  start = 0;
  end = 0;
  /** 1-based line of the current token. */
  line = 1;
  /** 1-based index of the current token. */
  index = 0;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Moves to the next token; false where there is none. */
  next(): boolean {
    const { bytes } = this;
    let at = this.end;
    for (; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (!isWhiteSpace(byte)) break;
      if (byte === NEWLINE) this.line++;
    }
    this.start = at;
    while (at < bytes.length && !isWhiteSpace(bytes[at] ?? 0)) at++;
    this.end = at;
    if (this.start === this.end) return false;
    this.index++;
    return true;
  }
}
