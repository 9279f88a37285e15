import type { DatabaseError } from 'pg';
import type { SqlError, SqlStop } from '../engine.ts';
import type { SqlStatement } from '../split-statements.ts';

/**
 * The server's error, its place found in the file that the statement is from.
 * @param prefixLength of what was put before the statement's text
 */
export function toSqlError(
  error: DatabaseError,
  statement: SqlStatement,
  prefixLength = 0,
): SqlError {
  const { message, detail, hint, code, position } = error;
  const parts = [message, detail, hint === undefined ? undefined : `Hint: ${hint}`];
  return {
    message: parts.filter((part) => part !== undefined).join('\n'),
    sqlstate: code ?? null,
    line: statement.line + linesBefore(statement.text, Number(position ?? 1) - prefixLength),
  };
}

/** @param position in characters (not UTF-16 units), from 1 */
function linesBefore(text: string, position: number): number {
  const before = Array.from(text).slice(0, Math.max(position - 1, 0));
  return before.filter((character) => character === '\n').length;
}

/** Limits that the server keeps by itself: memory of a connection, disk, temporary files. */
const STOPS: Readonly<Record<string, SqlStop>> = {
  '53200': 'memory',
  '53100': 'disk',
  '53400': 'disk',
};

export const stopOf = (error: DatabaseError): SqlStop | null => STOPS[error.code ?? ''] ?? null;
