import { CORRECT, wrong, type Judgement } from '../../checker/judgement.ts';
import { cellText } from './feedback-table.ts';
import type { SqlExpectation, SqlRows, SqlValue } from './types.ts';

/** Unordered rows that hold fractions are matched each with each up to here. */
const MAX_GREEDY_ROWS = 2000;
const MAX_ROW_CHARACTERS = 160;

type Row = readonly SqlValue[];

/**
 * Compares the rows that came back with those that a case expects: column names without case, then
 * the rows, in order or as a multiset (duplicates count). NULL is met by NULL alone; a number by
 * one within the tolerance, absolute or relative, also where an engine gives it as text (DECIMAL)
 * and the case writes a number; true and false also by 1 and 0, which is what SQLite and MySQL have.
 *
 * The message quotes rows: never show it for a secret case.
 */
export function compareRows(expect: SqlExpectation, actual: SqlRows): Judgement {
  const problem = differColumns(expect, actual) ?? differRows(expect, actual);
  return problem === null ? CORRECT : wrong(problem);
}

function differColumns({ columns, rows }: SqlExpectation, actual: SqlRows): string | null {
  const width = columns?.length ?? rows[0]?.length;
  if (width !== undefined && actual.columns.length !== width) {
    const names = actual.columns.length === 0 ? '' : ` (${actual.columns.join(', ')})`;
    return `${count(width, 'column')} expected, but there are ${actual.columns.length}${names}.`;
  }
  const index = columns?.findIndex((name, at) => !sameName(name, actual.columns[at] ?? '')) ?? -1;
  if (index === -1) return null;
  const [want = '', got = ''] = [columns?.[index], actual.columns[index]];
  return `Column ${index + 1} is named "${got}"; "${want}" is expected.`;
}

function differRows(expect: SqlExpectation, actual: SqlRows): string | null {
  const { rows, ordered, tolerance } = expect;
  const same = (want: Row, got: Row): boolean =>
    want.length === got.length &&
    want.every((value, at) => valuesMatch(value, got[at] ?? null, tolerance));
  if (ordered) {
    const index = rows.findIndex((want, at) => {
      const got = actual.rows[at];
      return got !== undefined && !same(want, got);
    });
    const [want, got] = [rows[index], actual.rows[index]];
    if (want !== undefined && got !== undefined) {
      const other = isPermutation(rows, actual, same)
        ? ' The rows are right, but not in order.'
        : '';
      return `Row ${index + 1} is ${rowText(got)}; ${rowText(want)} is expected.${other}`;
    }
  } else {
    const stray = strayRow(rows, actual.rows, same);
    if (stray !== null && rows.length > 0) {
      return `The row ${rowText(stray)} is not expected, or not as often.${differCount(rows, actual)}`;
    }
    const missing = strayRow(actual.rows, rows, (got, want) => same(want, got));
    if (missing !== null)
      return `The row ${rowText(missing)} is missing.${differCount(rows, actual)}`;
  }
  if (rows.length === actual.rows.length && !actual.truncated) return null;
  return differCount(rows, actual).trim();
}

function differCount(rows: readonly Row[], actual: SqlRows): string {
  if (rows.length === actual.rows.length && !actual.truncated) return '';
  const many = `${actual.truncated ? 'more than ' : ''}${actual.rows.length}`;
  return ` ${count(rows.length, 'row')} expected, but there are ${many}.`;
}

const isPermutation = (
  rows: readonly Row[],
  actual: SqlRows,
  same: (want: Row, got: Row) => boolean,
): boolean => rows.length === actual.rows.length && strayRow(rows, actual.rows, same) === null;

/** The first of `others` that has no partner left among `rows`; each row is one partner. */
function strayRow(
  rows: readonly Row[],
  others: readonly Row[],
  same: (row: Row, other: Row) => boolean,
): Row | null {
  // Rows with the same key match; only what is left needs to be tried each with each.
  const left = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const twins = left.get(key);
    if (twins === undefined) left.set(key, [row]);
    else twins.push(row);
  }
  const unmatched = others.filter((other) => left.get(keyOf(other))?.pop() === undefined);
  const rest = [...left.values()].flat();
  if (unmatched.length > MAX_GREEDY_ROWS) return unmatched[0] ?? null;
  for (const other of unmatched) {
    const index = rest.findIndex((row) => same(row, other));
    if (index === -1) return other;
    rest.splice(index, 1);
  }
  return null;
}

/** Equal for rows whose values are the same; rows that only match have other keys. */
const keyOf = (row: Row): string =>
  JSON.stringify(row.map((value) => (typeof value === 'boolean' ? Number(value) : value)));

/** True where the engine's value is what the case says. */
export function valuesMatch(expected: SqlValue, actual: SqlValue, tolerance: number): boolean {
  if (expected === actual) return true;
  if (expected === null || actual === null) return false;
  if (typeof expected === 'boolean' || typeof actual === 'boolean') {
    const bit = (value: SqlValue): SqlValue => (typeof value === 'boolean' ? Number(value) : value);
    return bit(expected) === bit(actual);
  }
  if (typeof expected === 'number') {
    const got = typeof actual === 'number' ? actual : numberOf(actual);
    if (got === null) return false;
    const difference = Math.abs(expected - got);
    return difference <= tolerance || difference <= tolerance * Math.abs(expected);
  }
  // A text in the case that an engine gives as a number: '9007199254740993', '12.50'.
  if (typeof actual === 'number') return numberOf(expected) === actual;
  return false;
}

function numberOf(text: string): number | null {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}

export const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function rowText(row: Row): string {
  const text = `(${row.map((value) => cellText(value) ?? 'NULL').join(', ')})`;
  return text.length <= MAX_ROW_CHARACTERS ? text : `${text.slice(0, MAX_ROW_CHARACTERS)}…`;
}

const count = (many: number, noun: string): string =>
  many === 1 ? `1 ${noun} is` : `${many} ${noun}s are`;
