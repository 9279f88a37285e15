import type { SqlCase } from '../../../grading/catalogue/exercise.ts';
import type { Judgement } from '../../../grading/checker/judgement.ts';
import { checkPlan, checkProbe } from '../../../grading/kinds/sql/check-plan.ts';
import { checkTables } from '../../../grading/kinds/sql/check-tables.ts';
import { compareRows } from '../../../grading/kinds/sql/compare-rows.ts';
import { feedbackTable } from '../../../grading/kinds/sql/feedback-table.ts';
import type {
  SqlExpectation,
  SqlFeedback,
  SqlFeedbackTable,
  SqlRows,
} from '../../../grading/kinds/sql/types.ts';
import type { SqlDatabase, SqlError, SqlOutcome, SqlStop } from './engine.ts';

/** What was found out about a case, up to the first thing that is wrong. */
export type Examined =
  | { readonly kind: 'right'; readonly feedback: Feedback }
  /** `aspect`: what a secret case may say of it. */
  | {
      readonly kind: 'wrong';
      readonly aspect: Aspect;
      readonly message: string;
      readonly feedback: Feedback;
    }
  /** A statement of the submission's. */
  | { readonly kind: 'refused'; readonly error: SqlError }
  | { readonly kind: 'stopped'; readonly by: SqlStop };

export type Aspect = 'rows' | 'plan' | 'tables' | 'state' | 'probes';
type Feedback = Omit<SqlFeedback, 'kind'>;

/** Runs the submission, then looks at everything that the case names, until something is wrong. */
export async function examine(
  database: SqlDatabase,
  sql: string,
  testCase: SqlCase,
): Promise<Examined> {
  const submitted = await database.submit(sql);
  if (submitted.kind === 'error') return { kind: 'refused', error: submitted.error };
  if (submitted.kind === 'stopped') return submitted;
  const looks: readonly Look[] = [
    ...(testCase.expect === null ? [] : [lookAtRows(testCase.expect, submitted.value)]),
    ...(testCase.plan === null ? [] : [lookAtPlan(testCase.plan, sql)]),
    ...(testCase.tables.length === 0 ? [] : [lookAtTables(testCase.tables)]),
    ...testCase.after.map(lookAfter),
    ...testCase.probes.map(lookAtProbe),
  ];
  let feedback: Feedback | null = null;
  for (const look of looks) {
    const seen = await look(database);
    if (seen.kind !== 'right') return seen;
    // A right case shows its rows, or what else it looked at first.
    feedback ??= seen.feedback;
  }
  return { kind: 'right', feedback: feedback ?? NOTHING };
}

type Look = (database: SqlDatabase) => Promise<Examined>;

const NOTHING: Feedback = { query: null, tables: [], error: null, plan: null };
const NO_ROWS_AT_ALL = 'No statement of the file gives rows: end it with a query.';

function lookAtRows(expect: SqlExpectation, rows: SqlRows | null): Look {
  if (rows !== null) return () => Promise.resolve(compared('rows', null, expect, rows));
  const feedback = { ...NOTHING, tables: [feedbackTable('Expected', expect)] };
  const wrong = { kind: 'wrong', aspect: 'rows', message: NO_ROWS_AT_ALL, feedback } as const;
  return () => Promise.resolve(wrong);
}

const lookAfter =
  (after: SqlCase['after'][number]): Look =>
  async (database) => {
    const { query } = after;
    const found = await database.query(query);
    if (found.kind === 'done') return compared('state', query, after, found.value);
    return notAnswered('state', query, found, [feedbackTable('Expected', after)]);
  };

const lookAtPlan =
  (plan: NonNullable<SqlCase['plan']>, sql: string): Look =>
  async (database) => {
    const found = await database.explain(sql);
    if (found.kind !== 'done') return notAnswered('plan', null, found, []);
    return judged('plan', checkPlan(plan, found.value), { ...NOTHING, plan: found.value.text });
  };

const lookAtTables =
  (tables: SqlCase['tables']): Look =>
  async (database) => {
    const found = await database.tables();
    if (found.kind !== 'done') return notAnswered('tables', null, found, []);
    const columns = ['table', 'columns', 'primary key'];
    const rows = found.value.map((table) => [
      table.name,
      table.columns.map(({ name, type }) => `${name} ${type}`.trim()).join(', '),
      table.primaryKey.join(', '),
    ]);
    const shown = feedbackTable('Your tables', { columns, rows });
    return judged('tables', checkTables(tables, found.value), { ...NOTHING, tables: [shown] });
  };

const lookAtProbe =
  (probe: SqlCase['probes'][number]): Look =>
  async (database) => {
    const found = await database.probe(probe.sql, probe.keep);
    if (found.kind !== 'done') return notAnswered('probes', probe.sql, found, []);
    const { error } = found.value;
    return judged('probes', checkProbe(probe, found.value), {
      ...NOTHING,
      query: probe.sql,
      error,
    });
  };

function compared(
  aspect: Aspect,
  query: string | null,
  expect: SqlExpectation,
  rows: SqlRows,
): Examined {
  const tables = [feedbackTable('Expected', expect), feedbackTable('Yours', rows)];
  return judged(aspect, compareRows(expect, rows), { ...NOTHING, query, tables });
}

const judged = (aspect: Aspect, judgement: Judgement, feedback: Feedback): Examined =>
  judgement.correct
    ? { kind: 'right', feedback }
    : { kind: 'wrong', aspect, message: judgement.message ?? '', feedback };

/** The author's question was refused, or took too much: by what the submission left there. */
function notAnswered(
  aspect: Aspect,
  query: string | null,
  outcome: Exclude<SqlOutcome<unknown>, { kind: 'done' }>,
  tables: readonly SqlFeedbackTable[],
): Examined {
  if (outcome.kind === 'stopped') return outcome;
  const error = outcome.error.message;
  const message = query === null ? error : `The check could not be made: ${error}`;
  return { kind: 'wrong', aspect, message, feedback: { query, tables, error, plan: null } };
}
