import type { TokenReader } from './token-reader.ts';

/** Says whether the current token of `actual` meets the current one of `expected`. */
export type TokenMatcher = (expected: TokenReader, actual: TokenReader) => boolean;

export const bytesMatch: TokenMatcher = (expected, actual) => {
  const length = expected.end - expected.start;
  if (actual.end - actual.start !== length) return false;
  for (let offset = 0; offset < length; offset++) {
    if (expected.bytes[expected.start + offset] !== actual.bytes[actual.start + offset]) {
      return false;
    }
  }
  return true;
};

export const caselessMatch: TokenMatcher = (expected, actual) =>
  bytesMatch(expected, actual) || text(expected).toLowerCase() === text(actual).toLowerCase();

/** A longer token is text, not a number: it is compared byte for byte. */
const MAX_NUMBER_BYTES = 400;

/** Each alternative is decided by its first character: no input makes it backtrack far. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const INFINITY = /^([+-]?)inf(?:inity)?$/i;
const NOT_A_NUMBER = /^[+-]?nan$/i;

/**
 * A numeric token is met by one within the absolute *or* the relative tolerance, which is relative
 * to the expected number, as in the Kattis problem format's default output validator
 * (float_absolute_tolerance, float_relative_tolerance). An infinity is met by the same infinity,
 * and "nan" by "nan". Any other token must be the same byte for byte.
 */
export const numbersMatch =
  (tolerance: { readonly absolute: number; readonly relative: number }): TokenMatcher =>
  (expected, actual) => {
    if (bytesMatch(expected, actual)) return true;
    const want = numberOf(expected);
    const got = want === null ? null : numberOf(actual);
    if (want === null || got === null) return false;
    if (Number.isNaN(want) || Number.isNaN(got)) return Number.isNaN(want) && Number.isNaN(got);
    if (!Number.isFinite(want) || !Number.isFinite(got)) return want === got;
    const difference = Math.abs(want - got);
    return difference <= tolerance.absolute || difference <= tolerance.relative * Math.abs(want);
  };

/** The token's value, or null where it is no number. */
function numberOf(token: TokenReader): number | null {
  if (token.end - token.start > MAX_NUMBER_BYTES) return null;
  const source = text(token);
  if (NUMBER.test(source)) return Number(source);
  if (NOT_A_NUMBER.test(source)) return NaN;
  const infinity = INFINITY.exec(source);
  if (infinity === null) return null;
  return infinity[1] === '-' ? -Infinity : Infinity;
}

const text = ({ bytes, start, end }: TokenReader): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
