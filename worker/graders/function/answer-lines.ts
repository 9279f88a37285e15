/** Lines of a stream, taken one at a time by the word that they begin with. */
export class AnswerLines {
  #parts: Buffer[] = [];
  #nonce: string | null = null;
  #resolve: ((text: string) => void) | null = null;

  /** The rest of the next line that begins with the nonce. One at a time. */
  expect(nonce: string): Promise<string> {
    this.#nonce = nonce;
    return new Promise((resolve) => (this.#resolve = resolve));
  }

  take(chunk: Uint8Array): void {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE)) {
      this.#line(Buffer.concat([...this.#parts, rest.subarray(0, end)]));
      this.#parts = [];
      rest = rest.subarray(end + 1);
    }
    if (rest.length > 0) this.#parts.push(rest);
  }

  /** What has another nonce is nobody's: too late, twice, or made up. */
  #line(line: Buffer): void {
    if (this.#nonce === null || this.#resolve === null) return;
    const prefix = `${this.#nonce} `;
    if (line.subarray(0, prefix.length).toString('latin1') !== prefix) return;
    const resolve = this.#resolve;
    this.#nonce = null;
    this.#resolve = null;
    resolve(line.subarray(prefix.length).toString('utf8'));
  }
}

const NEWLINE = 10;
