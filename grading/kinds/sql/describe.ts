import type { SqlCase, SqlPlanExpectation, SqlTableExpectation } from './types.ts';

/** What a case looks at beside rows, a sentence each. */
export const describeChecks = ({ tables, probes, plan }: SqlCase): string[] => [
  ...tables.flatMap(describeTable),
  ...probes.map(({ name, accepted }) => `${accepted ? 'Taken' : 'Refused'}: ${name}.`),
  ...(plan === null ? [] : describePlan(plan)),
];

function describeTable(table: SqlTableExpectation): string[] {
  const checks = [`There is a table "${table.name}".`];
  if (table.columns !== null) {
    const columns = table.columns.map(({ name, type, nullable }) =>
      [name, type, nullable === false ? 'not null' : null]
        .filter((part) => part !== null)
        .join(' '),
    );
    checks.push(`"${table.name}" has the columns: ${columns.join(', ')}.`);
  }
  if (table.primaryKey !== null) {
    checks.push(`The primary key of "${table.name}" is (${table.primaryKey.join(', ')}).`);
  }
  for (const unique of table.unique) {
    checks.push(`(${unique.join(', ')}) is unique in "${table.name}".`);
  }
  for (const { columns, table: target } of table.foreignKeys) {
    checks.push(`(${columns.join(', ')}) of "${table.name}" references "${target}".`);
  }
  return checks;
}

function describePlan({ usesIndex, noScanOf, maxRows }: SqlPlanExpectation): string[] {
  const checks: string[] = [];
  if (usesIndex === true) checks.push('The plan uses an index.');
  else if (usesIndex !== null) checks.push(`The plan uses the index "${usesIndex}".`);
  for (const table of noScanOf) checks.push(`The plan does not read all of "${table}".`);
  if (maxRows !== null) checks.push(`The plan expects at most ${maxRows} rows at any step.`);
  return checks;
}
