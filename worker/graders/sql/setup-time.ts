import type { SqlError } from './engine.ts';

/** Of a file of the exercise's; a set-up that takes so long would hold up whoever submits. */
const SETUP_TIMEOUT_MS = 30_000;
export const SETUP_TOO_SLOW: SqlError = {
  message: `it takes more than ${SETUP_TIMEOUT_MS / 1000} seconds`,
  ...{ line: null, sqlstate: null },
};

/** Loads a file of the exercise's; where that takes too long, its connection is closed under it. */
export async function withinSetupTime<T>(
  connection: { close(): void },
  load: () => Promise<T>,
): Promise<{ readonly value: T; readonly outOfTime: boolean }> {
  let outOfTime = false as boolean;
  const timer = setTimeout(() => {
    outOfTime = true;
    connection.close();
  }, SETUP_TIMEOUT_MS);
  try {
    const value = await load();
    return { value, outOfTime };
  } finally {
    clearTimeout(timer);
  }
}
