import type { Logger } from '../log/logger.ts';

/** What is closed, in the order given: first what lets work in, last what work needs. */
export interface ShutdownStep {
  readonly name: string;
  /** May give a promise, which is waited for. */
  readonly close: () => unknown;
}

export interface ShutdownOptions {
  readonly logger: Logger;
  readonly timeoutMs?: number;
  /** For tests; default: process.exit. */
  readonly exit?: (code: number) => void;
}

/** All steps together; the process ends by then with what was left undone, and code 1. */
const DEFAULT_TIMEOUT_MS = 9000;
/** A Ctrl-C reaches the whole process group, and the supervisor then sends its own: one request. */
const SAME_REQUEST_MS = 1000;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * On SIGTERM or SIGINT, closes each step in turn and exits with 0. A step that fails is logged and
 * does not keep the others from closing. Another signal, a second later,
 * ends the process at once. The function
 * given back starts the same, for a process that has to stop by itself.
 */
export const onShutdown = (
  steps: readonly ShutdownStep[],
  { logger, timeoutMs = DEFAULT_TIMEOUT_MS, exit = (code) => process.exit(code) }: ShutdownOptions,
): ((reason: string, exitCode?: number) => void) => {
  let startedAtMs: number | undefined;

  const closeAll = async (): Promise<boolean> => {
    let clean = true;
    for (const { name, close } of steps) {
      try {
        await close();
      } catch (error) {
        clean = false;
        logger.error({ err: error, step: name }, 'could not be closed');
      }
    }
    return clean;
  };

  const stop = (reason: string, exitCode = 0): void => {
    if (startedAtMs !== undefined) {
      if (Date.now() - startedAtMs < SAME_REQUEST_MS) return;
      logger.warn({ reason }, 'asked twice to stop: stopping at once');
      exit(1);
      return;
    }
    startedAtMs = Date.now();
    logger.info({ event: 'stopping', reason }, 'stopping');
    const timer = setTimeout(() => {
      logger.error({ timeoutMs }, 'did not stop in time');
      exit(1);
    }, timeoutMs);
    void closeAll().then((clean) => {
      clearTimeout(timer);
      logger.info({ event: 'stopped' }, 'stopped');
      exit(clean ? exitCode : 1);
    });
  };

  for (const signal of SIGNALS) process.on(signal, () => stop(signal));
  return stop;
};
