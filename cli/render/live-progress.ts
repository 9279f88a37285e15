import type { SequencedEvent } from '../../grading/event/submission-event.ts';
import type { TextSink } from '../client/terminal.ts';
import { verdictMark } from './render-verdict.ts';
import { sanitizeForTerminal } from './sanitize-for-terminal.ts';
import { plural } from './units.ts';

const FALLBACK_COLUMNS = 80;
const CLEAR_LINE = '\r\u{1b}[2K';

/** One line that changes on a terminal; one line a stage where the output goes to a file. */
export class LiveProgress {
  readonly #sink: TextSink;
  readonly #live: boolean;
  #marks = '';

  constructor(sink: TextSink, env: Readonly<Record<string, string | undefined>>) {
    this.#sink = sink;
    this.#live = sink.isTTY === true && env['TERM'] !== 'dumb';
  }

  show(event: SequencedEvent): void {
    if (event.type === 'started') this.#marks = '';
    if (event.type === 'case') {
      this.#marks += verdictMark(event.verdict);
      this.#case(event.index, event.totalCases);
      return;
    }
    const stage = stageText(event);
    if (stage === null) this.end();
    else this.#stage(stage);
  }

  /** Leaves a clean line for what follows. */
  end(): void {
    if (this.#live) this.#sink.write(CLEAR_LINE);
  }

  #stage(text: string): void {
    this.#sink.write(this.#live ? CLEAR_LINE + this.#clip(`${text}…`) : `${text}\n`);
  }

  #case(index: number, total: number): void {
    if (!this.#live) return;
    this.#sink.write(CLEAR_LINE + this.#clip(`case ${index} of ${total}  ${this.#marks}`));
  }

  /** A line that wraps could not be cleared. */
  #clip(text: string): string {
    const columns = (this.#sink.columns ?? FALLBACK_COLUMNS) - 1;
    return text.length <= columns ? text : `${text.slice(0, columns - 1)}…`;
  }
}

function stageText(event: SequencedEvent): string | null {
  switch (event.type) {
    case 'queued':
      return 'waiting for a sandbox';
    case 'started':
      return 'preparing the sandbox';
    case 'compiling':
      return 'compiling';
    case 'running':
      return `running ${plural(event.totalCases, 'case')}`;
    case 'retrying':
      return `trying again (${sanitizeForTerminal(event.reason)})`;
    default:
      return null;
  }
}
