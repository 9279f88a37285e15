import { randomBytes } from 'node:crypto';
import type { Limits } from '../../../grading/manifest/limits.ts';
import type { RunFacts } from '../../../grading/verdict/facts.ts';
import type { FunctionHarness } from '../../languages/language.ts';
import type { LapFacts, LeasedCell, RunningProcess } from '../../sandbox/sandbox.ts';
import { AnswerLines } from './answer-lines.ts';
import { PRINTED_CAP_BYTES, PrintedText, type Printed } from './printed-text.ts';
import { readAnswer, readLoadAnswer, type Answer, type LoadAnswer } from './read-answer.ts';

/**
 * One process that serves cases to the learner's function (theory of operation).
 *
 * The harness (worker/languages/harness) and the learner's code share a process, and the learner's
 * code may do there what it likes: nothing in that process is trusted. So it holds nothing worth
 * having. A case is written to it when its turn comes, never before; what must come back never
 * leaves the worker; and an answer counts as what the learner's code answered, whoever wrote it.
 *
 * An answer is a line with the case's nonce, which the process learns with the case: an answer
 * made ahead, or a second one, or one for a case that is over, is nobody's. What the learner prints
 * goes to stderr and is never read as an answer. Time, memory and the process's end are the
 * warden's facts; each case is a lap of its own.
 */
export class HarnessProcess {
  readonly #process: RunningProcess;
  readonly #lines = new AnswerLines();
  readonly #printed = new PrintedText();
  readonly #budget: { readonly cpuTimeMs: number; readonly wallTimeMs: number };
  readonly #over: Promise<{ readonly ended: RunFacts }>;
  #isOver = false;

  constructor(cell: LeasedCell, harness: FunctionHarness, limits: Limits, cases: number) {
    const { cpuTimeMs, wallTimeMs } = limits;
    this.#budget = { cpuTimeMs, wallTimeMs };
    this.#process = cell.start({
      ...harness.command,
      role: 'run',
      cpuTimeMs: cpuTimeMs + START_CPU_TIME_MS,
      wallTimeMs: wallTimeMs + START_WALL_TIME_MS,
      stdoutBytes: Math.min((cases + 1) * limits.outputBytes, ANSWERS_CAP_BYTES),
      stderrBytes: PRINTED_CAP_BYTES,
      diskBytes: limits.diskBytes,
    });
    this.#process.onStdout((chunk) => this.#lines.take(chunk));
    this.#process.onStderr((chunk) => this.#printed.take(chunk));
    this.#over = this.#process.facts.then((ended) => {
      this.#isOver = true;
      return { ended };
    });
    // Whoever waits for it learns of the failure.
    this.#over.catch(() => undefined);
  }

  /** False where another process must serve the next case. */
  canServe({ sample }: { readonly sample: boolean }): boolean {
    return !this.#isOver && !(sample && this.#printed.isFull);
  }

  /** Loads the learner's file. */
  async load(spec: object): Promise<Loaded> {
    const nonce = makeNonce();
    const heard = await this.#ask(nonce, { nonce, ...spec });
    if ('ended' in heard) {
      return { answer: null, facts: heard.ended, printed: await this.#hear(nonce) };
    }
    const answer = readLoadAnswer(heard.text);
    const facts = asFacts(await this.#process.lap(this.#budget));
    const printed = answer?.ready === true ? NOTHING : await this.#hear(nonce);
    return { answer, facts, printed };
  }

  /** Serves a case: as a lap, or to the end of the process. */
  async serve(testCase: object, sample: boolean): Promise<Turn> {
    const nonce = makeNonce();
    const heard = await this.#ask(nonce, { nonce, ...testCase });
    const printed = async () => (sample ? this.#hear(nonce) : NOTHING);
    if ('ended' in heard) {
      return { answer: null, answerBytes: 0, facts: heard.ended, printed: await printed() };
    }
    const facts = asFacts(await this.#process.lap(this.#budget));
    return {
      answer: readAnswer(heard.text),
      answerBytes: Buffer.byteLength(heard.text),
      facts,
      printed: await printed(),
    };
  }

  /** Ends it, threads and all. */
  async stop(): Promise<void> {
    if (!this.#isOver) this.#process.kill();
    await this.#over;
  }

  #ask(
    nonce: string,
    command: object,
  ): Promise<{ readonly text: string } | { readonly ended: RunFacts }> {
    const answered = this.#lines.expect(nonce).then((text) => ({ text }));
    this.#process.write(`${JSON.stringify(command)}\n`);
    return Promise.race([answered, this.#over]);
  }

  #hear(nonce: string): Promise<Printed> {
    return this.#printed.until(nonce, this.#over);
  }
}

export interface Loaded {
  /** Null where the process ended, or where its answer is none. */
  readonly answer: LoadAnswer | null;
  readonly facts: RunFacts;
  readonly printed: Printed;
}

export interface Turn {
  /** Null where the process ended, or where its answer is none. */
  readonly answer: Answer | null;
  readonly answerBytes: number;
  /** Of this case alone. */
  readonly facts: RunFacts;
  readonly printed: Printed;
}

/** Starting the runtime and loading the file: beside the time of a case. */
const START_CPU_TIME_MS = 1000;
const START_WALL_TIME_MS = 4000;
/** Of all answers of one process together: what the worker may have to hold. */
const ANSWERS_CAP_BYTES = 32 * 1024 * 1024;
const NONCE_BYTES = 16;

const makeNonce = (): string => randomBytes(NONCE_BYTES).toString('hex');

const NOTHING: Printed = { bytes: new Uint8Array(0), truncated: false };

/** A case that was answered, as a run that ended well. */
const asFacts = (lap: LapFacts): RunFacts => ({
  ...lap,
  exit: { kind: 'exited', code: 0 },
  stoppedBy: null,
  stdout: NOTHING,
  stderr: NOTHING,
});
