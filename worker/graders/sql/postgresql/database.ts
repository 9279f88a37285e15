import type { ProbeOutcome } from '../../../../grading/kinds/sql/check-plan.ts';
import type { SqlPlanFound, SqlRows, SqlTableFound } from '../../../../grading/kinds/sql/types.ts';
import type { Limits } from '../../../../grading/manifest/limits.ts';
import type { SqlDatabase, SqlOutcome, SqlUsage } from '../engine.ts';
import type { Measured, Meter } from '../meter.ts';
import { splitStatements, type SqlStatement } from '../split-statements.ts';
import type { Connection } from './connection.ts';
import { stopOf, toSqlError } from './errors.ts';
import { INTROSPECTION, toTables } from './introspection.ts';
import { isExplainable, toPlan } from './plan.ts';
import { AUTHOR, type Access } from './roles.ts';
import type { Server } from './server.ts';

export interface CaseDatabase {
  readonly name: string;
  /** A connection that the author left open; null where there is none. */
  readonly author: Connection | null;
  readonly limits: Limits;
  readonly meter: Meter;
  /** `clean`: no connection to it is left. */
  readonly onClose: (clean: boolean) => Promise<void>;
}

/**
 * A case's database. Each call is bounded by the meter, whose stop ends every connection to it, and by
 * the bytes that may come out. What the server does to itself meanwhile is the learner's failure.
 */
export class PostgresDatabase implements SqlDatabase {
  readonly #case: CaseDatabase;
  readonly #server: Server;
  readonly #access: Access;
  #author: Connection | null;
  /** The learner's, where they are not over by then. */
  readonly #ending: Promise<void>[] = [];
  #wasStopped = false;

  constructor(database: CaseDatabase, server: Server, access: Access) {
    this.#case = database;
    this.#author = database.author;
    this.#server = server;
    this.#access = access;
  }

  get usage(): SqlUsage {
    return this.#case.meter.usage;
  }

  submit(sql: string): Promise<SqlOutcome<SqlRows | null>> {
    const statements = splitStatements(sql, 'postgresql');
    return this.#asLearner(async (connection) => {
      let last: SqlRows | null = null;
      for (const statement of statements) {
        const reply = await runOne(connection, statement);
        if (reply.kind !== 'done') return reply;
        last = reply.value ?? last;
      }
      return { kind: 'done', value: last };
    });
  }

  async query(sql: string): Promise<SqlOutcome<SqlRows>> {
    const outcome = await this.#asAuthor(['BEGIN', sql, 'ROLLBACK']);
    return mapDone(outcome, (rows) => rows ?? NO_ROWS);
  }

  async probe(sql: string, keep: boolean): Promise<SqlOutcome<ProbeOutcome>> {
    // What is checked at a transaction's end is to be refused as well.
    const checks = 'SET CONSTRAINTS ALL IMMEDIATE';
    const outcome = await this.#asAuthor(['BEGIN', sql, checks, keep ? 'COMMIT' : 'ROLLBACK']);
    if (outcome.kind !== 'error') return mapDone(outcome, () => ACCEPTED);
    const { sqlstate, message } = outcome.error;
    return { kind: 'done', value: { accepted: false, sqlstate, error: message } };
  }

  async tables(): Promise<SqlOutcome<readonly SqlTableFound[]>> {
    // Nothing that a learner made may stand for a name of the catalogue.
    const parts = ['BEGIN', 'SET LOCAL search_path = pg_catalog', INTROSPECTION, 'ROLLBACK'];
    return mapDone(await this.#asAuthor(parts), (rows) => toTables(rows ?? NO_ROWS));
  }

  explain(sql: string): Promise<SqlOutcome<SqlPlanFound>> {
    const statement = splitStatements(sql, 'postgresql').findLast(isExplainable);
    if (statement === undefined) {
      const error = { message: NOTHING_TO_EXPLAIN, sqlstate: null, line: null };
      return Promise.resolve({ kind: 'error', error });
    }
    return this.#asLearner(async (connection) => {
      const json = await runOne(connection, statement, 'EXPLAIN (FORMAT JSON) ');
      if (json.kind !== 'done') return json;
      const text = await runOne(connection, statement, 'EXPLAIN ');
      return mapDone(text, (lines) => toPlan(json.value ?? NO_ROWS, lines ?? NO_ROWS));
    });
  }

  async close(): Promise<void> {
    if (this.#wasStopped) this.#author?.close();
    else await Promise.all([...this.#ending, this.#author?.end()]);
    await this.#case.onClose(!this.#wasStopped);
  }

  /** In a connection of its own, which is over afterwards, with its transaction. */
  async #asLearner<T>(
    act: (connection: Connection) => Promise<Attempt<T>>,
  ): Promise<SqlOutcome<T>> {
    const { limits, name } = this.#case;
    const connection = await this.#server.connect({
      ...{ user: this.#access.learner, database: name, allowedBytes: limits.outputBytes },
      // The server's own clock, which a learner may set: the meter's comes first.
      settings: { statement_timeout: String(limits.wallTimeMs + STATEMENT_GRACE_MS) },
    });
    const outcome = await this.#measured(connection, () => act(connection));
    if (outcome.kind === 'stopped') connection.close();
    // The server is told, and rolls back what is open: nobody has to wait for that here.
    else this.#ending.push(connection.end());
    return outcome;
  }

  /** One message of the author's statements; a transaction that it began is over in any case. */
  async #asAuthor(parts: readonly string[]): Promise<SqlOutcome<SqlRows | null>> {
    const connection = await this.#authorConnection();
    const text = parts.join(';\n');
    return this.#measured(connection, async () => {
      const outcome = await runOne(connection, { text, line: 1 });
      if (outcome.kind === 'error') await connection.run('ROLLBACK');
      return outcome;
    });
  }

  async #authorConnection(): Promise<Connection> {
    const { limits, name: database } = this.#case;
    const allowedBytes = Math.max(limits.outputBytes, LEAST_ANSWER_BYTES);
    if (this.#author?.isOpen === true) {
      this.#author.allow(allowedBytes);
      return this.#author;
    }
    const { authorSettings: settings } = this.#access;
    const options = { user: AUTHOR, database, settings, allowedBytes };
    return (this.#author = await this.#server.connect(options));
  }

  async #measured<T>(
    connection: Connection,
    act: () => Promise<Attempt<T>>,
  ): Promise<SqlOutcome<T>> {
    const measured = await this.#case.meter.measure(act, async () => {
      await this.#server.disconnect(this.#case.name);
      // Whatever the server still had to say about it.
      connection.close();
    });
    const outcome = await this.#outcomeOf(measured);
    this.#wasStopped ||= outcome.kind === 'stopped';
    return outcome;
  }

  async #outcomeOf<T>({
    value,
    outOfTime,
    memoryKills,
  }: Measured<Attempt<T>>): Promise<SqlOutcome<T>> {
    if (memoryKills > 0) return { kind: 'stopped', by: 'memory' };
    if (outOfTime) return { kind: 'stopped', by: 'time' };
    if (value.kind !== 'lost') return value;
    return { kind: 'stopped', by: (await this.#server.ranOutOfDisk()) ? 'disk' : 'died' };
  }
}

/** `lost`: the connection ended, and why is to be found out. */
type Attempt<T> = SqlOutcome<T> | { readonly kind: 'lost' };

async function runOne(
  connection: Connection,
  statement: SqlStatement,
  prefix = '',
): Promise<Attempt<SqlRows | null>> {
  const reply = await connection.run(prefix + statement.text);
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
      return { kind: 'error', error: toSqlError(reply.error, statement, prefix.length) };
    }
  }
}

function mapDone<T, U>(outcome: SqlOutcome<T>, map: (value: T) => U): SqlOutcome<U>;
function mapDone<T, U>(outcome: Attempt<T>, map: (value: T) => U): Attempt<U>;
function mapDone<T, U>(outcome: Attempt<T>, map: (value: T) => U): Attempt<U> {
  return outcome.kind === 'done' ? { kind: 'done', value: map(outcome.value) } : outcome;
}

const NO_ROWS: SqlRows = { columns: [], rows: [], truncated: false };
const ACCEPTED: ProbeOutcome = { accepted: true, sqlstate: null, error: null };
const NOTHING_TO_EXPLAIN = 'There is no statement to explain: no SELECT, INSERT, UPDATE or DELETE.';
const STATEMENT_GRACE_MS = 500;
/** Of an author's question, whatever the learner's own limit is. */
const LEAST_ANSWER_BYTES = 1024 * 1024;
