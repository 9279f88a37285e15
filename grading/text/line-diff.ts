import { diffArrays } from 'diff';

/** What of each text is compared; the rest is told by its length. */
const MAX_DIFF_LINES = 400;
const MAX_DIFF_CHARACTERS = 64 * 1024;
/** diff's search gives up here, and the texts stand beside each other as they are. */
const MAX_EDIT_LENGTH = 2000;

/** One line of a text. */
export interface DiffSide {
  /** Without its newline. */
  readonly text: string;
  /** The text ends here without a newline. */
  readonly unfinished: boolean;
}

/**
 * What hides a difference from the eye, and so has to be shown as signs: white space, or letters
 * that look alike (composed and decomposed, joiners).
 */
export type Hidden = 'space' | 'letters';

/** A line of one text beside its counterpart; null: that side has no such line. */
export interface DiffRow {
  readonly expected: DiffSide | null;
  readonly actual: DiffSide | null;
  readonly same: boolean;
  readonly hidden: Hidden | null;
}

export interface LineDiff {
  readonly rows: readonly DiffRow[];
  /** Characters of the longer text that were not compared. */
  readonly omittedCharacters: number;
}

/**
 * Two texts, line by line: within a block of changes the n-th expected line stands beside the n-th
 * actual one. Both must be visible already (visible-text.ts). The time is bounded for any input.
 */
export function diffTextLines(expected: string, actual: string): LineDiff {
  const [left, right] = [clip(expected), clip(actual)];
  const [a, b] = [linesOf(left), linesOf(right)];
  const parts = diffArrays(a, b, { maxEditLength: MAX_EDIT_LENGTH }) ?? [
    { value: a, removed: true, added: false },
    { value: b, removed: false, added: true },
  ];
  const rows: DiffRow[] = [];
  let [removed, added]: (readonly string[])[] = [[], []];
  const pairUp = (): void => {
    const height = Math.max(removed?.length ?? 0, added?.length ?? 0);
    for (let at = 0; at < height; at++) rows.push(pairOf(removed?.[at], added?.[at]));
    [removed, added] = [[], []];
  };
  for (const part of parts) {
    if (part.removed) removed = part.value;
    else if (part.added) added = part.value;
    else {
      pairUp();
      rows.push(...part.value.map((line) => pairOf(line, line)));
    }
  }
  pairUp();
  const omitted = [expected.length - left.length, actual.length - right.length];
  return { rows, omittedCharacters: Math.max(...omitted) };
}

function clip(text: string): string {
  let end = 0;
  for (let lines = 0; lines < MAX_DIFF_LINES && end < text.length; lines++) {
    const newline = text.indexOf('\n', end);
    end = newline === -1 ? text.length : newline + 1;
  }
  return text.slice(0, Math.min(end, MAX_DIFF_CHARACTERS));
}

/** With their newlines, so that a missing one at the end is a difference. */
const linesOf = (text: string): string[] => (text === '' ? [] : text.split(/(?<=\n)/));

const sideOf = (line: string | undefined): DiffSide | null =>
  line === undefined ? null : { text: line.replace(/\n$/, ''), unfinished: !line.endsWith('\n') };

function pairOf(left: string | undefined, right: string | undefined): DiffRow {
  const [expected, actual] = [sideOf(left), sideOf(right)];
  const same = left === right;
  const hidden = same || expected === null || actual === null ? null : hiddenIn(expected, actual);
  return { expected, actual, same, hidden };
}

function hiddenIn({ text: a }: DiffSide, { text: b }: DiffSide): Hidden | null {
  // A carriage return is a picture by now: it is white space all the same.
  const bare = (text: string): string => text.replace(/[\s␍]+/g, '');
  if (bare(a) === bare(b)) return 'space';
  return looksOf(a) === looksOf(b) ? 'letters' : null;
}

/** Joiners and variation selectors are the invisible characters that visible-text.ts leaves. */
const looksOf = (text: string): string =>
  text.replace(/\u{200d}|\p{Variation_Selector}/gu, '').normalize('NFKC');

/** The line with its hidden difference as signs: `a·b→c↵`, `e\u{301}`. */
export function showHidden({ text, unfinished }: DiffSide, hidden: Hidden): string {
  if (hidden === 'letters') return text.replace(/[^\p{ASCII}]/gu, escapeOf);
  const signs = text
    .replaceAll(' ', '·')
    .replaceAll('\t', '→')
    .replace(/\p{Zs}/gu, escapeOf);
  return signs + (unfinished ? ' (no newline)' : '↵');
}

const escapeOf = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** The row's texts as they are to be read. */
export const shownTexts = ({ expected, actual, hidden }: DiffRow) => {
  const shown = (side: DiffSide | null): string | null =>
    side === null || hidden === null ? (side?.text ?? null) : showHidden(side, hidden);
  return { expected: shown(expected), actual: shown(actual) };
};
