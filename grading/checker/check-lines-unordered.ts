import { excerpt } from './excerpt.ts';
import { CORRECT, wrong, type Judgement } from './judgement.ts';
import { isWhiteSpace } from './token-reader.ts';

const NEWLINE = 0x0a;

interface Line {
  readonly start: number;
  readonly end: number;
  /** The line's bytes, one character each, so that equal strings are equal bytes. */
  readonly key: string;
}

/** Compares lines as a multiset: each expected line as often as it is expected, in any order. */
export function checkLinesUnordered(expected: Uint8Array, actual: Uint8Array): Judgement {
  const missing = new Map<string, number>();
  for (const { key } of lines(expected)) missing.set(key, (missing.get(key) ?? 0) + 1);
  const known = new Set(missing.keys());

  let number = 0;
  for (const { key, start, end } of lines(actual)) {
    number++;
    const left = missing.get(key);
    if (left === undefined) {
      const quoted = excerpt(actual, start, end);
      return wrong(
        known.has(key)
          ? `Line ${number}, ${quoted}, occurs more often than expected.`
          : `Line ${number}, ${quoted}, is not among the expected lines.`,
      );
    }
    if (left === 1) missing.delete(key);
    else missing.set(key, left - 1);
  }
  return missing.size === 0 ? CORRECT : wrong(describeMissing(expected, missing));
}

function describeMissing(expected: Uint8Array, missing: ReadonlyMap<string, number>): string {
  let count = 0;
  for (const left of missing.values()) count += left;
  const many = count === 1 ? '1 expected line is' : `${count} expected lines are`;
  for (const { key, start, end } of lines(expected)) {
    if (missing.has(key)) return `${many} missing, ${excerpt(expected, start, end)} among them.`;
  }
  return `${many} missing.`;
}

/** The lines of some bytes without white space at their ends, blank lines at the end left out. */
function* lines(all: Uint8Array): Generator<Line> {
  const bytes = Buffer.from(all.buffer, all.byteOffset, trimmedEnd(all, 0, all.length));
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, start);
    const next = newline === -1 ? bytes.length : newline;
    const end = trimmedEnd(bytes, start, next);
    yield { start, end, key: bytes.toString('latin1', start, end) };
    start = next + 1;
  }
}

function trimmedEnd(bytes: Uint8Array, start: number, from: number): number {
  let end = from;
  while (end > start && isWhiteSpace(bytes[end - 1] ?? 0)) end--;
  return end;
}
