import { excerpt } from './excerpt.ts';
import { CORRECT, wrong, type Judgement } from './judgement.ts';

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Compares byte for byte; a final newline, or its absence, makes no difference. */
export function checkExact(expectedBytes: Uint8Array, actualBytes: Uint8Array): Judgement {
  const expected = withoutFinalNewline(expectedBytes);
  const actual = withoutFinalNewline(actualBytes);
  const at = firstDifference(expected, actual);
  if (at === -1) return CORRECT;
  return wrong(describe(expected, actual, at));
}

function describe(expected: Uint8Array, actual: Uint8Array, at: number): string {
  // Both are the same up to here, so the line starts at the same place in both.
  const start = at === 0 ? 0 : actual.lastIndexOf(NEWLINE, at - 1) + 1;
  const line = lineNumber(actual, start);
  if (actual[at] === RETURN && isLineEnd(actual, at + 1) && isLineEnd(expected, at)) {
    return `Line ${line} ends with CRLF ("\\r\\n") where LF ("\\n") alone is expected.`;
  }
  if (expected[at] === RETURN && isLineEnd(expected, at + 1) && isLineEnd(actual, at)) {
    return `Line ${line} ends with LF ("\\n") where CRLF ("\\r\\n") is expected.`;
  }
  if (actual.length === 0) {
    return `The output is empty where ${lineFrom(expected, 0, 0)} is expected.`;
  }
  if (at === actual.length && expected[at] === NEWLINE) {
    const missing = lineFrom(expected, at + 1, at + 1);
    return `The output ends after line ${line}; line ${line + 1}, ${missing}, is missing.`;
  }
  if (at === expected.length && actual[at] === NEWLINE) {
    return `The output goes on after line ${line}, which is the last one expected.`;
  }
  const from = windowStart(expected, start, at);
  return (
    `Line ${line}, byte ${at - start + 1}: ${lineFrom(actual, from, start)} ` +
    `where ${lineFrom(expected, from, start)} is expected.`
  );
}

/** Bytes before the difference that a message shows of a long line. */
const CONTEXT_BYTES = 20;

/** Where to start quoting, so that the difference is seen: at a character's first byte. */
function windowStart(bytes: Uint8Array, lineStart: number, at: number): number {
  if (at - lineStart <= 2 * CONTEXT_BYTES) return lineStart;
  let from = at - CONTEXT_BYTES;
  while (from < at && ((bytes[from] ?? 0) & 0xc0) === 0x80) from++;
  return from;
}

const lineFrom = (bytes: Uint8Array, from: number, lineStart: number): string =>
  `${from > lineStart ? '... ' : ''}${excerpt(bytes, from, lineEnd(bytes, from))}`;

const withoutFinalNewline = (bytes: Uint8Array): Uint8Array =>
  bytes.at(-1) === NEWLINE ? bytes.subarray(0, -1) : bytes;

/** Index of the first byte that differs, or where the shorter one ends; -1 if none does. */
function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) if (a[at] !== b[at]) return at;
  return a.length === b.length ? -1 : shorter;
}

function lineNumber(bytes: Uint8Array, end: number): number {
  let line = 1;
  for (let at = 0; at < end; at++) if (bytes[at] === NEWLINE) line++;
  return line;
}

const isLineEnd = (bytes: Uint8Array, at: number): boolean =>
  at === bytes.length || bytes[at] === NEWLINE;

function lineEnd(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(NEWLINE, from);
  return end === -1 ? bytes.length : end;
}
