import type { SqlValue } from '../../../../grading/kinds/sql/types.ts';

/** From pg_type.dat, where these numbers are fixed for ever. */
const BOOL = 16;
const NUMBERS: ReadonlySet<number> = new Set([20, 21, 23, 26, 700, 701]);

/**
 * A value as the server prints it: numbers that double precision holds as numbers, everything else
 * (numeric, dates, arrays, bytea as `\x...`) as the server's own text.
 */
export function toValue(text: string | null, typeId: number): SqlValue {
  if (text === null) return null;
  if (typeId === BOOL) return text === 't';
  if (!NUMBERS.has(typeId)) return text;
  const number = Number(text);
  const holds =
    Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number));
  return holds ? number : text;
}
