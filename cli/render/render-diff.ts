import { diffLines } from 'diff';
import type { Colors } from './terminal-style.ts';

/** What of an output is compared and shown; the rest is said to be left out. */
const MAX_DIFF_LINES = 400;
const MAX_DIFF_CHARACTERS = 64 * 1024;
/** diff's search gives up here, and the outputs are shown one under the other. */
const MAX_EDIT_LENGTH = 2000;
/** Equal lines around a difference. */
const CONTEXT_LINES = 2;
const MAX_SHOWN_LINES = 40;
const MAX_LINE_CHARACTERS = 200;

interface DiffLine {
  readonly kind: 'same' | 'expected' | 'actual';
  readonly text: string;
  /** The last line of its side, without a newline. */
  readonly unfinished: boolean;
  /** Shows white space as signs, because it is all that differs. */
  readonly visible: boolean;
}

/**
 * The difference between expected and actual output as lines: `-` is expected and missing, `+` is
 * what came instead. Both texts must be sanitized already.
 */
export function renderDiff(expected: string, actual: string, colors: Colors): string[] {
  const lines = showWhitespaceWhereItMatters(toLines(clip(expected), clip(actual)));
  const kept = withContext(lines);
  const shown = kept.slice(0, MAX_SHOWN_LINES).map((line) => renderLine(line, colors));
  if (kept.length > MAX_SHOWN_LINES) {
    shown.push(colors.dim(`… ${kept.length - MAX_SHOWN_LINES} more lines`));
  }
  return shown;
}

function clip(text: string): string {
  return text
    .slice(0, MAX_DIFF_CHARACTERS)
    .split(/(?<=\n)/)
    .slice(0, MAX_DIFF_LINES)
    .join('');
}

function toLines(expected: string, actual: string): DiffLine[] {
  const parts = diffLines(expected, actual, { maxEditLength: MAX_EDIT_LENGTH }) ?? [
    { value: expected, removed: true, added: false },
    { value: actual, removed: false, added: true },
  ];
  return parts.flatMap((part) => {
    const kind = part.removed ? 'expected' : part.added ? 'actual' : 'same';
    return splitLines(part.value).map((line) => ({
      kind,
      text: line.replace(/\n$/, ''),
      unfinished: !line.endsWith('\n'),
      visible: false,
    }));
  });
}

const splitLines = (text: string): string[] => (text === '' ? [] : text.split(/(?<=\n)/));

/** In a changed block, the n-th expected line stands against the n-th actual line. */
function showWhitespaceWhereItMatters(lines: readonly DiffLine[]): DiffLine[] {
  const marked = [...lines];
  let at = 0;
  while (at < marked.length) {
    const start = at;
    while (marked[at]?.kind === 'expected') at += 1;
    const middle = at;
    while (marked[at]?.kind === 'actual') at += 1;
    for (let offset = 0; offset < Math.min(middle - start, at - middle); offset += 1) {
      const wanted = marked[start + offset];
      const got = marked[middle + offset];
      if (wanted === undefined || got === undefined || !sameButForSpace(wanted, got)) continue;
      marked[start + offset] = { ...wanted, visible: true };
      marked[middle + offset] = { ...got, visible: true };
    }
    if (at === start) at += 1;
  }
  return marked;
}

const sameButForSpace = (a: DiffLine, b: DiffLine): boolean =>
  a.text.replace(/[\s␍]+/g, '') === b.text.replace(/[\s␍]+/g, '');

/** Drops equal lines far from any difference; `null` marks where. */
function withContext(lines: readonly DiffLine[]): (DiffLine | null)[] {
  const near = lines.map((_, index) =>
    lines
      .slice(Math.max(0, index - CONTEXT_LINES), index + CONTEXT_LINES + 1)
      .some(({ kind }) => kind !== 'same'),
  );
  const kept: (DiffLine | null)[] = [];
  lines.forEach((line, index) => {
    if (near[index]) kept.push(line);
    else if (kept.at(-1) !== null) kept.push(null);
  });
  return kept;
}

function renderLine(line: DiffLine | null, colors: Colors): string {
  if (line === null) return colors.dim('  …');
  const text = shorten(line.visible ? makeSpaceVisible(line) : line.text);
  if (line.kind === 'expected') return colors.red(`- ${text}`);
  if (line.kind === 'actual') return colors.green(`+ ${text}`);
  return colors.dim(`  ${text}`);
}

function makeSpaceVisible({ text, unfinished }: DiffLine): string {
  const signs = text.replaceAll(' ', '·').replaceAll('\t', '→').replaceAll('\u{a0}', '\\u{a0}');
  return signs + (unfinished ? ' (no newline)' : '↵');
}

const shorten = (text: string): string =>
  text.length <= MAX_LINE_CHARACTERS ? text : `${text.slice(0, MAX_LINE_CHARACTERS)}…`;
