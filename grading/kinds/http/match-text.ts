import { withinTime } from '../../manifest/within-time.ts';

/** In an expectation's strings: anything at all, and a regular expression. */
export const ANY = '$any';
const REGEX_PREFIX = '$regex:';

/**
 * A pattern is the author's, the text the learner's: neither may hold the worker up. The time limit
 * ends backtracking; what it does not reach is the pattern's own compilation, which takes seconds
 * for a long one and, for one nested too deeply, ends V8 and the process with it.
 */
const MAX_PATTERN_LENGTH = 1000;
const REGEX_TIMEOUT_MS = 200;
const MAX_REGEX_TEXT_LENGTH = 100_000;

/** Why a string of an expectation is no valid pattern; null where it is one, or none at all. */
export const patternFault = (text: string): string | null =>
  text.startsWith(REGEX_PREFIX) ? regexFault(text.slice(REGEX_PREFIX.length)) : null;

export function regexFault(pattern: string): string | null {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    return `The pattern is longer than ${MAX_PATTERN_LENGTH} characters.`;
  }
  try {
    new RegExp(pattern, 'u');
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

/** False too where it takes too long, or where a captured value made it invalid or too long. */
export function searches(pattern: string, text: string): boolean {
  if (pattern.length > MAX_PATTERN_LENGTH) return false;
  try {
    return withinTime(REGEX_TIMEOUT_MS, () => new RegExp(pattern, 'u').test(text));
  } catch {
    return false;
  }
}

export const isPattern = (text: string): boolean => text === ANY || text.startsWith(REGEX_PREFIX);
