import type { Logger } from '../platform/log/logger.ts';

export interface AttemptLease {
  /** Aborted when the attempt is another worker's by now: going on would be in vain. */
  readonly lost: AbortSignal;
  stop(): void;
}

/** An attempt is extended this many times within its lease, so that one failure is forgiven. */
const EXTENSIONS_PER_LEASE = 3;

/**
 * Extends an attempt's lease for as long as its worker is at it. `extendLease` gives false where
 * the attempt is not ours any more.
 */
export function keepAlive(
  extendLease: () => Promise<boolean>,
  leaseMs: number,
  logger: Logger,
): AttemptLease {
  const lost = new AbortController();
  const extend = async (): Promise<void> => {
    try {
      if (!(await extendLease())) {
        lost.abort(new Error('The attempt was taken over by another worker.'));
      }
    } catch (error) {
      logger.warn({ err: error }, 'could not extend the attempt; trying again');
    }
  };
  const timer = setInterval(() => void extend(), leaseMs / EXTENSIONS_PER_LEASE);
  timer.unref();
  return { lost: lost.signal, stop: () => clearInterval(timer) };
}
