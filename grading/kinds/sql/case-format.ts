import { refuseOthers, type CaseFormat, type Report } from '../../catalogue/case-format.ts';
import type { SqlCaseFile } from '../../manifest/manifest.ts';
import { suggest } from '../../manifest/nearest.ts';
import { sqlCaseFileSchema } from '../../manifest/schema.ts';
import { yamlValidator } from '../../manifest/validate-manifest.ts';
import type { YamlPath } from '../../manifest/yaml-source.ts';
import type {
  SqlCase,
  SqlExpectation,
  SqlPlanExpectation,
  SqlSpec,
  SqlTableExpectation,
} from './types.ts';

const DEFAULT_TOLERANCE = 1e-6;

type WrittenCase = SqlCaseFile['cases'][number];
type WrittenRows = Pick<
  NonNullable<WrittenCase['expect']>,
  'columns' | 'rows' | 'ordered' | 'tolerance'
>;

const validate = yamlValidator<SqlCaseFile>(sqlCaseFileSchema);

/** Kind `sql`: YAML. */
export const sqlCases = (spec: SqlSpec): CaseFormat<SqlCase, WrittenCase> => ({
  validate,
  toCase(written, base, report) {
    checkCase(spec, written, report);
    return {
      ...base,
      dataset: readDataset(spec, written, report),
      expect: written.expect === undefined ? null : toRows(written.expect, ['expect'], report),
      after: (written.after ?? []).map((one, index) => ({
        query: one.query,
        ...toRows(one, ['after', index], report),
      })),
      tables: (written.tables ?? []).map(toTable),
      probes: (written.probes ?? []).map(({ name, sql, accepted, sqlstate, keep }) => ({
        ...{ name, sql, accepted, sqlstate: sqlstate ?? null, keep: keep ?? false },
      })),
      plan: written.plan === undefined ? null : toPlan(written.plan),
    };
  },
  loadOthers: refuseOthers,
});

/** What a case of a task must, or cannot, look at. */
function checkCase({ engine, task }: SqlSpec, written: WrittenCase, report: Report): void {
  const { expect, after = [], tables = [], probes = [], plan } = written;
  if (task === 'query' && expect === undefined) {
    report([], 'A case of the task "query" needs "expect".', 'Add the rows that must come back.');
  }
  if (task === 'plan' && plan === undefined) {
    report([], 'A case of the task "plan" needs "plan".', 'Add what the plan must have.');
  }
  if (task !== 'plan' && plan !== undefined) {
    const remedy = 'Change sql.task in exercise.yaml to plan, or remove it.';
    report(['plan'], `The task "${task}" looks at no plan.`, remedy);
  }
  const checks = [expect, plan, ...after, ...tables, ...probes].filter((one) => one !== undefined);
  if (checks.length === 0 && task !== 'query' && task !== 'plan') {
    const remedy = 'Add "expect", "after", "tables" or "probes".';
    report([], 'The case looks at nothing.', remedy);
  }
  if (plan?.maxRows !== undefined && engine === 'sqlite') {
    report(['plan', 'maxRows'], 'SQLite estimates no rows.', 'Remove "maxRows".');
  }
  if (plan?.usesIndex === false) {
    report(['plan', 'usesIndex'], '"usesIndex" is false.', 'Write true or the name of an index.');
  }
  probes.forEach(({ accepted, sqlstate }, index) => {
    if (sqlstate === undefined) return;
    const path = ['probes', index, 'sqlstate'];
    if (accepted) report(path, 'What is accepted has no error.', 'Remove "sqlstate".');
    else if (engine === 'sqlite') report(path, 'SQLite has no SQLSTATE.', 'Remove "sqlstate".');
  });
}

function readDataset({ datasets }: SqlSpec, written: WrittenCase, report: Report): string | null {
  if (written.dataset === undefined) return null;
  const name = written.dataset.replace(/\.sql$/, '');
  if (datasets.some((dataset) => dataset.name === name)) return name;
  const known = datasets.map((dataset) => `${dataset.name}.sql`);
  const remedy = known.length === 0 ? `Add database/${name}.sql.` : suggest(`${name}.sql`, known);
  report(['dataset'], `There is no file database/${name}.sql.`, remedy);
  return null;
}

function toRows(written: WrittenRows, path: YamlPath, report: Report): SqlExpectation {
  const { columns, rows, ordered = false, tolerance = DEFAULT_TOLERANCE } = written;
  const width = columns?.length ?? rows[0]?.length;
  rows.forEach((row, index) => {
    if (row.length === width) return;
    const message = `This row has ${row.length} values; ${width ?? 0} are expected.`;
    report([...path, 'rows', index], message, 'Give every row one value a column.');
  });
  return {
    columns: columns ?? null,
    rows: rows,
    ordered,
    tolerance,
  };
}

const toTable = (written: NonNullable<WrittenCase['tables']>[number]): SqlTableExpectation => ({
  name: written.name,
  columns:
    written.columns?.map(({ name, type, nullable }) => ({
      ...{ name, type: type ?? null, nullable: nullable ?? null },
    })) ?? null,
  primaryKey: written.primaryKey ?? null,
  unique: written.unique ?? [],
  foreignKeys: (written.foreignKeys ?? []).map(({ columns, table, references }) => ({
    ...{ columns, table, references: references ?? null },
  })),
});

const toPlan = (written: NonNullable<WrittenCase['plan']>): SqlPlanExpectation => ({
  usesIndex: written.usesIndex === false ? null : (written.usesIndex ?? null),
  noScanOf: written.noScanOf ?? [],
  maxRows: written.maxRows ?? null,
});
