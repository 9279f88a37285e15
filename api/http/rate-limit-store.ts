import type { Store } from 'express-rate-limit';
import type { Database } from '../../platform/database/database.ts';
import {
  decrementCount,
  incrementCount,
  resetCount,
} from '../../platform/database/rate-limit-counts.ts';

/**
 * Counts of one limit in PostgreSQL, so that it holds over any number of API processes. There, and
 * not in Redis, even where there is one: Redis is the queue's and may forget, and a count costs a
 * statement of a millisecond.
 */
export const createRateLimitStore = (database: Database, name: string, windowMs: number): Store => {
  const keyed = (key: string): string => `${name}:${key}`;
  return {
    prefix: name,
    localKeys: false,
    async increment(key) {
      const { hits, resetAt } = await incrementCount(database, keyed(key), windowMs);
      return { totalHits: hits, resetTime: resetAt };
    },
    decrement: (key) => decrementCount(database, keyed(key)),
    resetKey: (key) => resetCount(database, keyed(key)),
  };
};
