import { SqlSetupError, type SqlDatabase, type SqlOpening, type SqlSession } from '../engine.ts';
import { Meter } from '../meter.ts';
import { describeReply, type Connection } from './connection.ts';
import { PostgresDatabase } from './database.ts';
import { toSqlError } from './errors.ts';
import { accessOf, AUTHOR, ROLES, type Access } from './roles.ts';
import { Server } from './server.ts';

/**
 * The databases of one submission (theory of operation).
 *
 * A case's database comes, by price: from an earlier case, where the learner's role may only read and
 * nothing else changed it; from the spares that the image has; from a copy, file by file, of an empty
 * one or of one with the data. An exercise's SQL is loaded when its first case comes, not before, so
 * that no hidden data is anywhere in the cell while the samples run.
 */
export class PostgresSession implements SqlSession {
  readonly #opening: SqlOpening;
  readonly #server: Server;
  readonly #access: Access;
  #databases = new Databases();

  constructor(opening: SqlOpening) {
    this.#opening = opening;
    this.#server = new Server(opening.cell);
    this.#access = accessOf(opening.spec.task);
  }

  async openDatabase(dataset: string | null, keeps: boolean): Promise<SqlDatabase> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#open(dataset, keeps);
      } catch (error) {
        if (error instanceof SqlSetupError || attempt >= MAX_ATTEMPTS) throw error;
        // The case before took the server down: once more, from the start.
        await this.#server.restart();
        this.#databases = new Databases();
      }
    }
  }

  close(): Promise<void> {
    this.#server.close();
    return Promise.resolve();
  }

  async #open(dataset: string | null, keeps: boolean): Promise<SqlDatabase> {
    const shared = this.#databases.readOnly.get(dataset);
    const mayShare = !keeps && this.#access.readsOnly;
    if (mayShare && shared !== undefined) return this.#database(shared);
    const name = await this.#loaded(dataset);
    if (mayShare) this.#databases.readOnly.set(dataset, name);
    return this.#database(name);
  }

  #database(name: string): SqlDatabase {
    const { cell, limits } = this.#opening;
    const meter = new Meter(cell, limits);
    const onClose = (): Promise<void> => this.#retire(name);
    return new PostgresDatabase({ name, limits, meter, onClose }, this.#server, this.#access);
  }

  /**
   * Ends what is connected, and what a role may set for its next connections. Dropping takes as long
   * as making one: it is left to the end of the cell, unless there is much of it.
   */
  async #retire(name: string): Promise<void> {
    await this.#server.disconnect(name);
    const resets = ROLES.flatMap((role) => [
      `ALTER ROLE ${role} RESET ALL`,
      `ALTER ROLE ${role} IN DATABASE ${name} RESET ALL`,
    ]);
    const { readOnly, retired } = this.#databases;
    const stays = [...readOnly.values()].includes(name);
    const statements = [...resets, `SELECT pg_database_size('${name}')`];
    const answer = await this.#server.ask(statements.join(';'));
    if (stays) return;
    const isLarge = Number(answer?.rows[0]?.[0]) > LARGE_BYTES;
    retired.push(name);
    const drop = isLarge ? name : retired.length > MAX_RETIRED ? retired.shift() : undefined;
    if (drop !== undefined) await this.#server.ask(`DROP DATABASE IF EXISTS ${drop}`);
  }

  /** The name of a database with the schema and the data. */
  async #loaded(dataset: string | null): Promise<string> {
    const template = this.#databases.templates.get(dataset);
    if (template !== undefined) return this.#copy(template);
    const name = this.#databases.spares.pop() ?? (await this.#copy('template1'));
    const startedAt = performance.now();
    await this.#load(name, dataset);
    if (performance.now() - startedAt < SLOW_LOAD_MS) return name;
    this.#databases.templates.set(dataset, name);
    return this.#copy(name);
  }

  async #copy(template: string): Promise<string> {
    this.#databases.made += 1;
    const name = `case_${this.#databases.made}`;
    // Copying files takes a third of the time of copying them through the log, here, in memory.
    await this.#server.ask(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
    await this.#server.ask(`GRANT CREATE ON DATABASE ${name} TO ${AUTHOR}, learner`);
    return name;
  }

  async #load(database: string, dataset: string | null): Promise<void> {
    const { spec } = this.#opening;
    const { authorSettings: settings } = this.#access;
    const options = { user: AUTHOR, database, settings, allowedBytes: SETUP_BYTES };
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

/** What there is in the server; a new one knows of nothing. */
class Databases {
  readonly spares = ['spare_1', 'spare_2', 'spare_3'];
  /** By dataset: those that cases read only. */
  readonly readOnly = new Map<string | null, string>();
  /** By dataset: those that are copied. */
  readonly templates = new Map<string | null, string>();
  /** Closed, and not dropped yet. */
  readonly retired: string[] = [];
  made = 0;
}

/** Loads a file of the exercise's. */
async function load(connection: Connection, name: string, sql: string): Promise<void> {
  const timer = setTimeout(() => connection.close(), LOAD_TIMEOUT_MS);
  const reply = await connection.run(sql);
  clearTimeout(timer);
  if (reply.kind === 'done') return;
  if (reply.kind === 'error') {
    throw new SqlSetupError(
      `database/${name}.sql`,
      toSqlError(reply.error, { text: sql, line: 1 }),
    );
  }
  throw new Error(`database/${name}.sql did not load: ${describeReply(reply)}`);
}

const MAX_ATTEMPTS = 2;
/** A copy of a database costs less than half of this. */
const SLOW_LOAD_MS = 30;
/** So many closed databases stay: 6 MiB each. */
const MAX_RETIRED = 4;
const LARGE_BYTES = 16 * 1024 * 1024;
const LOAD_TIMEOUT_MS = 30_000;
const SETUP_BYTES = 4 * 1024 * 1024;
