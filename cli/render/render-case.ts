import type { SubmissionResource } from '../../grading/resource/resources.ts';
import { renderDiff } from './render-diff.ts';
import type { Colors } from './terminal-style.ts';

export type ShownResult = NonNullable<SubmissionResource['result']>;
export type ShownCase = ShownResult['cases'][number];

const MAX_BLOCK_LINES = 20;
const MAX_LINE_CHARACTERS = 200;
const INDENT = '      ';

/** All that may be told of a failed case, below its row. The resource must be sanitized already. */
export function renderFailedCase(result: ShownCase, colors: Colors): string[] {
  const lines = [`${INDENT}${result.message}`];
  if (result.hint !== null) lines.push(`${INDENT}${colors.cyan('hint:')} ${indent(result.hint)}`);
  const feedback = result.sampleFeedback;
  if (feedback === null) return lines;
  if (feedback.args.length > 0) {
    lines.push(...block('arguments', feedback.args.map(quote).join(' '), colors));
  }
  lines.push(...block('input', feedback.stdin, colors));
  if (feedback.expectedStdout !== feedback.actualStdout) {
    lines.push(`${INDENT}${colors.bold('output')} ${colors.dim('(- expected, + yours)')}`);
    const diff = renderDiff(feedback.expectedStdout, feedback.actualStdout, colors);
    lines.push(...diff.map((line) => `${INDENT}  ${line}`));
  } else {
    lines.push(...block('output', feedback.actualStdout, colors));
  }
  lines.push(...block('standard error', feedback.stderr, colors));
  return lines;
}

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

const clipLine = (line: string): string =>
  line.length <= MAX_LINE_CHARACTERS ? line : `${line.slice(0, MAX_LINE_CHARACTERS)}…`;

const indent = (text: string): string => text.trimEnd().replaceAll('\n', `\n${INDENT}  `);

/** As a shell would take it. */
export const quote = (argument: string): string =>
  /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
