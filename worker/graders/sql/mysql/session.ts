import { SqlSetupError, type SqlDatabase, type SqlOpening, type SqlSession } from '../engine.ts';
import { SETUP_TOO_SLOW, withinSetupTime } from '../setup-time.ts';
import { splitStatements } from '../split-statements.ts';
import type { Connection } from './connection.ts';
import { MariaDatabase } from './database.ts';
import { toSqlError } from './errors.ts';
import { ACCOUNTS, DATABASE, describeReply, Server } from './server.ts';

/**
 * The databases of one submission: one at a time, always under the same name. Loading an exercise's
 * SQL takes milliseconds, less than any way to copy what was loaded; so it is loaded for each case,
 * and no dataset is in the cell before its case comes, nor after it. Only where a case could do no
 * more than read is its database the next one's, too.
 */
export class MariaSession implements SqlSession {
  readonly #opening: SqlOpening;
  readonly #server: Server;
  /** The dataset that is there and unchanged. */
  #unchanged: { readonly dataset: string | null } | null = null;

  constructor(opening: SqlOpening) {
    this.#opening = opening;
    this.#server = new Server(opening.cell);
  }

  async openDatabase(dataset: string | null, keeps: boolean): Promise<SqlDatabase> {
    const { cell, limits, spec } = this.#opening;
    const reads = spec.task === 'query';
    const there = this.#unchanged;
    this.#unchanged = null;
    if (there?.dataset !== dataset || (await this.#isGone())) await this.#load(dataset);
    if (reads && !keeps) this.#unchanged = { dataset };
    return new MariaDatabase(cell, this.#server, limits, reads);
  }

  close(): Promise<void> {
    this.#server.close();
    return Promise.resolve();
  }

  /** The case before took the server down, or an account with it. */
  async #isGone(): Promise<boolean> {
    return this.#server.ask('DO 1').then(
      () => false,
      () => true,
    );
  }

  async #load(dataset: string | null): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#server.renew();
        await this.#fill(dataset);
        return;
      } catch (error) {
        if (error instanceof SqlSetupError || attempt >= MAX_ATTEMPTS) throw error;
        // The case before took the server down: once more, from the start.
        await this.#server.restart();
      }
    }
  }

  async #fill(dataset: string | null): Promise<void> {
    const { spec } = this.#opening;
    const allowedBytes = SETUP_BYTES;
    const options = { user: ACCOUNTS.author, database: DATABASE, allowedBytes };
    const connection = await this.#server.connect(options);
    try {
      await load(connection, 'schema', spec.schema);
      if (dataset === null) return;
      const sql = spec.datasets.find(({ name }) => name === dataset)?.sql;
      if (sql === undefined) throw new TypeError(`There is no dataset ${dataset}.`);
      await load(connection, dataset, sql);
    } finally {
      await connection.end();
    }
  }
}

/** Loads a file of the exercise's. */
async function load(connection: Connection, name: string, sql: string): Promise<void> {
  const file = `database/${name}.sql`;
  const { value: failed, outOfTime } = await withinSetupTime(connection, async () => {
    for (const statement of splitStatements(sql, 'mysql')) {
      const reply = await connection.run(statement.text);
      if (reply.kind !== 'done') return { statement, reply };
    }
    return null;
  });
  if (failed === null) return;
  const { statement, reply } = failed;
  if (outOfTime) throw new SqlSetupError(file, { ...SETUP_TOO_SLOW, line: statement.line });
  if (reply.kind === 'error') throw new SqlSetupError(file, toSqlError(reply.error, statement));
  throw new Error(`${file} did not load: ${describeReply(reply)}`);
}

const MAX_ATTEMPTS = 2;
const SETUP_BYTES = 4 * 1024 * 1024;
