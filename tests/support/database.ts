import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll } from '@jest/globals';
import pg from 'pg';
import { openDatabase } from '../../platform/database/database.ts';
import type { Database } from '../../platform/database/database.ts';
import { startEmbeddedPostgres } from '../../platform/database/embedded-postgres.ts';
import { migrateDatabase } from '../../platform/database/migrate.ts';
import { openQueue } from '../../platform/queue/queue.ts';

/** A real PostgreSQL for the whole run; a database of its own, migrated, for each test file. */
export interface TestDatabase {
  /** What DATABASE_URL would be. Not before `beforeAll` has run. */
  readonly url: string;
  readonly database: Database;
}

const TEMPLATE = 'assay_template';
const SERVER_TIMEOUT_MS = 60_000;
const POLL_MS = 25;
const POOL_SIZE = 5;
/** Tests need no durability, and a disk that is busy with images makes fsync slow. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

const withClient = async <T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
};

const databaseUrl = (serverUrl: string, name: string): string => {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
};

const makeTemplate = async (serverUrl: string): Promise<void> => {
  await withClient(serverUrl, (client) => client.query(`CREATE DATABASE ${TEMPLATE}`));
  const url = databaseUrl(serverUrl, TEMPLATE);
  await migrateDatabase(url);
  // The queue makes its own tables at its first use.
  const queue = openQueue({ databaseUrl: url, redisUrl: null });
  await queue.counts();
  await queue.close();
};

/** The first process of the run starts the server; the others wait for its URL. */
const serverUrlIn = async (folder: string): Promise<string> => {
  const urlFile = join(folder, 'server-url');
  const first = await mkdir(join(folder, 'starting')).then(
    () => true,
    () => false,
  );
  if (first) {
    try {
      const server = await startEmbeddedPostgres({
        dataDir: join(folder, 'postgres'),
        settings: SETTINGS,
      });
      await makeTemplate(server.url);
      await writeFile(`${urlFile}.partial`, server.url);
      await rename(`${urlFile}.partial`, urlFile);
      return server.url;
    } catch (error) {
      await writeFile(join(folder, 'server-error'), String(error));
      throw error;
    }
  }
  const deadline = Date.now() + SERVER_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const url = await readFile(urlFile, 'utf8').catch(() => '');
    if (url !== '') return url;
    if (await stat(join(folder, 'server-error')).catch(() => null)) break;
    await sleep(POLL_MS);
  }
  throw new Error('The PostgreSQL of this test run did not start (see the first failure).');
};

/** Outside Jest (a benchmark, a script) there is no run to share with: a folder of one's own. */
const runFolder = async (): Promise<string> => {
  const shared = process.env['ASSAY_TEST_DIR'];
  if (shared !== undefined) return shared;
  const folder = await mkdtemp(join(tmpdir(), 'assay-test-'));
  await chmod(folder, 0o755);
  process.env['ASSAY_TEST_DIR'] = folder;
  return folder;
};

export interface CreatedDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A migrated, empty database: a copy of the run's template (some 50 ms). */
export const createTestDatabase = async (): Promise<CreatedDatabase> => {
  const serverUrl = await serverUrlIn(await runFolder());
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withClient(serverUrl, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`),
  );
  const drop = (): Promise<void> =>
    withClient(serverUrl, async (client) => {
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    });
  return { url: databaseUrl(serverUrl, name), drop };
};

/** An empty database without tables, on the same server: for the tests of migrating. */
export const createEmptyDatabase = async (): Promise<CreatedDatabase> => {
  const serverUrl = await serverUrlIn(await runFolder());
  const name = `empty_${randomBytes(6).toString('hex')}`;
  await withClient(serverUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  const drop = (): Promise<void> =>
    withClient(serverUrl, async (client) => {
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    });
  return { url: databaseUrl(serverUrl, name), drop };
};

/** Call it at the top of a test file (or a describe): makes the database before, drops it after. */
export const withTestDatabase = (): TestDatabase => {
  let created: CreatedDatabase | undefined;
  let database: Database | undefined;
  beforeAll(async () => {
    created = await createTestDatabase();
    database = openDatabase(created.url, { poolSize: POOL_SIZE });
  }, SERVER_TIMEOUT_MS);
  afterAll(async () => {
    await database?.close();
    await created?.drop();
  });
  const ready = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('The test database is there only after beforeAll.');
    return value;
  };
  return {
    get url() {
      return ready(created).url;
    },
    get database() {
      return ready(database);
    },
  };
};
