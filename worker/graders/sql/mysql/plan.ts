import type { SqlPlanFound, SqlRows } from '../../../../grading/kinds/sql/types.ts';
import type { SqlStatement } from '../split-statements.ts';

const EXPLAIN = /^(EXPLAIN|DESCRIBE|DESC|ANALYZE)\s+(EXTENDED\s+|FORMAT\s*=\s*\w+\s+)?/i;
const EXPLAINABLE = /^[\s(]*(SELECT|WITH|VALUES|TABLE|INSERT|REPLACE|UPDATE|DELETE)\b/i;

export const withoutExplain = (sql: string): string => sql.replace(EXPLAIN, '');
export const isExplainable = ({ text }: SqlStatement): boolean =>
  EXPLAINABLE.test(withoutExplain(text));

/** After EXPLAIN EXTENDED: the query as the optimizer has it, every table with its alias. */
export const REWRITTEN = 'SHOW WARNINGS';
const ALIASED = /`[^`]+`\.`([^`]+)` `([^`]+)`/g;
/** All rows, or all of an index, also where they are hashed for a join. */
const WHOLE = /(^|_)(ALL|index)$/;

/**
 * A plan from the rows of EXPLAIN, which name a table by its alias, and the optimizer's note. What
 * stands in angle brackets (`<derived2>`) is not a table of the database.
 */
export function toPlan(plan: SqlRows, notes: SqlRows): SqlPlanFound {
  const at = (name: string): number => plan.columns.indexOf(name);
  const rewritten = notes.rows.map((row) => String(row[2])).join('\n');
  const aliases = new Map(
    Array.from(rewritten.matchAll(ALIASED), ([, table = '', alias = '']) => [alias, table]),
  );
  const indexes = new Set<string>();
  const scans = new Set<string>();
  let maxRows = 0;
  for (const row of plan.rows) {
    const textAt = (name: string): string => String(row[at(name)] ?? '');
    const table = textAt('table');
    for (const index of textAt('key').split(/[,|]/)) {
      if (index !== '' && !index.startsWith('#hash#')) indexes.add(index);
    }
    if (table === '' || table.startsWith('<')) continue;
    maxRows = Math.max(maxRows, Number.parseInt(textAt('rows'), 10) || 0);
    if (WHOLE.test(textAt('type'))) scans.add(aliases.get(table) ?? table);
  }
  return { indexes: [...indexes], scans: [...scans], maxRows, text: tableOf(plan) };
}

const SHOWN = ['id', 'select_type', 'table', 'type', 'key', 'ref', 'rows', 'Extra'];

/** The columns that matter, as the command line shows them. */
function tableOf({ columns, rows }: SqlRows): string {
  const indexes = SHOWN.map((name) => columns.indexOf(name));
  const lines = [SHOWN, ...rows.map((row) => indexes.map((index) => String(row[index] ?? 'NULL')))];
  const widths = SHOWN.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((text, at) => text.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
