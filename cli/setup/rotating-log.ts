import { createWriteStream, openSync, renameSync, statSync } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** A log and one predecessor (`.1`): at most twice this on disk for each service. */
const MAX_LOG_BYTES = 8 * 1024 * 1024;
const TAIL_BYTES = 4_000;

/** What a service prints, kept in a file that begins anew when it is full. */
export class RotatingLog {
  readonly path: string;
  #stream: WriteStream;
  #bytes: number;

  constructor(path: string) {
    this.path = path;
    this.#bytes = sizeOf(path);
    this.#stream = openForAppend(path);
  }

  write(chunk: Uint8Array): void {
    if (this.#bytes + chunk.length > MAX_LOG_BYTES && this.#bytes > 0) this.#rotate();
    this.#bytes += chunk.length;
    this.#stream.write(chunk);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#stream.end(resolve));
  }

  #rotate(): void {
    this.#stream.end();
    // What the old stream has not written yet follows its file, not its name.
    renameSync(this.path, `${this.path}.1`);
    this.#stream = openForAppend(this.path);
    this.#bytes = 0;
  }
}

const openForAppend = (path: string): WriteStream =>
  // Opened at once: the file is there when it is renamed.
  createWriteStream(path, { fd: openSync(path, 'a', 0o600) }).on('error', (error) => {
    // A full disk must not end what runs; the person at the terminal should know.
    process.stderr.write(`${path}: ${error.message}\n`);
  });

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** The last lines of a log, for an error message; empty where there is none. */
export const logTail = async (path: string): Promise<string> => {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.slice(-TAIL_BYTES).trimEnd();
};
