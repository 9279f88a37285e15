import type { Logger } from '../platform/log/logger.ts';

/**
 * A broken worker must not drain the queue: after several internal errors in a row it takes no
 * more jobs, proves its sandbox anew, and goes on only when the proof holds. Submissions stay in
 * the queue for other workers meanwhile.
 */
export interface Fuse {
  /** No jobs are taken until the sandbox is proven again. */
  readonly isPaused: boolean;
  attemptEnded(outcome: 'graded' | 'internal-error'): void;
  stop(): void;
}

export interface FuseOptions {
  readonly pause: () => Promise<void>;
  readonly resume: () => void;
  /** Rejects where the sandbox is still not fit to run anything. */
  readonly prove: () => Promise<void>;
  readonly logger: Logger;
  /** Between two proofs. */
  readonly retryMs?: number;
}

export const INTERNAL_ERRORS_TO_PAUSE = 3;
const DEFAULT_RETRY_MS = 15_000;

export function createFuse({ pause, resume, prove, logger, retryMs }: FuseOptions): Fuse {
  let errorsInARow = 0;
  let isPaused = false;
  let timer: NodeJS.Timeout | undefined;

  const tryToResume = async (): Promise<void> => {
    try {
      await prove();
    } catch (error) {
      logger.error({ err: error }, 'the sandbox is still not safe; still paused');
      timer = setTimeout(() => void tryToResume(), retryMs ?? DEFAULT_RETRY_MS);
      return;
    }
    isPaused = false;
    errorsInARow = 0;
    resume();
    logger.info({ event: 'worker-resumed' }, 'the sandbox is proven again; taking jobs');
  };

  const blow = async (): Promise<void> => {
    isPaused = true;
    logger.error(
      { event: 'worker-paused', errorsInARow },
      'too many internal errors in a row: taking no more jobs until the sandbox is proven again',
    );
    await pause();
    await tryToResume();
  };

  return {
    get isPaused() {
      return isPaused;
    },
    attemptEnded(outcome) {
      errorsInARow = outcome === 'graded' ? 0 : errorsInARow + 1;
      if (errorsInARow < INTERNAL_ERRORS_TO_PAUSE || isPaused) return;
      blow().catch((error: unknown) => logger.fatal({ err: error }, 'could not pause'));
    },
    stop: () => clearTimeout(timer),
  };
}
