import type { ParkedSubmission } from '../platform/database/parked-submissions.ts';
import type { Logger } from '../platform/log/logger.ts';
import type { Slots } from './slots.ts';

/**
 * The submissions that other workers put aside because they do not run their language
 * (platform/database/parked-submissions.ts), taken straight from the store by one that does:
 *
 * - A worker with a free slot takes them at once (it looks every `intervalMs`).
 * - A worker without one takes one of them before each job that the queue gives it, so that neither
 *   the queue nor what is parked ever waits for the other to be empty. Copies of rejudges wait for
 *   a free slot, as they do in the queue.
 *
 * What is taken is begun like any attempt, so that of two workers one gets it. Its job is still in
 * the queue, put aside: should this worker die, it comes back by itself; else it is removed.
 */
export interface ParkedWork {
  /** Runs one that learners wait for, where one is known of. Call it before a job of the queue. */
  turn(): Promise<void>;
  /** Takes no more, waits up to `graceMs` for what runs, aborts it, and waits for its end. */
  stop(graceMs: number): Promise<void>;
}

export interface ParkedWorkOptions {
  readonly slots: Slots;
  /** What is parked for this worker, the first first: without what is in `except`. */
  readonly find: (query: {
    readonly except: readonly string[];
    readonly take: number;
  }) => Promise<readonly ParkedSubmission[]>;
  /** Grades it. */
  readonly grade: (submissionId: string, signal: AbortSignal) => Promise<unknown>;
  /** Takes its job out of the queue. */
  readonly forget: (submissionId: string) => Promise<void>;
  readonly isPaused: () => boolean;
  readonly logger: Logger;
  readonly intervalMs?: number;
}

const DEFAULT_INTERVAL_MS = 250;
const LOOK_AHEAD = 20;

export function startParkedWork(options: ParkedWorkOptions): ParkedWork {
  const { slots, find, grade, forget, isPaused, logger } = options;
  const aborted = new AbortController();
  const running = new Map<string, Promise<void>>();
  let known: readonly ParkedSubmission[] = [];
  let stopped = false;

  const gradeOne = async (id: string): Promise<void> => {
    try {
      await grade(id, aborted.signal);
      await forget(id);
    } catch (error) {
      // The attempt is recorded; the job that is put aside brings the next one.
      logger.warn({ err: error, submissionId: id }, 'what was parked could not be graded');
    } finally {
      running.delete(id);
    }
  };
  const run = ({ id }: ParkedSubmission): Promise<void> => {
    const graded = gradeOne(id);
    running.set(id, graded);
    return graded;
  };
  const takeKnown = (fits: (one: ParkedSubmission) => boolean): ParkedSubmission | undefined => {
    const found = known.find((one) => fits(one) && !running.has(one.id));
    known = known.filter((one) => one !== found);
    return found;
  };

  /** Fills the free slots. A slot that gets free looks for what is next. */
  const look = async (): Promise<void> => {
    if (stopped || isPaused()) return;
    known = await find({ except: [...running.keys()], take: LOOK_AHEAD });
    for (let count = known.length; count > 0; count -= 1) {
      const release = slots.tryTake();
      if (release === null) return;
      const next = takeKnown(() => true);
      if (next === undefined) {
        release();
        return;
      }
      void run(next).finally(() => {
        release();
        lookNext();
      });
    }
  };

  /** One look at a time, and one more where something happened meanwhile. */
  let looking: Promise<void> | null = null;
  let again = false;
  let isFailing = false;
  const lookOnce = async (): Promise<void> => {
    try {
      await look();
      isFailing = false;
    } catch (error) {
      // A store that is away is told once, not four times a second.
      if (!isFailing) logger.warn({ err: error }, 'could not look for what is parked');
      isFailing = true;
    }
  };
  const lookNext = (): void => {
    again = looking !== null;
    looking ??= lookOnce().finally(() => {
      looking = null;
      if (again) lookNext();
    });
  };
  const timer = setInterval(() => {
    if (looking === null) lookNext();
  }, options.intervalMs ?? DEFAULT_INTERVAL_MS);
  timer.unref();

  return {
    async turn() {
      const next = takeKnown(({ isCopy }) => !isCopy);
      if (next !== undefined && !stopped) await run(next);
    },
    async stop(graceMs) {
      stopped = true;
      clearInterval(timer);
      await looking;
      const grace = setTimeout(() => aborted.abort(new Error('The worker stops.')), graceMs);
      await Promise.all(running.values());
      clearTimeout(grace);
    },
  };
}
