import type { SubmissionResource } from '../../grading/resource/resources.ts';
import type { Colors } from './terminal-style.ts';

export type ShownResult = NonNullable<SubmissionResource['result']>;
export type ShownCase = ShownResult['cases'][number];
export type ShownFeedback = NonNullable<ShownCase['sampleFeedback']>;

const MAX_BLOCK_LINES = 20;
const MAX_LINE_CHARACTERS = 200;
export const INDENT = '      ';

/** A titled text, clipped; nothing where there is no text. */
export function block(title: string, text: string, colors: Colors): string[] {
  if (text === '') return [];
  const all = text.replace(/\n$/, '').split('\n');
  const shown = all.slice(0, MAX_BLOCK_LINES).map(clipLine);
  if (all.length > MAX_BLOCK_LINES) {
    shown.push(colors.dim(`… ${all.length - MAX_BLOCK_LINES} more lines`));
  }
  return [
    `${INDENT}${colors.bold(title)}`,
    ...shown.map((line) => (line === '' ? '' : `${INDENT}  ${line}`)),
  ];
}

export const clipLine = (line: string): string =>
  line.length <= MAX_LINE_CHARACTERS ? line : `${line.slice(0, MAX_LINE_CHARACTERS)}…`;

/** As a shell would take it. */
export const quote = (argument: string): string =>
  /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
