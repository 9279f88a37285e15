import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../error-code.ts';

/** Prisma's codes and Node's and PostgreSQL's for "cannot reach the database now". */
const UNREACHABLE = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '53300', // too_many_connections
]);
/** What node-postgres and Prisma's adapter say without a code. */
const UNREACHABLE_MESSAGE =
  /connection terminated|connection ended|server has closed the connection|timeout exceeded when trying to connect|not queryable/i;

/** Bound on how deep a chain of causes is followed. */
const MAX_CAUSES = 5;

/** Whether an error of the store means that it is away for now, and not that it refused. */
export const isStoreAway = (error: unknown): boolean => {
  let current: unknown = error;
  for (let depth = 0; depth < MAX_CAUSES && current instanceof Error; depth += 1) {
    if (UNREACHABLE.has(errorCode(current) ?? '')) return true;
    if (UNREACHABLE_MESSAGE.test(current.message)) return true;
    current = current.cause;
  }
  return false;
};

/** A PostgreSQL that was killed is back by then, crash recovery of a large log included. */
const STORE_BACK_WITHIN_MS = 20_000;
const RETRY_MS = 250;

export interface StoreWait {
  readonly withinMs?: number;
  /** Aborted: the next failure is the last. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a statement until the store answers. For statements whose first run may have been committed
 * although its answer was lost: they must come to the same when run again.
 */
export const untilStoreAnswers = async <T>(
  statement: () => Promise<T>,
  { withinMs = STORE_BACK_WITHIN_MS, signal }: StoreWait = {},
): Promise<T> => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await statement();
    } catch (error) {
      const over = Date.now() >= deadline || signal?.aborted === true;
      if (over || !isStoreAway(error)) throw error;
      await sleep(RETRY_MS);
    }
  }
};
