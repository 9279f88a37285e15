import { describeChecks } from './describe.ts';
import { feedbackTable } from './feedback-table.ts';
import type { SqlCase, SqlSpec } from './types.ts';

/** A sample as everybody may see it, the SQL of its dataset included. */
export function sqlSample(spec: SqlSpec, testCase: SqlCase) {
  const dataset = spec.datasets.find(({ name }) => name === testCase.dataset);
  const expected = testCase.expect === null ? [] : [feedbackTable('Expected', testCase.expect)];
  const after = testCase.after.map((one) => feedbackTable(one.query, one));
  return {
    kind: 'sql' as const,
    name: testCase.name,
    database: [
      ...(spec.schema === '' ? [] : [{ path: 'schema.sql', content: spec.schema }]),
      ...(dataset === undefined ? [] : [{ path: `${dataset.name}.sql`, content: dataset.sql }]),
    ],
    tables: [...expected, ...after].map((table) => ({
      ...table,
      columns: [...table.columns],
      rows: table.rows.map((row) => [...row]),
    })),
    checks: describeChecks(testCase),
  };
}
