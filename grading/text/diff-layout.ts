import { shownTexts, type DiffRow } from './line-diff.ts';

/** Equal lines that are shown before and after a difference. */
const CONTEXT_LINES = 2;

/** Rows near a difference; a number stands for that many equal rows that are left out. */
export function withContext(rows: readonly DiffRow[]): (DiffRow | number)[] {
  const kept: (DiffRow | number)[] = [];
  rows.forEach((row, index) => {
    const around = rows.slice(Math.max(0, index - CONTEXT_LINES), index + CONTEXT_LINES + 1);
    const last = kept.at(-1);
    if (around.some(({ same }) => !same)) kept.push(row);
    else if (typeof last === 'number') kept[kept.length - 1] = last + 1;
    else kept.push(1);
  });
  return kept;
}

/** One line of a unified diff. */
export interface UnifiedLine {
  readonly kind: 'same' | 'expected' | 'actual';
  readonly text: string;
  /** Its counterpart, where there is one: what differs is within the line. */
  readonly other: string | null;
}

/** One under the other: in a block of changes first all that was expected, then all that came. */
export function toUnified(rows: readonly (DiffRow | number)[]): (UnifiedLine | number)[] {
  const lines: (UnifiedLine | number)[] = [];
  let came: UnifiedLine[] = [];
  const flush = (): void => {
    lines.push(...came);
    came = [];
  };
  for (const row of rows) {
    if (typeof row === 'number' || row.same) {
      flush();
      lines.push(
        typeof row === 'number'
          ? row
          : { kind: 'same', text: row.expected?.text ?? '', other: null },
      );
      continue;
    }
    const { expected, actual } = shownTexts(row);
    if (expected !== null) lines.push({ kind: 'expected', text: expected, other: actual });
    if (actual !== null) came.push({ kind: 'actual', text: actual, other: expected });
  }
  flush();
  return lines;
}

/** A line around the place where it differs; `before` and `after` count what is left out. */
export interface LineWindow {
  readonly before: number;
  /** Like the counterpart. */
  readonly head: string;
  /** Differs from the counterpart; empty where the counterpart has more here. */
  readonly changed: string;
  readonly tail: string;
  readonly after: number;
}

/** What of the window stands before the difference. */
const LEAD_SHARE = 0.25;

/**
 * At most `maxCharacters` of a line (a few more where a character must not be cut), with what
 * differs from its counterpart. Without one nothing is marked.
 */
export function windowOf(text: string, other: string | null, maxCharacters: number): LineWindow {
  const [from, to] = other === null ? [0, 0] : changedSpan(text, other);
  const lead = Math.floor(maxCharacters * LEAD_SHARE);
  const fits = text.length <= maxCharacters;
  const latest = Math.max(0, text.length - maxCharacters);
  const start = fits ? 0 : toBoundary(text, Math.min(Math.max(0, from - lead), latest));
  const end = fits ? text.length : toBoundary(text, Math.min(start + maxCharacters, text.length));
  const within = (at: number): number => Math.min(Math.max(at, start), end);
  return {
    before: start,
    head: text.slice(start, within(from)),
    changed: text.slice(within(from), within(to)),
    tail: text.slice(within(to), end),
    after: text.length - end,
  };
}

/** Where `text` differs from `other`: all between what both begin and what both end with. */
function changedSpan(text: string, other: string): readonly [number, number] {
  const shorter = Math.min(text.length, other.length);
  let head = 0;
  while (head < shorter && text[head] === other[head]) head++;
  while (head > 0 && !startsCharacter(text, head)) head--;
  let tail = 0;
  while (tail < shorter - head && text.at(-1 - tail) === other.at(-1 - tail)) tail++;
  while (tail > 0 && !startsCharacter(text, text.length - tail)) tail--;
  return [head, text.length - tail];
}

/** A mark alone, or half a surrogate pair, is not what a reader takes for a character. */
const startsCharacter = (text: string, at: number): boolean =>
  at >= text.length || !/^(?:\p{M}|\p{Cs}|\u{200d})/u.test(text.slice(at, at + 2));

function toBoundary(text: string, at: number): number {
  let end = at;
  while (end < text.length && !startsCharacter(text, end)) end++;
  return end;
}
