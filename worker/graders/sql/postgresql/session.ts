import { SqlSetupError, type SqlDatabase, type SqlOpening, type SqlSession } from '../engine.ts';
import { Meter } from '../meter.ts';
import { SETUP_TOO_SLOW, withinSetupTime } from '../setup-time.ts';
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
  /** The server may be down, or in a state that nobody knows. */
  #isSuspect = false;

  constructor(opening: SqlOpening) {
    this.#opening = opening;
    this.#server = new Server(opening.cell);
    this.#access = accessOf(opening.spec.task);
  }

  async openDatabase(dataset: string | null, keeps: boolean): Promise<SqlDatabase> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (this.#isSuspect) await this.#restart();
        return await this.#open(dataset, keeps);
      } catch (error) {
        // A set-up that was given up may be under way still.
        this.#isSuspect = true;
        if (error instanceof SqlSetupError || attempt >= MAX_ATTEMPTS) throw error;
      }
    }
  }

  close(): Promise<void> {
    this.#server.close();
    return Promise.resolve();
  }

  async #restart(): Promise<void> {
    await this.#server.restart();
    this.#databases = new Databases();
    this.#isSuspect = false;
  }

  async #open(dataset: string | null, keeps: boolean): Promise<SqlDatabase> {
    const { readOnly } = this.#databases;
    const mayShare = !keeps && this.#access.readsOnly;
    const shared = mayShare ? readOnly.get(dataset) : undefined;
    const { name, author } = shared ?? (await this.#loaded(dataset));
    if (mayShare) readOnly.set(dataset, { name, author: null });
    const { cell, limits } = this.#opening;
    const meter = new Meter(cell, limits);
    const onClose = (clean: boolean): Promise<void> => this.#closed(name, clean);
    return new PostgresDatabase(
      { name, author, limits, meter, onClose },
      this.#server,
      this.#access,
    );
  }

  /** A server that does not do as it is told is replaced before the next case. */
  async #closed(name: string, clean: boolean): Promise<void> {
    try {
      if (!clean) await this.#server.disconnect(name);
      await this.#retire(name);
    } catch {
      this.#isSuspect = true;
    }
  }

  /**
   * Takes back what a role may set for its next connections. Dropping a database takes as long as
   * making one: that is left to the end of the cell, unless there is much of it.
   */
  async #retire(name: string): Promise<void> {
    const resets = ROLES.flatMap((role) => [
      `ALTER ROLE ${role} RESET ALL`,
      `ALTER ROLE ${role} IN DATABASE ${name} RESET ALL`,
    ]);
    const answer = await this.#server.ask(
      [...resets, `SELECT pg_database_size('${name}')`].join(';'),
    );
    const { readOnly, retired } = this.#databases;
    if ([...readOnly.values()].some((shared) => shared.name === name)) return;
    const isLarge = Number(answer?.rows[0]?.[0]) > LARGE_BYTES;
    retired.push(name);
    const drop = isLarge ? retired.pop() : retired.length > MAX_RETIRED ? retired.shift() : null;
    if (typeof drop === 'string') await this.#server.ask(`DROP DATABASE ${drop} WITH (FORCE)`);
  }

  /** A database with the schema and the data. */
  async #loaded(dataset: string | null): Promise<Loaded> {
    const { templates, spares } = this.#databases;
    const template = templates.get(dataset);
    if (template !== undefined) return { name: await this.#copy(template), author: null };
    const name = spares.pop() ?? (await this.#copy('template1'));
    const author = await this.#load(name, dataset);
    if (this.#access.readsOnly || !(await isWorthCopying(author))) return { name, author };
    // A database with a connection cannot be copied.
    await author.end();
    templates.set(dataset, name);
    return { name: await this.#copy(name), author: null };
  }

  async #copy(template: string): Promise<string> {
    this.#databases.made += 1;
    const name = `case_${this.#databases.made}`;
    // Copying files takes a third of the time of copying them through the log, here, in memory.
    await this.#server.ask(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
    await this.#server.ask(`GRANT CREATE ON DATABASE ${name} TO ${AUTHOR}, learner`);
    return name;
  }

  /** The author's connection, which goes on to the case's own questions. */
  async #load(database: string, dataset: string | null): Promise<Connection> {
    const { spec } = this.#opening;
    const { authorSettings: settings } = this.#access;
    const options = { user: AUTHOR, database, settings, allowedBytes: SETUP_BYTES };
    const connection = await this.#server.connect(options);
    const data = spec.datasets.find(({ name }) => name === dataset);
    try {
      await load(connection, 'schema', spec.schema);
      if (data !== undefined) await load(connection, data.name, data.sql);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }
}

interface Loaded {
  readonly name: string;
  /** Who loaded it, and has nothing open; null where nobody is connected. */
  readonly author: Connection | null;
}

/** What there is in the server; a new one knows of nothing. */
class Databases {
  /** Empty, and made by the image's build. */
  readonly spares = ['spare_5', 'spare_4', 'spare_3', 'spare_2', 'spare_1'];
  /** By dataset: those that cases read only. */
  readonly readOnly = new Map<string | null, Loaded>();
  /** By dataset: those that are copied. */
  readonly templates = new Map<string | null, string>();
  /** Closed, and not dropped yet. */
  readonly retired: string[] = [];
  made = 0;
}

/** Loads a file of the exercise's. */
async function load(connection: Connection, name: string, sql: string): Promise<void> {
  const file = `database/${name}.sql`;
  const { value: reply, outOfTime } = await withinSetupTime(connection, () => connection.run(sql));
  if (reply.kind === 'done') return;
  if (outOfTime) throw new SqlSetupError(file, SETUP_TOO_SLOW);
  if (reply.kind === 'error') {
    throw new SqlSetupError(file, toSqlError(reply.error, { text: sql, line: 1 }));
  }
  throw new Error(`${file} did not load: ${describeReply(reply)}`);
}

async function isWorthCopying(author: Connection): Promise<boolean> {
  const size = await author.run('SELECT pg_database_size(current_database())');
  return size.kind === 'done' && Number(size.rows?.rows[0]?.[0]) > WORTH_COPYING_BYTES;
}

const MAX_ATTEMPTS = 2;
/** From here on, to copy what was loaded is cheaper than to load it again. An empty one has 6 MiB. */
const WORTH_COPYING_BYTES = 8 * 1024 * 1024;
/** So many closed databases stay, 6 MiB each: the spares, which had their room from the start. */
const MAX_RETIRED = 5;
const LARGE_BYTES = 16 * 1024 * 1024;
const SETUP_BYTES = 4 * 1024 * 1024;
