import { errorCode } from '../error-code.ts';

/**
 * Statements here compute the next number of a series (attempt, event) from what they see. Two at
 * the same time see the same, and the primary key lets one of them in: the other looks again.
 */
const CONFLICTS = new Set([
  '23505', // unique_violation
  '40001', // serialization_failure
  '40P01', // deadlock_detected
]);
const MAX_TRIES = 5;

export const retryOnConflict = async <T>(statement: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await statement();
    } catch (error) {
      const retry = CONFLICTS.has(errorCode(error) ?? '');
      if (!retry || tries >= MAX_TRIES) throw error;
    }
  }
};
