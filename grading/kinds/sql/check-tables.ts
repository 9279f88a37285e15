import { CORRECT, wrong, type Judgement } from '../../checker/judgement.ts';
import { sameName } from './compare-rows.ts';
import type {
  SqlColumnExpectation,
  SqlForeignKey,
  SqlTableExpectation,
  SqlTableFound,
  SqlTypeFamily,
} from './types.ts';

/** Compares the tables that introspection found with those a case asks for; the first fault. */
export function checkTables(
  expected: readonly SqlTableExpectation[],
  found: readonly SqlTableFound[],
): Judgement {
  for (const want of expected) {
    const table = found.find(({ name }) => sameName(name, want.name));
    if (table === undefined) return wrong(`There is no table "${want.name}".`);
    const problem = differTable(want, table, found);
    if (problem !== null) return wrong(problem);
  }
  return CORRECT;
}

function differTable(
  want: SqlTableExpectation,
  table: SqlTableFound,
  all: readonly SqlTableFound[],
): string | null {
  for (const column of want.columns ?? []) {
    const problem = differColumn(column, table);
    if (problem !== null) return problem;
  }
  if (want.primaryKey !== null && !sameNames(want.primaryKey, table.primaryKey)) {
    const is = table.primaryKey.length === 0 ? 'missing' : `(${table.primaryKey.join(', ')})`;
    return `The primary key of "${want.name}" is ${is}; (${want.primaryKey.join(', ')}) is expected.`;
  }
  for (const columns of want.unique) {
    const keys = [...table.unique, table.primaryKey];
    if (keys.some((key) => sameNames(columns, key))) continue;
    return `Nothing makes (${columns.join(', ')}) unique in "${want.name}".`;
  }
  for (const key of want.foreignKeys) {
    if (table.foreignKeys.some((one) => sameReference(key, one, all))) continue;
    const columns = key.columns.join(', ');
    return `(${columns}) of "${want.name}" does not reference "${key.table}".`;
  }
  return null;
}

function differColumn(want: SqlColumnExpectation, table: SqlTableFound): string | null {
  const where = `"${table.name}.${want.name}"`;
  const column = table.columns.find(({ name }) => sameName(name, want.name));
  if (column === undefined) return `The table "${table.name}" has no column "${want.name}".`;
  if (want.type !== null && !typeFits(want.type, column.type)) {
    return `The column ${where} has the type ${column.type || '(none)'}; ${want.type} is expected.`;
  }
  if (want.nullable === null || want.nullable === column.nullable) return null;
  return want.nullable
    ? `The column ${where} refuses NULL, which must be possible.`
    : `The column ${where} takes NULL, which must not be possible.`;
}

/** Each family by how the three engines name its types. */
const FAMILIES: Readonly<Record<SqlTypeFamily, RegExp>> = {
  integer: /^(tiny|small|medium|big)?(int|serial)|^integer|^int\d|^(small|big)serial/i,
  number: /^(numeric|decimal|real|double|float|dec|money)|^(tiny|small|medium|big)?int|^int\d/i,
  text: /char|text|clob|^uuid|^enum|^citext|^name$/i,
  boolean: /^bool|^tinyint\(1\)|^bit\(1\)/i,
  date: /^date$/i,
  time: /^time(\(|$| without| with)/i,
  timestamp: /^timestamp|^datetime/i,
  binary: /blob|^bytea|binary/i,
};

export const typeFits = (family: SqlTypeFamily, type: string): boolean =>
  FAMILIES[family].test(type.trim());

function sameReference(
  want: SqlForeignKey,
  found: SqlTableFound['foreignKeys'][number],
  all: readonly SqlTableFound[],
): boolean {
  if (!sameName(want.table, found.table)) return false;
  const target = all.find(({ name }) => sameName(name, want.table));
  const references = want.references ?? target?.primaryKey ?? [];
  // Pairs of columns: (a, b) -> (x, y) is (b, a) -> (y, x).
  const pairs = (from: readonly string[], to: readonly string[]): string[] =>
    from.map((column, index) => `${column} ${to[index] ?? ''}`);
  return sameNames(pairs(want.columns, references), pairs(found.columns, found.references));
}

/** The same names, in any order. */
function sameNames(a: readonly string[], b: readonly string[]): boolean {
  const sorted = (names: readonly string[]): string =>
    JSON.stringify(names.map((name) => name.toLowerCase()).sort());
  return sorted(a) === sorted(b);
}
