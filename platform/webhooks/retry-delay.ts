/** Tries of one delivery, over about 32 hours; then it has failed, until a person asks for more. */
export const MAX_DELIVERY_ATTEMPTS = 10;
const FIRST_DELAY_MS = 5_000;
const FACTOR = 4;
const LONGEST_DELAY_MS = 12 * 60 * 60_000;
/** So that what failed together does not come back together. */
const JITTER = 0.2;

/** After the attempt with this number (1 for the first): 5 s, 20 s, 80 s, ... up to 12 h, ± 20 %. */
export const retryDelayMs = (attempt: number, random: number = Math.random()): number => {
  const delayMs = Math.min(FIRST_DELAY_MS * FACTOR ** (attempt - 1), LONGEST_DELAY_MS);
  return Math.round(delayMs * (1 + JITTER * (2 * random - 1)));
};
