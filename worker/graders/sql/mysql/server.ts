import { setTimeout as sleep } from 'node:timers/promises';
import type { SqlRows } from '../../../../grading/kinds/sql/types.ts';
import type { LeasedCell } from '../../../sandbox/sandbox.ts';
import { Connection, type ConnectionOptions, type Reply } from './connection.ts';

/**
 * The server in a cell, as its administrator sees it: the database of a case made anew with the
 * accounts that use it, connections ended, and the server itself brought back after it went down.
 */
export class Server {
  readonly #cell: LeasedCell;
  #admin: Connection | null = null;

  constructor(cell: LeasedCell) {
    this.#cell = cell;
  }

  connect(options: ConnectionOptions): Promise<Connection> {
    return Connection.open(this.#cell, options);
  }

  /** As it was before the first case: every database is gone. */
  async restart(): Promise<void> {
    this.close();
    await this.#cell.restartService();
  }

  /** A statement that must succeed; its rows. */
  async ask(sql: string): Promise<SqlRows | null> {
    const reply = await (await this.#administrator()).run(sql);
    if (reply.kind === 'done') return reply.rows;
    throw new Error(`MariaDB: ${sql}: ${describeReply(reply)}`);
  }

  /** An empty database, and accounts as if they had never been used. */
  async renew(): Promise<void> {
    // A prepared distributed transaction outlives its connection, with its locks.
    const prepared = await this.ask("XA RECOVER FORMAT = 'SQL'");
    for (const [, , , name] of prepared?.rows ?? []) await this.ask(`XA ROLLBACK ${String(name)}`);
    for (const statement of RENEWAL) await this.ask(statement);
  }

  /** Ends every connection but the administrator's; ends the server where one stays. */
  async disconnect(): Promise<void> {
    const ended = await this.#endOthers().catch(() => false);
    if (ended) return;
    this.#cell.service?.kill();
    await this.#cell.service?.facts;
  }

  close(): void {
    this.#admin?.close();
    this.#admin = null;
  }

  async #endOthers(): Promise<boolean> {
    for (const user of Object.values(ACCOUNTS)) await this.ask(`KILL HARD USER ${user}`);
    const deadline = performance.now() + END_TIMEOUT_MS;
    while (performance.now() < deadline) {
      const rows = await this.ask(OTHERS);
      if (Number(rows?.rows[0]?.[0]) === 0) return true;
      await sleep(END_PAUSE_MS);
    }
    return false;
  }

  async #administrator(): Promise<Connection> {
    if (this.#admin?.isOpen === true) return this.#admin;
    const options = { user: ADMIN, database: null, allowedBytes: ADMIN_BYTES };
    return (this.#admin = await this.connect(options));
  }
}

export function describeReply(reply: Exclude<Reply, { readonly kind: 'done' }>): string {
  if (reply.kind === 'error') return reply.error.message;
  return reply.kind === 'overflow' ? 'it answers too much' : 'the connection ended';
}

export const DATABASE = 'exercise';

/**
 * Who may do what. `author` asks what the exercise asks: what a learner left in the database (a
 * trigger, a procedure) runs with no more rights than the learner's then, either.
 */
export const ACCOUNTS = { owner: 'owner', reader: 'reader', author: 'author' } as const;
const ADMIN = 'root';

// An account is made anew for each case, since it may set its own password.
const RENEWAL = [
  `DROP DATABASE IF EXISTS ${DATABASE}`,
  `CREATE DATABASE ${DATABASE}`,
  'CREATE OR REPLACE USER owner@localhost, reader@localhost, author@localhost',
  `GRANT ALL PRIVILEGES ON ${DATABASE}.* TO owner@localhost, author@localhost`,
  `GRANT SELECT, SHOW VIEW, EXECUTE, CREATE TEMPORARY TABLES ON ${DATABASE}.* TO reader@localhost`,
];
const OTHERS = `SELECT count(*) FROM information_schema.processlist
  WHERE user IN (${Object.values(ACCOUNTS)
    .map((user) => `'${user}'`)
    .join(', ')})`;
/** A statement that does not end within this is stuck in something that cannot be interrupted. */
const END_TIMEOUT_MS = 1500;
const END_PAUSE_MS = 5;
/** Of everything that an administrator is ever told. */
const ADMIN_BYTES = 16 * 1024 * 1024;
