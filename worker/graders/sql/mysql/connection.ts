import {
  createConnection,
  type Connection as Client,
  type FieldPacket,
  type QueryError,
} from 'mysql2';
import type { SqlRows, SqlValue } from '../../../../grading/kinds/sql/types.ts';
import type { LeasedCell } from '../../../sandbox/sandbox.ts';
import type { Tunnel } from '../../../sandbox/warden/tunnel.ts';
import { MAX_ROWS } from '../engine.ts';
import { toValue } from './values.ts';

/**
 * One connection to the server in a cell, bounded (theory of operation).
 *
 * `mysql2` speaks the protocol, but reads whatever comes. So the bytes that a connection takes in are
 * counted before `mysql2` sees them, and one that is sent more than it allows is torn down, in the
 * midst of a row if need be. Rows are kept up to MAX_ROWS. No code is made of what the server sends
 * (`disableEval`), and no file of the worker's is ever sent to it (`LOCAL_FILES`).
 */
export class Connection {
  readonly #client: Client;
  readonly #tunnel: Tunnel;
  #allowedBytes: number;
  #overflowed = false;
  #ended = false;
  readonly #onEnd: Promise<void>;

  private constructor(client: Client, tunnel: Tunnel, allowedBytes: number) {
    this.#client = client;
    this.#tunnel = tunnel;
    this.#allowedBytes = allowedBytes;
    this.#onEnd = new Promise((resolve) => {
      const end = (): void => {
        this.close();
        resolve();
      };
      // The server closes first; `mysql2` then leaves its side open.
      tunnel.once('end', end).once('close', end);
    });
    // What breaks a connection shows in the statement that it breaks, or in the next one.
    client.on('error', () => undefined);
  }

  /** Rejects where the server refuses, or is not there. */
  static async open(cell: LeasedCell, options: ConnectionOptions): Promise<Connection> {
    const { user, database, allowedBytes } = options;
    const tunnel = cell.connect({ path: SOCKET });
    const count = { take: (_bytes: number): void => undefined };
    // First of the listeners: `mysql2` adds its own when it is made.
    tunnel.on('data', (chunk: Buffer) => count.take(chunk.length));
    const client = createConnection({
      ...{
        user,
        stream: tunnel,
        charset: 'utf8mb4_general_ci',
        connectTimeout: CONNECT_TIMEOUT_MS,
      },
      ...(database === null ? {} : { database }),
      ...{ rowsAsArray: true, disableEval: true, flags: ['-LOCAL_FILES'] },
      typeCast: (field) => field.buffer(),
    });
    const connection = new Connection(client, tunnel, allowedBytes + HANDSHAKE_BYTES);
    count.take = (bytes) => connection.#count(bytes);
    await new Promise<void>((resolve, reject) => {
      client.once('connect', () => resolve());
      client.once('error', (error: Error) => {
        tunnel.destroy();
        reject(error);
      });
    });
    return connection;
  }

  /** Runs one statement. It never rejects. */
  async run(sql: string): Promise<Reply> {
    if (this.#ended) return this.#lost();
    const replied = new Promise<Reply | null>((resolve) => {
      const result = new Result();
      this.#client
        .query(sql)
        .on('fields', (fields: readonly FieldPacket[] | undefined) => result.begin(fields))
        .on('result', (row: unknown) => result.add(row))
        .on('error', (error: QueryError) =>
          resolve(isLoss(error) ? null : { kind: 'error', error }),
        )
        .on('end', () => resolve({ kind: 'done', rows: result.rows }));
    });
    const reply = await Promise.race([replied, this.#onEnd]);
    return reply ?? this.#lost();
  }

  get isOpen(): boolean {
    return !this.#ended;
  }

  /** Of what may still come in. */
  allow(bytes: number): void {
    this.#allowedBytes = bytes;
  }

  /** Politely: what was left open is rolled back before this resolves. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#client.end();
    const timer = setTimeout(() => this.close(), END_TIMEOUT_MS);
    await this.#onEnd;
    clearTimeout(timer);
  }

  /** At once; the server notices when it next looks. */
  close(): void {
    this.#ended = true;
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
  readonly database: string | null;
  /** Of everything that the server may send. */
  readonly allowedBytes: number;
}

export type Reply =
  /** Of the last result that had rows; null where none had. */
  | { readonly kind: 'done'; readonly rows: SqlRows | null }
  | { readonly kind: 'error'; readonly error: QueryError }
  /** More came than was allowed. */
  | { readonly kind: 'overflow' }
  /** The connection ended: by whom, the server's facts tell. */
  | { readonly kind: 'lost' };

const SOCKET = '/srv/mariadb.sock';
const CONNECT_TIMEOUT_MS = 10_000;
const END_TIMEOUT_MS = 2000;
const HANDSHAKE_BYTES = 4096;

/** Ended by KILL, or with the server. */
const LOSSES: ReadonlySet<number> = new Set([1053, 1317, 1927]);
const isLoss = ({ fatal, errno }: QueryError): boolean => fatal || LOSSES.has(errno ?? 0);

/** The rows of a statement's last result that has any: a procedure gives several. */
class Result {
  #fields: readonly FieldPacket[] = [];
  #rows: SqlValue[][] = [];
  #truncated = false;
  #any = false;

  begin(fields: readonly FieldPacket[] | undefined): void {
    if (fields === undefined) return;
    this.#any = true;
    this.#fields = fields;
    this.#rows = [];
    this.#truncated = false;
  }

  /** What is no list is the head of a result without rows. */
  add(row: unknown): void {
    if (!Array.isArray(row)) return;
    const values = row as readonly (Buffer | null)[];
    if (this.#rows.length >= MAX_ROWS) this.#truncated = true;
    else this.#rows.push(values.map((value, index) => toValue(value, this.#fields[index])));
  }

  get rows(): SqlRows | null {
    if (!this.#any) return null;
    const columns = this.#fields.map(({ name }) => name);
    return { columns, rows: this.#rows, truncated: this.#truncated };
  }
}
