import type { QueuePositionEvent, SequencedEvent } from '../../grading/event/submission-event.ts';
import { runtimeTitle } from '../../grading/job/runtime-name.ts';
import type { TextSink } from '../client/terminal.ts';
import { verdictMark } from './render-verdict.ts';
import { makeVisible } from '../../grading/text/visible-text.ts';
import { StatusLine } from './status-line.ts';
import { plural } from '../../grading/text/units.ts';

/** A submission's events as one line that changes, or as a line a stage where nobody looks. */
export class LiveProgress {
  readonly #line: StatusLine;
  #marks = '';

  constructor(sink: TextSink, env: Readonly<Record<string, string | undefined>>) {
    this.#line = new StatusLine(sink, env);
  }

  show(event: SequencedEvent | QueuePositionEvent): void {
    if (event.type === 'position') {
      this.#line.update(`${placeText(event)}…`);
      return;
    }
    if (event.type === 'started') this.#marks = '';
    if (event.type === 'case') {
      this.#marks += verdictMark(event.verdict);
      this.#line.update(`case ${event.index} of ${event.totalCases}  ${this.#marks}`);
      return;
    }
    const stage = stageText(event);
    if (stage === null) this.#line.clear();
    else if (this.#line.live) this.#line.update(`${stage}…`);
    else this.#line.log(stage);
  }

  /** Leaves a clean line for what follows. */
  end(): void {
    this.#line.clear();
  }
}

function placeText({ position, waitingFor }: QueuePositionEvent): string {
  // An older server does not tell.
  if (waitingFor) return `waiting for a worker that runs ${makeVisible(runtimeTitle(waitingFor))}`;
  return `waiting for a sandbox, ${position === 0 ? 'next' : `${position} before it`}`;
}

/** Null for the end, and for stages that a newer server may have. */
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
      return `trying again (${makeVisible(event.reason)})`;
    default:
      return null;
  }
}
