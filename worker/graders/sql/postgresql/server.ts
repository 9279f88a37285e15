import { setTimeout as sleep } from 'node:timers/promises';
import type { SqlRows } from '../../../../grading/kinds/sql/types.ts';
import type { LeasedCell } from '../../../sandbox/sandbox.ts';
import { Connection, describeReply, type ConnectionOptions } from './connection.ts';

/**
 * The server in a cell, as its administrator sees it: databases made and closed, connections ended,
 * and the server itself brought back after it went down.
 *
 * The administrator's connection is to a database of its own, in which no other SQL ever runs: what
 * it calls cannot have been replaced.
 */
export class Server {
  readonly #cell: LeasedCell;
  /** Connected ahead of need, while the first case's data is loaded. */
  #admin: Promise<Connection> | null;
  #log = '';

  constructor(cell: LeasedCell) {
    this.#cell = cell;
    this.#listen();
    this.#admin = this.#connectAdministrator();
  }

  connect(options: ConnectionOptions): Promise<Connection> {
    return Connection.open(this.#cell, options);
  }

  /** True where that is why a connection ended: the server then ends as well, and says so. */
  async ranOutOfDisk(): Promise<boolean> {
    const ended = this.#cell.service?.facts.catch(() => undefined);
    await Promise.race([ended, sleep(END_TIMEOUT_MS, null, { ref: false })]);
    return this.#log.includes('No space left on device');
  }

  /** As it was before the first case: every database is gone. */
  async restart(): Promise<void> {
    this.close();
    await this.#cell.restartService();
    this.#listen();
  }

  /** Statements that must succeed; the rows of the last one that has any. */
  async ask(sql: string): Promise<SqlRows | null> {
    const reply = await (await this.#administrator()).run(sql);
    if (reply.kind === 'done') return reply.rows;
    throw new Error(`PostgreSQL: ${sql}: ${describeReply(reply)}`);
  }

  /** Ends every connection to a database, whatever it does; ends the server where one stays. */
  async disconnect(database: string): Promise<void> {
    const rows = await this.ask(
      `SELECT coalesce(bool_and(pg_terminate_backend(pid, ${END_TIMEOUT_MS})), true)
       FROM pg_stat_activity WHERE datname = '${database}'`,
    ).catch(() => null);
    if (rows?.rows[0]?.[0] === true) return;
    this.#cell.service?.kill();
    await this.#cell.service?.facts;
  }

  close(): void {
    this.#admin?.then(
      (connection) => connection.close(),
      () => undefined,
    );
    this.#admin = null;
  }

  async #administrator(): Promise<Connection> {
    const known = await this.#admin;
    if (known?.isOpen === true) return known;
    return (this.#admin = this.#connectAdministrator());
  }

  #connectAdministrator(): Promise<Connection> {
    const options = { user: 'assay', database: 'admin', allowedBytes: ADMIN_BYTES };
    const connected = this.connect(options);
    // Whoever asks learns of the failure.
    connected.catch(() => undefined);
    return connected;
  }

  /** What it says is bounded by what a session keeps of a service. */
  #listen(): void {
    this.#log = '';
    this.#cell.service?.onStdout((chunk) => {
      this.#log += Buffer.from(chunk).toString('latin1');
    });
  }
}

/** A connection that does not end within this is stuck in something that cannot be interrupted. */
const END_TIMEOUT_MS = 1500;
/** Of everything that an administrator is ever told. */
const ADMIN_BYTES = 16 * 1024 * 1024;
