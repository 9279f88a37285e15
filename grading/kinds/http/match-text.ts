import { runInNewContext } from 'node:vm';

/** In an expectation's strings: anything at all, and a regular expression. */
export const ANY = '$any';
const REGEX_PREFIX = '$regex:';

/** A pattern is the author's, the text the learner's: backtracking must not hold the worker up. */
const REGEX_TIMEOUT_MS = 200;
const MAX_REGEX_TEXT_LENGTH = 100_000;

/** Why a string of an expectation is no valid pattern; null where it is one, or none at all. */
export function patternFault(text: string): string | null {
  if (!text.startsWith(REGEX_PREFIX)) return null;
  try {
    new RegExp(text.slice(REGEX_PREFIX.length), 'u');
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** True where `actual` is what the expectation's string says. Regular expressions search. */
export function matchesText(expected: string, actual: string): boolean {
  if (expected === ANY) return true;
  if (!expected.startsWith(REGEX_PREFIX)) return expected === actual;
  if (actual.length > MAX_REGEX_TEXT_LENGTH) return false;
  return searches(expected.slice(REGEX_PREFIX.length), actual);
}

function searches(pattern: string, text: string): boolean {
  try {
    const found: unknown = runInNewContext(
      "new RegExp(pattern, 'u').test(text)",
      { pattern, text },
      { timeout: REGEX_TIMEOUT_MS },
    );
    return found === true;
  } catch {
    // It took too long, or a captured value made it invalid: in no way does the text match.
    return false;
  }
}

export const isPattern = (text: string): boolean => text === ANY || text.startsWith(REGEX_PREFIX);
