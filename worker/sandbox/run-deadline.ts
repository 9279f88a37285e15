import type { RunningProcess } from './sandbox.ts';

/**
 * The warden ends a run when its wall time is over. One that has not answered this long after that
 * never will.
 */
const ANSWER_GRACE_MS = 10_000;
/** The longest that a timer takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** When the warden must have answered a run: some time after its wall time, which laps begin anew. */
export class RunDeadline {
  readonly #onLate: (limitMs: number) => void;
  #wallTimeMs: number;
  #state: 'waiting' | 'running' | 'over' = 'waiting';
  #timer: NodeJS.Timeout | undefined;

  constructor(wallTimeMs: number, onLate: (limitMs: number) => void) {
    this.#wallTimeMs = wallTimeMs;
    this.#onLate = onLate;
  }

  /** Its time begins when the run before it has ended. Never rejects. */
  async watch(before: Promise<unknown>, facts: Promise<unknown>): Promise<void> {
    await before;
    this.#state = 'running';
    this.#arm();
    await facts.catch(() => undefined);
    this.#state = 'over';
    clearTimeout(this.#timer);
  }

  /** The same process, whose laps put the deadline off. */
  extendedByLaps(running: RunningProcess): RunningProcess {
    return {
      facts: running.facts,
      write: (bytes) => {
        running.write(bytes);
      },
      closeStdin: () => {
        running.closeStdin();
      },
      onStdout: (listener) => {
        running.onStdout(listener);
      },
      onStderr: (listener) => {
        running.onStderr(listener);
      },
      kill: () => {
        running.kill();
      },
      terminate: () => {
        running.terminate();
      },
      lap: (budget) => {
        this.#wallTimeMs = budget.wallTimeMs;
        if (this.#state === 'running') this.#arm();
        return running.lap(budget);
      },
    };
  }

  #arm(): void {
    const limitMs = Math.min(this.#wallTimeMs + ANSWER_GRACE_MS, LONGEST_TIMER_MS);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#onLate(limitMs);
    }, limitMs);
  }
}
