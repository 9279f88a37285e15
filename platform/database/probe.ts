import pg from 'pg';
import { readMigrationState, type MigrationState } from './migrate.ts';

/** A look at a database of which nothing is known: one connection, no pool, nothing written. */
export interface DatabaseProbe {
  query<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<R>>;
  migrations(): Promise<MigrationState>;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 5_000;

/** Rejects as `pg` does: with a code of the system's, or of PostgreSQL's. */
export const probeDatabase = async (url: string): Promise<DatabaseProbe> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'assay-doctor',
  });
  // A server that ends meanwhile is told by the query.
  client.on('error', () => undefined);
  await client.connect();
  return {
    query: <R extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      client.query<R>(text, values),
    migrations: () => readMigrationState(client),
    close: () => client.end().catch(() => undefined),
  };
};
