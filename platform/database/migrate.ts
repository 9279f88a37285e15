import pg from 'pg';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { readMigrations } from './migration-files.ts';
import { withSchemaEngine } from './schema-engine.ts';

export interface MigrateOptions {
  readonly onProgress?: (message: string) => void;
  /** The database is newer than this program, by these migrations: an upgrade is under way. */
  readonly onNewer?: (migrations: readonly string[]) => void;
}

/** "ASSA" in ASCII: any number that no other program of this database uses as an advisory lock. */
const MIGRATION_LOCK_KEY = 0x41535341;

/** Names that `_prisma_migrations` holds as finished; null where there is no such table yet. */
const appliedMigrations = async (client: pg.Client): Promise<Set<string>> => {
  const table = await client.query<{ found: string | null }>(
    `SELECT to_regclass('_prisma_migrations')::text AS found`,
  );
  if (typeof table.rows[0]?.found !== 'string') return new Set();
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  return new Set(rows.map((row) => row.name));
};

export interface MigrationState {
  /** Of this program, not applied yet. */
  readonly pending: readonly string[];
  /** Applied, and not known to this program: a newer one was here. */
  readonly unknown: readonly string[];
}

/** How far the database is; `client` is connected to it. */
export const readMigrationState = async (client: pg.Client): Promise<MigrationState> =>
  compare(await readMigrations(), await appliedMigrations(client));

const compare = (
  { migrationDirectories }: MigrationList,
  applied: ReadonlySet<string>,
): MigrationState => {
  const names = migrationDirectories.map(({ path }) => path);
  return {
    pending: names.filter((name) => !applied.has(name)),
    unknown: [...applied].filter((name) => !names.includes(name)),
  };
};

/**
 * Brings the database up to prisma/migrations, exactly as `prisma migrate deploy` does: the same
 * engine, the same `_prisma_migrations` with the same checksums. Concurrent callers wait for the
 * first and then find nothing to do. Gives the names of the migrations it applied.
 *
 * A database that a newer program has migrated is left as it is, and used: in an upgrade, old
 * processes are started again, too. Rejects where it also lacks a migration of this program, for
 * then the two have gone different ways.
 */
export const migrateDatabase = async (
  url: string,
  { onProgress = () => undefined, onNewer = () => undefined }: MigrateOptions = {},
): Promise<readonly string[]> => {
  const client = new pg.Client({ connectionString: url, application_name: 'assay-migrate' });
  await client.connect();
  try {
    // Held by the session: gone with the connection, however this process ends.
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK_KEY]);
    const migrationsList = await readMigrations();
    const { pending, unknown } = compare(migrationsList, await appliedMigrations(client));
    if (unknown.length > 0 && pending.length > 0) throw goneApart(pending, unknown);
    if (unknown.length > 0) onNewer(unknown);
    // The common case, without loading the engine (80 ms).
    if (pending.length === 0) return [];
    onProgress('bringing the database up to date');
    const { appliedMigrationNames } = await withSchemaEngine(url, (engine) =>
      engine.applyMigrations({
        migrationsList,
        filters: { externalTables: [], externalEnums: [] },
      }),
    );
    return appliedMigrationNames;
  } finally {
    await client.end();
  }
};

const goneApart = (pending: readonly string[], unknown: readonly string[]): Error =>
  new Error(
    `The database has migrations that this version does not know (${unknown.join(', ')}) and lacks ` +
      `some that it has (${pending.join(', ')}). Run the version that was here, or restore the backup from before it.`,
  );

/** For the log of a process that uses a database of a newer version. */
export const newerDatabase = (migrations: readonly string[]): string =>
  `a newer Assay has migrated the database (${migrations.join(', ')}): it is used as it is; upgrade this process, too`;
