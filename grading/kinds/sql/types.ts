import type { CaseBase } from '../../catalogue/test-case.ts';

/** Kind `sql`: the submission is SQL that runs in a database of the case's own. */
export interface SqlSpec {
  readonly engine: SqlEngine;
  readonly task: SqlTask;
  /** database/schema.sql, shown to learners; empty where the learner designs the schema. */
  readonly schema: string;
  /** database/<name>.sql. Those that a sample uses are shown, the others never. */
  readonly datasets: readonly SqlDataset[];
}

export const SQL_ENGINES = ['sqlite', 'postgresql', 'mysql'] as const;
export type SqlEngine = (typeof SQL_ENGINES)[number];

/** `query`: its rows are judged; `change`: the state after it; `schema`: tables; `plan`: EXPLAIN. */
export const SQL_TASKS = ['query', 'change', 'schema', 'plan'] as const;
export type SqlTask = (typeof SQL_TASKS)[number];

export interface SqlDataset {
  /** `small`: the file's name without `.sql`. */
  readonly name: string;
  readonly sql: string;
}

/** A cell: numbers beyond double precision, dates and blobs (`\x...`) are strings. */
export type SqlValue = null | boolean | number | string;

export interface SqlCase extends CaseBase {
  /** Name of the dataset loaded before the learner's SQL; null for none. */
  readonly dataset: string | null;
  /** The rows of the submission's last statement that has any; null: not looked at. */
  readonly expect: SqlExpectation | null;
  /** Asked after the submission, by the schema's owner. */
  readonly after: readonly SqlAfter[];
  /** What the database must have, found by introspection. */
  readonly tables: readonly SqlTableExpectation[];
  /** Statements tried after the submission, each rolled back unless it says `keep`. */
  readonly probes: readonly SqlProbe[];
  readonly plan: SqlPlanExpectation | null;
}

export interface SqlExpectation {
  /** Null: names and number of columns are free but for the rows' width. */
  readonly columns: readonly string[] | null;
  readonly rows: readonly (readonly SqlValue[])[];
  readonly ordered: boolean;
  /** Absolute and relative tolerance of numbers. */
  readonly tolerance: number;
}

export interface SqlAfter extends SqlExpectation {
  readonly query: string;
}

/** Null members are not looked at. Names compare without case. */
export interface SqlTableExpectation {
  readonly name: string;
  readonly columns: readonly SqlColumnExpectation[] | null;
  readonly primaryKey: readonly string[] | null;
  /** Each must be covered by a unique constraint, unique index or primary key of just these. */
  readonly unique: readonly (readonly string[])[];
  readonly foreignKeys: readonly SqlForeignKey[];
}

export interface SqlColumnExpectation {
  readonly name: string;
  readonly type: SqlTypeFamily | null;
  readonly nullable: boolean | null;
}

export const SQL_TYPE_FAMILIES = [
  'integer',
  'number',
  'text',
  'boolean',
  'date',
  'time',
  'timestamp',
  'binary',
] as const;
/** `number`: exact and floating decimals; an `integer` meets it as well. */
export type SqlTypeFamily = (typeof SQL_TYPE_FAMILIES)[number];

export interface SqlForeignKey {
  readonly columns: readonly string[];
  readonly table: string;
  /** Null: the primary key of `table`. */
  readonly references: readonly string[] | null;
}

export interface SqlProbe {
  /** What the learner is told when it fails: "an order without a customer". */
  readonly name: string;
  readonly sql: string;
  readonly accepted: boolean;
  /** Of a refusal; null: any. PostgreSQL and MySQL alone. */
  readonly sqlstate: string | null;
  /** True: what it changes stays for the probes after it. */
  readonly keep: boolean;
}

export interface SqlPlanExpectation {
  /** True: any index; a name: that one; null: not looked at. */
  readonly usesIndex: string | true | null;
  /** Tables that must not be read in full. */
  readonly noScanOf: readonly string[];
  /** The largest estimate of rows of any node; null: not looked at. Not for sqlite. */
  readonly maxRows: number | null;
}

/** Rows as an engine gave them. */
export interface SqlRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
  /** True where there were more than the reader's cap. */
  readonly truncated: boolean;
}

/** What introspection found: the actual side of `SqlTableExpectation`. */
export interface SqlTableFound {
  readonly name: string;
  readonly columns: readonly SqlColumnFound[];
  readonly primaryKey: readonly string[];
  /** Unique constraints and unique indexes without a condition, primary key left out. */
  readonly unique: readonly (readonly string[])[];
  readonly foreignKeys: readonly (SqlForeignKey & { readonly references: readonly string[] })[];
}

export interface SqlColumnFound {
  readonly name: string;
  /** As the engine names it: `character varying(80)`. */
  readonly type: string;
  readonly nullable: boolean;
}

/** What EXPLAIN said, engine differences removed. */
export interface SqlPlanFound {
  readonly indexes: readonly string[];
  /** Tables read in full (a full scan of a covering index counts, too). */
  readonly scans: readonly string[];
  readonly maxRows: number | null;
  /** The engine's own text, for samples. */
  readonly text: string;
}

export interface SqlFeedback {
  readonly kind: 'sql';
  /** The statement or probe that a table or error belongs to, where it is not the submission. */
  readonly query: string | null;
  readonly tables: readonly SqlFeedbackTable[];
  /** The engine's error, or the plan; null where there is none. */
  readonly error: string | null;
  readonly plan: string | null;
}

export interface SqlFeedbackTable {
  /** `Expected`, `Yours`. */
  readonly title: string;
  readonly columns: readonly string[];
  /** As text; null is NULL. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** Rows that were left out. */
  readonly omittedRows: number;
}
