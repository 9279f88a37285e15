import type { ExerciseOf, SqlCase } from '../../grading/catalogue/exercise.ts';
import type {
  SqlAfter,
  SqlExpectation,
  SqlFeedback,
  SqlProbe,
  SqlSpec,
  SqlTask,
  SqlValue,
} from '../../grading/kinds/sql/types.ts';
import { LANGUAGES, type Language } from '../../grading/manifest/language-names.ts';
import type { Limits } from '../../grading/manifest/limits.ts';
import type { GradingResult } from '../../grading/score/result.ts';
import { gradeSource } from '../../worker/grade.ts';
import type { Sandbox } from '../../worker/sandbox/sandbox.ts';

/** Exercises of kind `sql`, made in a few words, on a shop of customers and orders. */
const MIB = 1024 * 1024;

export const LIMITS: Limits = {
  cpuTimeMs: 1000,
  wallTimeMs: 2000,
  memoryBytes: 256 * MIB,
  outputBytes: 256 * 1024,
  processes: 64,
  diskBytes: 32 * MIB,
};

const SCHEMA = `
CREATE TABLE customer (id int PRIMARY KEY, name varchar(80) NOT NULL);
CREATE TABLE purchase (
  id int PRIMARY KEY,
  customer_id int NOT NULL REFERENCES customer (id),
  total decimal(8, 2) NOT NULL CHECK (total >= 0)
);
`;
const SMALL = `
INSERT INTO customer VALUES (1, 'Ann'), (2, 'Bob'), (3, 'Cyd');
INSERT INTO purchase VALUES (1, 1, 10), (2, 1, 2.5), (3, 2, 7);
`;
const HIDDEN = `
INSERT INTO customer VALUES (1, 'xyzzy');
INSERT INTO purchase VALUES (1, 1, 5);
`;

export const shop = (task: SqlTask, more: Partial<SqlSpec> = {}): SqlSpec => ({
  engine: 'postgresql',
  task,
  schema: SCHEMA,
  datasets: [
    { name: 'small', sql: SMALL },
    { name: 'hidden', sql: HIDDEN },
  ],
  ...more,
});

export const rows = (
  expected: readonly (readonly SqlValue[])[],
  more: Partial<SqlExpectation> = {},
): SqlExpectation => ({ columns: null, rows: expected, ordered: false, tolerance: 1e-6, ...more });

export const after = (query: string, expected: readonly (readonly SqlValue[])[]): SqlAfter => ({
  ...rows(expected),
  query,
});

export const probe = (sql: string, accepted: boolean, more: Partial<SqlProbe> = {}): SqlProbe => ({
  ...{ name: `probe ${sql}`, sql, accepted, sqlstate: null, keep: false },
  ...more,
});

/** The first case is a sample, the others are hidden, and each is on `small` unless it says. */
export const looking = (...cases: readonly Partial<SqlCase>[]): SqlCase[] =>
  cases.map((one, index) => ({
    name: `case-${index + 1}`,
    group: index === 0 ? 'sample' : 'all',
    sample: index === 0,
    hint: null,
    dataset: 'small',
    ...{ expect: null, after: [], tables: [], probes: [], plan: null },
    ...one,
  }));

export function sqlExercise(
  spec: SqlSpec,
  cases: readonly SqlCase[],
  limits: Partial<Limits> = {},
): ExerciseOf<'sql'> {
  const own = { ...LIMITS, ...limits };
  const group = { title: 'All', scoring: 'proportional', hint: null } as const;
  return {
    ...{ id: 'made', phase: 'phase-1', title: 'Made', summary: 'Made.', topics: [], project: null },
    ...{ difficulty: 'easy', points: 10, languages: ['sql'], statement: '' },
    ...{ isolation: null, starters: {}, contentHash: '0'.repeat(64) },
    limits: Object.fromEntries(LANGUAGES.map((id) => [id, own])) as Record<Language, Limits>,
    groups: [
      { ...group, id: 'sample', points: 0 },
      { ...group, id: 'all', points: 10 },
    ],
    ...{ kind: 'sql', spec, cases },
  };
}

export const gradeSql = (
  sandbox: Sandbox,
  exercise: ExerciseOf<'sql'>,
  content: string,
): Promise<GradingResult> =>
  gradeSource({
    ...{ exercise, sandbox },
    source: { language: 'sql', files: [{ path: 'main.sql', content }] },
  });

/** `AC WA TLE`: a verdict a case. */
export const verdicts = (result: GradingResult): string =>
  result.cases.map(({ verdict }) => verdict).join(' ');

export function sqlFeedback(result: GradingResult, index = 0): SqlFeedback {
  const shown = result.cases[index]?.sampleFeedback;
  if (shown?.kind !== 'sql') throw new Error(`Case ${index + 1} is no sample of kind sql.`);
  return shown;
}
