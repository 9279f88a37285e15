import pg from 'pg';
import type { SqlRows, SqlValue } from '../../../../grading/kinds/sql/types.ts';
import type { LeasedCell } from '../../../sandbox/sandbox.ts';
import type { Tunnel } from '../../../sandbox/warden/tunnel.ts';
import { MAX_ROWS } from '../engine.ts';
import { toValue } from './values.ts';

/**
 * One connection to the server in a cell, bounded (theory of operation).
 *
 * `pg` speaks the protocol, but reads whatever comes: a single value of 200 MB would be put together
 * here, in the worker. So the bytes that a connection takes in are counted before `pg` sees them, and
 * one that is sent more than it allows is torn down, in the midst of a message if need be. Rows are
 * kept up to MAX_ROWS, as text, and never as `pg`'s objects.
 */
export class Connection {
  readonly #client: pg.Client;
  readonly #tunnel: Tunnel;
  #allowedBytes: number;
  #overflowed = false;
  #ended = false;
  readonly #onEnd: Promise<void>;

  private constructor(client: pg.Client, tunnel: Tunnel, allowedBytes: number) {
    this.#client = client;
    this.#tunnel = tunnel;
    this.#allowedBytes = allowedBytes;
    // First of the listeners: `pg` adds its own when it connects.
    tunnel.on('data', (chunk: Buffer) => this.#count(chunk.length));
    // A server that hangs up is gone: nothing is to be said to it any more.
    tunnel.once('end', () => tunnel.destroy());
    this.#onEnd = new Promise((resolve) => {
      client.once('end', () => {
        this.#ended = true;
        resolve();
      });
    });
    // What breaks a connection shows in the statement that it breaks, or in the next one.
    client.on('error', () => undefined);
  }

  /** Rejects where the server refuses, or is not there. */
  static async open(cell: LeasedCell, options: ConnectionOptions): Promise<Connection> {
    const { user, database, allowedBytes, settings = {} } = options;
    const tunnel = cell.connect({ path: SOCKET });
    const client = new pg.Client({
      ...{ user, database, stream: () => tunnel, connectionTimeoutMillis: CONNECT_TIMEOUT_MS },
      options: Object.entries(settings)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
    });
    const connection = new Connection(client, tunnel, allowedBytes + HANDSHAKE_BYTES);
    await client.connect();
    return connection;
  }

  /** Runs one message of statements. A reply is one of the statement's; it never rejects. */
  async run(text: string): Promise<Reply> {
    if (this.#ended) return this.#lost();
    const statement = new Statement(text);
    this.#client.query(statement);
    const reply = await Promise.race([statement.reply, this.#onEnd]);
    return reply === undefined || reply.kind === 'lost' ? this.#lost() : reply;
  }

  get isOpen(): boolean {
    return !this.#ended;
  }

  /** Of what may come in from now on. */
  allow(bytes: number): void {
    this.#allowedBytes = bytes;
  }

  /** Says goodbye; resolves when the server has let go of its database. */
  async end(): Promise<void> {
    if (this.#ended) return;
    const timer = setTimeout(() => this.close(), END_TIMEOUT_MS);
    await Promise.race([this.#client.end(), this.#onEnd]);
    clearTimeout(timer);
  }

  /** At once; the server notices when it next looks. */
  close(): void {
    this.#tunnel.destroy();
  }

  #lost(): Reply {
    return { kind: this.#overflowed ? 'overflow' : 'lost' };
  }

  #count(bytes: number): void {
    this.#allowedBytes -= bytes;
    if (this.#allowedBytes >= 0 || this.#overflowed) return;
    this.#overflowed = true;
    this.#tunnel.destroy();
  }
}

export interface ConnectionOptions {
  readonly user: string;
  readonly database: string;
  /** Of everything that the server may send. */
  readonly allowedBytes: number;
  readonly settings?: Readonly<Record<string, string>>;
}

export type Reply =
  /** Of the last statement that had rows; null where none had. */
  | { readonly kind: 'done'; readonly rows: SqlRows | null }
  | { readonly kind: 'error'; readonly error: pg.DatabaseError }
  /** More came than was allowed. */
  | { readonly kind: 'overflow' }
  /** The connection ended: by whom, the server's facts tell. */
  | { readonly kind: 'lost' };

/** For people: what came instead of success. */
export const describeReply = (reply: Reply): string =>
  reply.kind === 'error' ? reply.error.message : `the connection ended (${reply.kind})`;

const SOCKET = '/srv/.s.PGSQL.5432';
const CONNECT_TIMEOUT_MS = 10_000;
const END_TIMEOUT_MS = 2000;
const HANDSHAKE_BYTES = 4096;

/** What `pg` calls back for a statement: the protocol's messages, as they come. */
class Statement implements pg.Submittable {
  readonly reply: Promise<Reply>;
  readonly #text: string;
  #resolve!: (reply: Reply) => void;
  #fields: readonly pg.FieldDef[] = [];
  #rows: SqlValue[][] = [];
  #last: SqlRows | null = null;
  #hasRows = false;
  #truncated = false;

  constructor(text: string) {
    this.#text = text;
    this.reply = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#text);
  }

  handleRowDescription({ fields }: { readonly fields: readonly pg.FieldDef[] }): void {
    this.#fields = fields;
    this.#rows = [];
    this.#hasRows = true;
    this.#truncated = false;
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    if (this.#rows.length >= MAX_ROWS) {
      this.#truncated = true;
      return;
    }
    this.#rows.push(
      fields.map((text, index) => toValue(text, this.#fields[index]?.dataTypeID ?? 0)),
    );
  }

  handleCommandComplete(): void {
    if (!this.#hasRows) return;
    this.#hasRows = false;
    const columns = this.#fields.map(({ name }) => name);
    this.#last = { columns, rows: this.#rows, truncated: this.#truncated };
  }

  handleEmptyQuery(): void {
    // Nothing to run is nothing wrong.
  }

  handlePortalSuspended(): void {
    // Only where rows are asked for in parts.
  }

  /** There is no standard input to copy from. */
  handleCopyInResponse(connection: { sendCopyFail(message: string): void }): void {
    connection.sendCopyFail('there is no input to copy from');
  }

  handleCopyData(): void {
    // COPY ... TO STDOUT: counted as output, and no rows.
  }

  handleError(error: unknown): void {
    this.#resolve(error instanceof pg.DatabaseError ? { kind: 'error', error } : { kind: 'lost' });
  }

  handleReadyForQuery(): void {
    this.#resolve({ kind: 'done', rows: this.#last });
  }
}
