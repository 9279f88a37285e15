import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.ts';

/** Connections of one process, where the caller does not say. */
const DEFAULT_POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 60_000;
/** A statement that runs longer has gone wrong: no query of ours takes a second. */
const STATEMENT_TIMEOUT_MS = 30_000;

export interface DatabaseOptions {
  readonly poolSize?: number;
  /** Called when an idle connection breaks: the pool replaces it, so this is for the log. */
  readonly onConnectionError?: (error: Error) => void;
}

/**
 * The store, twice over one pool: `prisma` for ordinary reads and writes, `pool` for the few
 * statements on the hot path that one round trip must do.
 */
export interface Database {
  readonly url: string;
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** Prisma sends the same text for the same query: prepared once, its plan is reused. */
const statementName = (sql: string): string =>
  createHash('sha1').update(sql).digest('base64url').slice(0, 24);

export const openDatabase = (url: string, options: DatabaseOptions = {}): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? DEFAULT_POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    application_name: 'assay',
    keepAlive: true,
  });
  // Without a listener an idle connection's error would end the process.
  pool.on('error', (error) => options.onConnectionError?.(error));
  const adapter = new PrismaPg(pool, {
    statementNameGenerator: (query) => statementName(query.sql),
  });
  // The one format whose quoted arguments the log leaves out with certainty (platform/log/quoted-arguments.ts).
  const prisma = new PrismaClient({ adapter, errorFormat: 'minimal' });

  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await prisma.$disconnect();
    await pool.end();
  };
  return { url, prisma, pool, close: () => (closing ??= close()) };
};
