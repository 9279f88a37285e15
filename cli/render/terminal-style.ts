import { stripVTControlCharacters } from 'node:util';
import picocolors from 'picocolors';
import type { TextSink } from '../client/terminal.ts';

export type Colors = ReturnType<typeof picocolors.createColors>;

const FALLBACK_COLUMNS = 80;
const MAX_COLUMNS = 110;

/** Colours for a stream: none where NO_COLOR is set or nobody looks (https://no-color.org). */
export function colorsFor(
  sink: TextSink,
  env: Readonly<Record<string, string | undefined>>,
): Colors {
  if (env['NO_COLOR']) return picocolors.createColors(false);
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  return picocolors.createColors(forced || (sink.isTTY === true && env['TERM'] !== 'dumb'));
}

/** A terminal that does not know its width says 0. */
export const terminalColumns = ({ columns = 0 }: TextSink): number =>
  columns > 0 ? columns : FALLBACK_COLUMNS;

/** Columns to write in: prose is not stretched over a wide terminal. */
export const columnsOf = (sink: TextSink): number => Math.min(terminalColumns(sink), MAX_COLUMNS);

/** Columns that a text takes, colours aside. Wide characters count as one: alignment only. */
export const widthOf = (text: string): number => Array.from(stripVTControlCharacters(text)).length;

export type Alignment = 'left' | 'right';

/** Rows under one another in columns, two spaces between; the last column is not padded. */
export function layoutColumns(
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[] = [],
): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, widthOf(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const gap = ' '.repeat((widths[index] ?? 0) - widthOf(cell));
        if (alignments[index] === 'right') return gap + cell;
        return index === row.length - 1 ? cell : cell + gap;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** A bar of `width` characters, filled to `share` (0 to 1). */
export function bar(share: number, width: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}

/** Breaks prose at blanks; a word longer than the line stands on its own. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width - indent.length) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  if (line !== '') lines.push(line);
  return lines.join(`\n${indent}`);
}
