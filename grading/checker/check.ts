import type { CheckerSpec } from '../manifest/manifest.ts';
import { checkExact } from './check-exact.ts';
import { checkLinesUnordered } from './check-lines-unordered.ts';
import { checkTokens } from './check-tokens.ts';
import type { Judgement } from './judgement.ts';
import { bytesMatch, numbersMatch, caselessMatch } from './match-token.ts';

/**
 * Compares a program's output with the expected one, in time linear in both.
 *
 * All checkers work on bytes: output that is not UTF-8 is an ordinary difference. White space is
 * that of ASCII. Nothing throws, whatever `actual` holds.
 *
 * - `exact`: byte for byte, but for one final newline on either side.
 * - `tokens`: the same white-space separated words in the same order.
 * - `lines-unordered`: the same lines in any order, white space at their ends and blank lines at
 *   the end of the output left out.
 * - `float`: as tokens, where a number in the expected output is met by one within the absolute or
 *   the relative tolerance.
 */
export function check(spec: CheckerSpec, expected: string, actual: Uint8Array | string): Judgement {
  const expectedBytes = Buffer.from(expected, 'utf8');
  const actualBytes = typeof actual === 'string' ? Buffer.from(actual, 'utf8') : actual;
  switch (spec.type) {
    case 'exact':
      return checkExact(expectedBytes, actualBytes);
    case 'tokens':
      return checkTokens(
        expectedBytes,
        actualBytes,
        spec.caseSensitive ? bytesMatch : caselessMatch,
      );
    case 'lines-unordered':
      return checkLinesUnordered(expectedBytes, actualBytes);
    case 'float':
      return checkTokens(expectedBytes, actualBytes, numbersMatch(spec));
  }
}
