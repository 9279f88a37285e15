import {
  toUnified,
  windowOf,
  withContext,
  type UnifiedLine,
} from '../../grading/text/diff-layout.ts';
import { diffTextLines } from '../../grading/text/line-diff.ts';
import type { Colors } from './terminal-style.ts';

const MAX_SHOWN_LINES = 40;
const MAX_LINE_CHARACTERS = 200;

/**
 * The difference between expected and actual output as lines: `-` is expected and missing, `+` is
 * what came instead. Both texts must be sanitized already.
 */
export function renderDiff(expected: string, actual: string, colors: Colors): string[] {
  const { rows, omittedCharacters } = diffTextLines(expected, actual);
  const lines = toUnified(withContext(rows));
  const shown = lines.slice(0, MAX_SHOWN_LINES).map((line) => renderLine(line, colors));
  if (lines.length > MAX_SHOWN_LINES) {
    shown.push(colors.dim(`… ${lines.length - MAX_SHOWN_LINES} more lines`));
  }
  if (omittedCharacters > 0) {
    shown.push(colors.dim(`… ${omittedCharacters} more characters were not compared`));
  }
  return shown;
}

function renderLine(line: UnifiedLine | number, colors: Colors): string {
  if (typeof line === 'number') return colors.dim('  …');
  const text = shorten(line);
  if (line.kind === 'expected') return colors.red(`- ${text}`);
  if (line.kind === 'actual') return colors.green(`+ ${text}`);
  return colors.dim(`  ${text}`);
}

/** Of a long line the part that differs. */
function shorten({ text, other }: UnifiedLine): string {
  const { before, head, changed, tail, after } = windowOf(text, other, MAX_LINE_CHARACTERS);
  return `${before > 0 ? '…' : ''}${head}${changed}${tail}${after > 0 ? '…' : ''}`;
}
