import type { SqlPlanFound, SqlRows } from '../../../../grading/kinds/sql/types.ts';
import type { SqlStatement } from '../split-statements.ts';

const EXPLAINABLE = /^\(*\s*(select|with|insert|update|delete|merge|values|table)\b/i;

export const isExplainable = ({ text }: SqlStatement): boolean => EXPLAINABLE.test(text);

/**
 * A plan from EXPLAIN's two answers. A table is read in full by a sequential scan, and by the scan of
 * an index without a condition.
 */
export function toPlan(json: SqlRows, text: SqlRows): SqlPlanFound {
  const found = { indexes: new Set<string>(), scans: new Set<string>(), maxRows: 0 };
  const plans = JSON.parse(String(json.rows[0]?.[0] ?? '[]')) as readonly { Plan?: PlanNode }[];
  const waiting = plans.flatMap(({ Plan }) => (Plan === undefined ? [] : [Plan]));
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const { 'Index Name': index, 'Relation Name': table, 'Plan Rows': rows = 0 } = node;
    found.maxRows = Math.max(found.maxRows, rows);
    if (index !== undefined) found.indexes.add(index);
    if (table !== undefined && readsAll(node)) found.scans.add(table);
    waiting.push(...(node.Plans ?? []));
  }
  return {
    indexes: [...found.indexes],
    scans: [...found.scans],
    maxRows: found.maxRows,
    text: text.rows.map(([line]) => String(line)).join('\n'),
  };
}

/** What is read of EXPLAIN (FORMAT JSON). */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Plan Rows'?: number;
  readonly Plans?: readonly PlanNode[];
}

function readsAll(node: PlanNode): boolean {
  const type = node['Node Type'];
  if (type === 'Seq Scan' || type === 'Sample Scan') return true;
  return /^Index (Only )?Scan/.test(type) && node['Index Cond'] === undefined;
}
