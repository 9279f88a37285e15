import { INDENT, type ShownCase } from './render-block.ts';
import { renderFeedback } from './render-feedback.ts';
import type { Colors } from './terminal-style.ts';

/** All that may be told of a failed case, below its row. The resource must be sanitized already. */
export function renderFailedCase(result: ShownCase, colors: Colors): string[] {
  const lines = [`${INDENT}${result.message}`];
  if (result.hint !== null) lines.push(`${INDENT}${colors.cyan('hint:')} ${indent(result.hint)}`);
  if (result.sampleFeedback !== null) lines.push(...renderFeedback(result.sampleFeedback, colors));
  return lines;
}

const indent = (text: string): string => text.trimEnd().replaceAll('\n', `\n${INDENT}  `);
