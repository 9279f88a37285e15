import type { RunFacts } from '../../../../grading/verdict/facts.ts';
import type { LapBudget, LapFacts, LeasedCell, RunningProcess } from '../../../sandbox/sandbox.ts';
import { AnswerLines } from '../../function/answer-lines.ts';
import type { SqlStop } from '../engine.ts';

/**
 * The process in the cell that asks SQLite (sandbox-images/sqlite/harness says why it can be
 * trusted): one request a line, one answer a line.
 */
export class Harness {
  readonly #process: RunningProcess;
  readonly #lines = new AnswerLines();
  readonly #over: Promise<{ readonly ended: RunFacts }>;
  #asked = 0;
  #answeredBytes = 0;
  #isOver = false;

  constructor(cell: LeasedCell, budget: LapBudget, diskBytes: number) {
    this.#process = cell.start({
      ...{ argv: ARGV, env: ENV, role: 'run', ...budget, diskBytes },
      ...{ stdoutBytes: ANSWERS_CAP_BYTES, stderrBytes: STDERR_BYTES },
    });
    this.#process.onStdout((chunk) => {
      this.#answeredBytes += chunk.length;
      this.#lines.take(chunk);
    });
    this.#over = this.#process.facts.then((ended) => {
      this.#isOver = true;
      return { ended };
    });
    // Whoever waits for it learns of the failure.
    this.#over.catch(() => undefined);
  }

  /** False where another process must serve what comes next. */
  canServe(answerBytes: number): boolean {
    return !this.#isOver && this.#answeredBytes + answerBytes <= ANSWERS_CAP_BYTES;
  }

  async ask<T>(operation: string, members: object): Promise<HarnessAnswer<T>> {
    this.#asked += 1;
    const id = String(this.#asked);
    const answered = this.#lines.expect(id).then((text) => ({ text }));
    this.#process.write(`${JSON.stringify({ id, op: operation, ...members })}\n`);
    const heard = await Promise.race([answered, this.#over]);
    if ('text' in heard) return JSON.parse(heard.text) as HarnessAnswer<T>;
    return { stopped: stopOf(heard.ended) };
  }

  /** What was used since the last lap; the limits of what follows. */
  async lap(budget: LapBudget): Promise<LapFacts> {
    return this.#isOver ? this.#process.facts : this.#process.lap(budget);
  }

  async stop(): Promise<void> {
    if (!this.#isOver) this.#process.kill();
    await this.#over;
  }
}

export type HarnessAnswer<T> =
  { readonly done: T } | { readonly error: HarnessError } | { readonly stopped: SqlStop };

export interface HarnessError {
  readonly message: string;
  readonly line: number | null;
  /** Which one of several scripts. */
  readonly script: number;
}

// -S: nothing is installed; -B: its compiled form is in the image.
const ARGV = ['/usr/bin/python3', '-I', '-S', '-B', '/usr/lib/assay-sqlite'];
const ENV = { LANG: 'C.UTF-8' };
/** Of one process: what the worker may have to hold. */
const ANSWERS_CAP_BYTES = 32 * 1024 * 1024;
const STDERR_BYTES = 8 * 1024;

function stopOf({ exit, stoppedBy, memoryKills, stderr }: RunFacts): SqlStop {
  if (stoppedBy === 'cpu-time' || stoppedBy === 'wall-time') return 'time';
  if (memoryKills > 0) return 'memory';
  if (stoppedBy === 'output') return 'output';
  if (exit.kind === 'signaled') return 'died';
  const said = Buffer.from(stderr.bytes).toString('utf8').trim();
  throw new Error(`The harness of SQLite ended: ${JSON.stringify(exit)} ${said}`);
}
