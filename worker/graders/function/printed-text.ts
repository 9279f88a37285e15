/** What the learner's code prints is kept for samples alone, and only so much of it. */
export const PRINTED_CAP_BYTES = 256 * 1024;

/** A marker that never comes (the learner closed stderr) is not waited for longer than this. */
const MARKER_WAIT_MS = 250;

export interface Printed {
  readonly bytes: Uint8Array;
  readonly truncated: boolean;
}

/** The learner's stderr, cut into cases by the markers that the harness writes behind each. */
export class PrintedText {
  #chunks: Buffer[] = [];
  #bytes = 0;
  /** Where the current case's text begins. */
  #from = 0;
  #check: (() => void) | null = null;

  /** Nothing that is printed from now on comes through. */
  get isFull(): boolean {
    return this.#bytes >= PRINTED_CAP_BYTES;
  }

  take(chunk: Uint8Array): void {
    this.#chunks.push(Buffer.from(chunk));
    this.#bytes += chunk.length;
    this.#check?.();
  }

  /** What was printed up to the marker; up to now, where the process is over or no marker comes. */
  async until(nonce: string, over: Promise<unknown>): Promise<Printed> {
    const marker = `\x1e${nonce}\n`;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#check = () => {
        if (this.isFull || this.#whole().includes(marker, this.#from)) resolve();
      };
      timer = setTimeout(resolve, MARKER_WAIT_MS);
      void over.then(() => resolve());
      this.#check();
    });
    clearTimeout(timer);
    this.#check = null;
    const whole = this.#whole();
    const found = whole.indexOf(marker, this.#from);
    const end = found === -1 ? whole.length : found;
    const bytes = whole.subarray(this.#from, end);
    this.#from = found === -1 ? end : end + marker.length;
    return { bytes, truncated: found === -1 && this.isFull };
  }

  #whole(): Buffer {
    const whole = Buffer.concat(this.#chunks, this.#bytes);
    this.#chunks = [whole];
    return whole;
  }
}
