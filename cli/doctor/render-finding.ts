import type { Colors } from '../render/terminal-style.ts';
import type { NamedFinding } from './examine.ts';

const NAME_COLUMNS = 12;

/** `ok   engine       Docker 27.3.1`, and on the next line what to do about it. */
export const renderFinding = (
  { name, status, found, remedy }: NamedFinding,
  colors: Colors,
): string => {
  const paint = { ok: colors.green, warn: colors.yellow, fail: colors.red }[status];
  const indent = ' '.repeat(5 + NAME_COLUMNS + 1);
  const [first = '', ...rest] = found.split('\n');
  const lines = [
    `${paint(status.padEnd(4))} ${name.padEnd(NAME_COLUMNS)} ${first}`,
    ...rest.map((line) => indent + line),
    ...(remedy === null ? [] : [`${indent}${colors.bold('->')} ${remedy}`]),
  ];
  return lines.join('\n');
};
