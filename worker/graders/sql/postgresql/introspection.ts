import type { SqlRows, SqlTableFound } from '../../../../grading/kinds/sql/types.ts';

/**
 * Every table that is not the server's own, a row of JSON each. Asked with `search_path` set to the
 * catalogue alone.
 */
export const INTROSPECTION = `
SELECT json_build_object(
  'name', c.relname,
  'columns', (
    SELECT coalesce(json_agg(json_build_object(
      'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
      'nullable', NOT a.attnotnull AND NOT (t.typtype = 'd' AND t.typnotnull)) ORDER BY a.attnum), '[]')
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
  'primaryKey', coalesce((
    SELECT (SELECT json_agg(a.attname ORDER BY k.place)
      FROM unnest(i.indkey[0:i.indnkeyatts - 1]) WITH ORDINALITY k (number, place)
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number)
    FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary), '[]'),
  'unique', (
    SELECT coalesce(json_agg((SELECT json_agg(a.attname ORDER BY k.place)
      FROM unnest(i.indkey[0:i.indnkeyatts - 1]) WITH ORDINALITY k (number, place)
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number)), '[]')
    FROM pg_index i
    WHERE i.indrelid = c.oid AND i.indisunique AND NOT i.indisprimary AND i.indisvalid
      AND i.indpred IS NULL AND i.indexprs IS NULL),
  'foreignKeys', (
    SELECT coalesce(json_agg(json_build_object(
      'columns', (SELECT json_agg(a.attname ORDER BY k.place)
        FROM unnest(f.conkey) WITH ORDINALITY k (number, place)
        JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.number),
      'table', target.relname,
      'references', (SELECT json_agg(a.attname ORDER BY k.place)
        FROM unnest(f.confkey) WITH ORDINALITY k (number, place)
        JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.number))), '[]')
    FROM pg_constraint f JOIN pg_class target ON target.oid = f.confrelid
    WHERE f.conrelid = c.oid AND f.contype = 'f'))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(temp|toast)'
ORDER BY n.nspname, c.relname`;

/** The server made the JSON, from its own catalogue: its shape is the query's. */
export const toTables = ({ rows }: SqlRows): SqlTableFound[] =>
  rows.map(([table]) => JSON.parse(String(table)) as SqlTableFound);
