import mysql2, { type FieldPacket } from 'mysql2';
import type { SqlValue } from '../../../../grading/kinds/sql/types.ts';

const { Types } = mysql2;
const NUMBERS: ReadonlySet<number> = new Set([
  ...[Types.TINY, Types.SHORT, Types.INT24, Types.LONG, Types.LONGLONG],
  ...[Types.FLOAT, Types.DOUBLE, Types.YEAR],
]);
const TEXTS: ReadonlySet<number> = new Set([
  ...[Types.VARCHAR, Types.VAR_STRING, Types.STRING, Types.ENUM, Types.SET],
  ...[Types.TINY_BLOB, Types.MEDIUM_BLOB, Types.LONG_BLOB, Types.BLOB, Types.GEOMETRY],
]);
/** The character set "binary". */
const BINARY = 63;

/**
 * A value as the server prints it: numbers that double precision holds as numbers, BIT as one, bytes
 * as `\x...`, everything else (DECIMAL, dates) as the server's own text.
 */
export function toValue(bytes: Buffer | null, field: FieldPacket | undefined): SqlValue {
  if (bytes === null || field === undefined) return null;
  const type = field.columnType ?? Types.VAR_STRING;
  if (type === Types.BIT) return exact(BigInt(`0x${bytes.toString('hex') || '0'}`).toString());
  if (TEXTS.has(type) && characterSetOf(field) === BINARY) return `\\x${bytes.toString('hex')}`;
  const text = bytes.toString('utf8');
  return NUMBERS.has(type) ? exact(text) : text;
}

function exact(text: string): number | string {
  const number = Number(text);
  return !Number.isInteger(number) || Number.isSafeInteger(number) ? number : text;
}

const characterSetOf = (field: FieldPacket): number | undefined =>
  (field as { readonly characterSet?: number }).characterSet;
