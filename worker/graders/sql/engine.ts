import type { ProbeOutcome } from '../../../grading/kinds/sql/check-plan.ts';
import type {
  SqlPlanFound,
  SqlRows,
  SqlSpec,
  SqlTableFound,
} from '../../../grading/kinds/sql/types.ts';
import type { Limits } from '../../../grading/manifest/limits.ts';
import type { LapFacts, LeasedCell, ServiceSpec } from '../../sandbox/sandbox.ts';

/**
 * What the grader of kind `sql` needs of a database engine. One folder an engine; `engines.ts` lists
 * them.
 *
 * Whatever the learner's SQL makes the engine do is a value. A rejected promise means that the
 * platform failed, or (SqlSetupError) that the exercise did.
 */
export interface SqlEngineAdapter {
  /** As learners read it: `PostgreSQL`. */
  readonly title: string;
  /** Folder in sandbox-images/. */
  readonly image: string;
  /** The server that is warm in the cell; null for an engine that is a program. */
  readonly service: ServiceSpec | null;
  open(opening: SqlOpening): Promise<SqlSession>;
}

export interface SqlOpening {
  readonly cell: LeasedCell;
  readonly spec: SqlSpec;
  /** Of one case: everything that is asked of its database, together. */
  readonly limits: Limits;
}

/** An engine for the time of one submission. */
export interface SqlSession {
  /**
   * A database with the exercise's schema and this dataset, in which no earlier case has left
   * anything. One at a time: the one before must be closed.
   * @param keeps false: nothing but the submission, as a role that may only read, and queries will
   *   come, so that an engine may give the next such case the same database again
   * @throws SqlSetupError
   */
  openDatabase(dataset: string | null, keeps: boolean): Promise<SqlDatabase>;
  close(): Promise<void>;
}

/**
 * A case's database. Nothing of it is trusted after `submit`: a learner's triggers, views and
 * functions run in what is asked later, so each call is bounded by what is left of the case's limits,
 * and runs as a role that can do no harm either.
 */
export interface SqlDatabase {
  /**
   * Runs the learner's file, statement by statement, as the learner's role: for the task `query` one
   * that may read, for the others one that owns the tables. Ends with the rows of the last statement
   * that has any (`SELECT`, `VALUES`, `RETURNING`, ...), null where none has. A transaction that it
   * left open is rolled back, and its session is over.
   */
  submit(sql: string): Promise<SqlOutcome<SqlRows | null>>;
  /** A query of the author's, as the owner of the tables, rolled back. */
  query(sql: string): Promise<SqlOutcome<SqlRows>>;
  /** Statements of the author's that may be refused, rolled back unless `keep`. */
  probe(sql: string, keep: boolean): Promise<SqlOutcome<ProbeOutcome>>;
  /** The tables that are there now: names, columns, keys. */
  tables(): Promise<SqlOutcome<readonly SqlTableFound[]>>;
  /**
   * The plan of the last statement of `sql` that can be explained, as the learner's role, in the
   * database as the submission left it: after `submit`, and nothing of `sql` is run again.
   */
  explain(sql: string): Promise<SqlOutcome<SqlPlanFound>>;
  /** Of all calls until now. */
  readonly usage: SqlUsage;
  /** Drops it, with every session in it. */
  close(): Promise<void>;
}

export type SqlOutcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'error'; readonly error: SqlError }
  | { readonly kind: 'stopped'; readonly by: SqlStop };

/** The engine's own complaint of a statement. */
export interface SqlError {
  /** Without a prefix of the client's: `column "nmae" does not exist`, and the engine's hint. */
  readonly message: string;
  /** Null where the engine has none. */
  readonly sqlstate: string | null;
  /** In the text that was handed in, from 1; null where the engine does not tell. */
  readonly line: number | null;
}

/**
 * Which limit ended it. `time`: CPU or wall time, `usage` tells which; `memory`, also where the
 * engine refuses to take more; `disk`: tables, temporary files; `output`: rows beyond the bytes that
 * may come out; `died`: the server ended for another reason.
 */
export type SqlStop = 'time' | 'memory' | 'disk' | 'output' | 'died';

export type SqlUsage = Pick<LapFacts, 'cpuTimeMs' | 'wallTimeMs' | 'peakMemoryBytes'>;

/** Rows that are kept of a result; those beyond are counted as output and dropped (`truncated`). */
export const MAX_ROWS = 20_000;

/** The exercise's own SQL fails: its author's mistake, found by `assay verify`. */
export class SqlSetupError extends Error {
  override readonly name = 'SqlSetupError';
  /** In the exercise's folder, as in `database/small.sql`. */
  readonly file: string;
  /** From 1; null where the engine does not tell. */
  readonly line: number | null;
  /** As the engine says it. */
  readonly reason: string;

  constructor(file: string, { line, message }: SqlError) {
    super(`${file}${line === null ? '' : `:${line}`} does not load: ${message}`);
    this.file = file;
    this.line = line;
    this.reason = message;
  }
}
