import type { SqlRows, SqlTableFound } from '../../../../grading/kinds/sql/types.ts';
import { DATABASE } from './server.ts';

/** Questions to the information schema, and the tables that the answers describe. */
export const COLUMNS = `SELECT c.table_name, c.column_name, c.column_type, c.is_nullable
  FROM information_schema.columns c
  JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE c.table_schema = '${DATABASE}' AND t.table_type = 'BASE TABLE'
  ORDER BY c.table_name, c.ordinal_position`;

/** Of whole columns: an index of a column's beginning alone makes it unique by accident. */
export const UNIQUE_KEYS = `SELECT table_name, index_name, column_name FROM information_schema.statistics s
  WHERE table_schema = '${DATABASE}' AND non_unique = 0 AND NOT EXISTS (
    SELECT 1 FROM information_schema.statistics part WHERE part.table_schema = s.table_schema
    AND part.table_name = s.table_name AND part.index_name = s.index_name AND part.sub_part IS NOT NULL)
  ORDER BY table_name, index_name, seq_in_index`;

export const FOREIGN_KEYS = `SELECT table_name, constraint_name, column_name,
    referenced_table_name, referenced_column_name
  FROM information_schema.key_column_usage
  WHERE table_schema = '${DATABASE}' AND referenced_table_name IS NOT NULL
  ORDER BY table_name, constraint_name, ordinal_position`;

const PRIMARY = 'PRIMARY';

export function toTables(
  columns: SqlRows,
  uniqueKeys: SqlRows,
  foreignKeys: SqlRows,
): SqlTableFound[] {
  const keysOf = group(uniqueKeys);
  const referencesOf = group(foreignKeys);
  return [...group(columns, 1)].map(([name, [rows = []]]) => {
    const keys = keysOf.get(name) ?? [];
    const named = (primary: boolean): string[][] =>
      keys.filter(([row]) => (row?.[1] === PRIMARY) === primary).map((key) => pick(key, 2));
    return {
      name,
      columns: rows.map(([, column, type, nullable]) => ({
        ...{ name: String(column), type: String(type), nullable: nullable === 'YES' },
      })),
      primaryKey: named(true)[0] ?? [],
      unique: named(false),
      foreignKeys: (referencesOf.get(name) ?? []).map((key) => ({
        ...{ columns: pick(key, 2), table: String(key[0]?.[3]), references: pick(key, 4) },
      })),
    };
  });
}

type Row = SqlRows['rows'][number];

const pick = (rows: readonly Row[], index: number): string[] =>
  rows.map((row) => String(row[index]));

/** Rows by their first `keys` values: the first of them to the groups of the second. */
function group({ rows }: SqlRows, keys: 1 | 2 = 2): Map<string, Row[][]> {
  const tables = new Map<string, Map<string, Row[]>>();
  for (const row of rows) {
    const table = String(row[0]);
    const groups = tables.get(table) ?? new Map<string, Row[]>();
    const key = keys === 1 ? '' : String(row[1]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
    tables.set(table, groups);
  }
  return new Map([...tables].map(([table, groups]) => [table, [...groups.values()]]));
}
