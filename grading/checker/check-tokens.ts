import { excerpt } from './excerpt.ts';
import { CORRECT, wrong, type Judgement } from './judgement.ts';
import type { TokenMatcher } from './match-token.ts';
import { TokenReader } from './token-reader.ts';

/** Compares token by token; where the white space lies, and how much, does not matter. */
export function checkTokens(
  expectedBytes: Uint8Array,
  actualBytes: Uint8Array,
  matches: TokenMatcher,
): Judgement {
  const expected = new TokenReader(expectedBytes);
  const actual = new TokenReader(actualBytes);
  for (;;) {
    const wanted = expected.next();
    const given = actual.next();
    if (!wanted && !given) return CORRECT;
    if (!given) {
      return wrong(
        `The output ends after ${tokens(expected.index - 1)}; ` +
          `${quoted(expected)} (line ${expected.line} of the expected output) is missing.`,
      );
    }
    if (!wanted) {
      return wrong(
        `The output goes on after the expected ${tokens(actual.index - 1)}: ` +
          `${quoted(actual)} (line ${actual.line}) is too much.`,
      );
    }
    if (!matches(expected, actual)) {
      return wrong(
        `Line ${actual.line}, token ${actual.index}: ` +
          `${quoted(actual)} where ${quoted(expected)} is expected.`,
      );
    }
  }
}

const quoted = ({ bytes, start, end }: TokenReader): string => excerpt(bytes, start, end);

const tokens = (count: number): string => (count === 1 ? '1 token' : `${count} tokens`);
