import type { TextSink } from '../client/terminal.ts';
import { terminalColumns } from './terminal-style.ts';

const CLEAR_LINE = '\r\u{1b}[2K';

/** One line at the bottom of a terminal that tells what goes on; nothing where nobody looks. */
export class StatusLine {
  readonly #sink: TextSink;
  /** False where the output is no terminal: then `update` writes nothing. */
  readonly live: boolean;

  constructor(sink: TextSink, env: Readonly<Record<string, string | undefined>>) {
    this.#sink = sink;
    this.live = sink.isTTY === true && env['TERM'] !== 'dumb';
  }

  /** Replaces the line. A line that wraps could not be cleared, so it is cut. */
  update(text: string): void {
    if (!this.live) return;
    const last = terminalColumns(this.#sink) - 1;
    const cut = text.length <= last ? text : `${text.slice(0, last - 1)}…`;
    this.#sink.write(CLEAR_LINE + cut);
  }

  /** Leaves a clean line for what follows. */
  clear(): void {
    if (this.live) this.#sink.write(CLEAR_LINE);
  }

  /** Writes a line that stays, above the status. */
  log(text: string): void {
    this.clear();
    this.#sink.write(`${text}\n`);
  }
}
