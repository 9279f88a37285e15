import type { ProbeOutcome } from '../../../../grading/kinds/sql/check-plan.ts';
import type { SqlPlanFound, SqlRows, SqlTableFound } from '../../../../grading/kinds/sql/types.ts';
import type { Limits } from '../../../../grading/manifest/limits.ts';
import type { LeasedCell } from '../../../sandbox/sandbox.ts';
import type { SqlDatabase, SqlOutcome, SqlUsage } from '../engine.ts';
import { Meter } from '../meter.ts';
import { splitStatements, type SqlStatement } from '../split-statements.ts';
import type { Connection } from './connection.ts';
import { stopOf, toSqlError } from './errors.ts';
import { COLUMNS, FOREIGN_KEYS, toTables, UNIQUE_KEYS } from './introspection.ts';
import { isExplainable, REWRITTEN, toPlan, withoutExplain } from './plan.ts';
import { ACCOUNTS, DATABASE, type Server } from './server.ts';

/**
 * A case's database. Each call has a connection of its own, which is over afterwards with whatever it
 * had open, and is bounded by the meter, whose stop ends every connection but the administrator's,
 * and by the bytes that may come out.
 */
export class MariaDatabase implements SqlDatabase {
  readonly #server: Server;
  readonly #limits: Limits;
  readonly #learner: string;
  readonly #meter: Meter;

  constructor(cell: LeasedCell, server: Server, limits: Limits, reads: boolean) {
    this.#server = server;
    this.#limits = limits;
    this.#learner = reads ? ACCOUNTS.reader : ACCOUNTS.owner;
    this.#meter = new Meter(cell, limits);
  }

  get usage(): SqlUsage {
    return this.#meter.usage;
  }

  submit(sql: string): Promise<SqlOutcome<SqlRows | null>> {
    const { outputBytes } = this.#limits;
    const statements = splitStatements(sql, 'mysql');
    return this.#as(this.#learner, outputBytes, (connection) => runAll(connection, statements));
  }

  async query(sql: string): Promise<SqlOutcome<SqlRows>> {
    const outcome = await this.#asAuthor([BEGIN, ...splitStatements(sql, 'mysql'), ROLLBACK]);
    return mapDone(outcome, (rows) => rows ?? NO_ROWS);
  }

  async probe(sql: string, keep: boolean): Promise<SqlOutcome<ProbeOutcome>> {
    const statements = splitStatements(sql, 'mysql');
    const outcome = await this.#asAuthor([BEGIN, ...statements, keep ? COMMIT : ROLLBACK]);
    if (outcome.kind !== 'error') return mapDone(outcome, () => ACCEPTED);
    const { sqlstate, message } = outcome.error;
    return { kind: 'done', value: { accepted: false, sqlstate, error: message } };
  }

  tables(): Promise<SqlOutcome<readonly SqlTableFound[]>> {
    return this.#as(ACCOUNTS.author, this.#answerBytes, async (connection) => {
      const found: SqlRows[] = [];
      for (const text of [COLUMNS, UNIQUE_KEYS, FOREIGN_KEYS]) {
        const rows = await runOne(connection, { text, line: 1 });
        if (rows.kind !== 'done') return rows;
        found.push(rows.value ?? NO_ROWS);
      }
      const [columns = NO_ROWS, uniqueKeys = NO_ROWS, foreignKeys = NO_ROWS] = found;
      return { kind: 'done', value: toTables(columns, uniqueKeys, foreignKeys) };
    });
  }

  explain(sql: string): Promise<SqlOutcome<SqlPlanFound>> {
    const statement = splitStatements(sql, 'mysql').findLast(isExplainable);
    if (statement === undefined) {
      const error = { message: NOTHING_TO_EXPLAIN, sqlstate: null, line: null };
      return Promise.resolve({ kind: 'error', error });
    }
    const text = `EXPLAIN EXTENDED ${withoutExplain(statement.text)}`;
    return this.#as(this.#learner, this.#answerBytes, async (connection) => {
      const plan = await runOne(connection, { ...statement, text });
      if (plan.kind !== 'done') return plan;
      const rewritten = await runOne(connection, { text: REWRITTEN, line: 1 });
      return mapDone(rewritten, (notes) => toPlan(plan.value ?? NO_ROWS, notes ?? NO_ROWS));
    });
  }

  /** A read-only one may be asked again; any other is renewed by the session. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Of an answer to a question of the author's, whatever the learner's own limit is. */
  get #answerBytes(): number {
    return Math.max(this.#limits.outputBytes, LEAST_ANSWER_BYTES);
  }

  #asAuthor(statements: readonly SqlStatement[]): Promise<SqlOutcome<SqlRows | null>> {
    return this.#as(ACCOUNTS.author, this.#answerBytes, (connection) =>
      runAll(connection, statements),
    );
  }

  async #as<T>(
    user: string,
    allowedBytes: number,
    act: (connection: Connection) => Promise<Attempt<T>>,
  ): Promise<SqlOutcome<T>> {
    const options = { user, database: DATABASE, allowedBytes };
    const stop = (): Promise<void> => this.#server.disconnect();
    const measured = await this.#meter.measure(async (): Promise<Attempt<T>> => {
      // What the learner did may have shut the account, or the server.
      const connection = await this.#server.connect(options).catch(() => null);
      if (connection === null) return { kind: 'lost' };
      const attempt = await act(connection);
      if (connection.isOpen) await connection.end();
      return attempt;
    }, stop);
    const { value: attempt, outOfTime, memoryKills } = measured;
    // A statement whose rows nobody takes any more goes on: it is ended here.
    if (attempt.kind === 'stopped' && attempt.by === 'output') await stop();
    if (memoryKills > 0) return { kind: 'stopped', by: 'memory' };
    if (outOfTime) return { kind: 'stopped', by: 'time' };
    return attempt.kind === 'lost' ? { kind: 'stopped', by: 'died' } : attempt;
  }
}

/** `lost`: the connection ended, and not by what it ran. */
type Attempt<T> = SqlOutcome<T> | { readonly kind: 'lost' };

/** The rows of the last statement that has any; up to the first one that fails. */
async function runAll(
  connection: Connection,
  statements: readonly SqlStatement[],
): Promise<Attempt<SqlRows | null>> {
  let last: SqlRows | null = null;
  for (const statement of statements) {
    const reply = await runOne(connection, statement);
    if (reply.kind !== 'done') return reply;
    last = reply.value ?? last;
  }
  return { kind: 'done', value: last };
}

async function runOne(
  connection: Connection,
  statement: SqlStatement,
): Promise<Attempt<SqlRows | null>> {
  const reply = await connection.run(statement.text);
  switch (reply.kind) {
    case 'done':
      return { kind: 'done', value: reply.rows };
    case 'overflow':
      return { kind: 'stopped', by: 'output' };
    case 'lost':
      return reply;
    case 'error': {
      const by = stopOf(reply.error);
      if (by !== null) return { kind: 'stopped', by };
      return { kind: 'error', error: toSqlError(reply.error, statement) };
    }
  }
}

function mapDone<T, U>(outcome: SqlOutcome<T>, map: (value: T) => U): SqlOutcome<U>;
function mapDone<T, U>(outcome: Attempt<T>, map: (value: T) => U): Attempt<U>;
function mapDone<T, U>(outcome: Attempt<T>, map: (value: T) => U): Attempt<U> {
  return outcome.kind === 'done' ? { kind: 'done', value: map(outcome.value) } : outcome;
}

const BEGIN: SqlStatement = { text: 'START TRANSACTION', line: 1 };
const COMMIT: SqlStatement = { text: 'COMMIT', line: 1 };
const ROLLBACK: SqlStatement = { text: 'ROLLBACK', line: 1 };
const NO_ROWS: SqlRows = { columns: [], rows: [], truncated: false };
const ACCEPTED: ProbeOutcome = { accepted: true, sqlstate: null, error: null };
const NOTHING_TO_EXPLAIN = 'There is no statement to explain: no SELECT, INSERT, UPDATE or DELETE.';
const LEAST_ANSWER_BYTES = 1024 * 1024;
