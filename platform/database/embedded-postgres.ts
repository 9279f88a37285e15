import pg from 'pg';
import { serverAccount } from './embedded/account.ts';
import { findBinaries } from './embedded/binaries.ts';
import { prepareCluster, SUPERUSER } from './embedded/cluster.ts';
import type { Cluster } from './embedded/cluster.ts';
import { findRunning, startServer, stopServer } from './embedded/server.ts';
import type { RunningServer } from './embedded/server.ts';
import { errorCode } from '../error-code.ts';

export interface EmbeddedPostgresOptions {
  /** Made where missing; an existing one is used as it is. */
  readonly dataDir: string;
  /** Default: a free one. Always on 127.0.0.1. */
  readonly port?: number;
  readonly onProgress?: (message: string) => void;
  /** Server settings over ours: tests, whose data may be lost, do without fsync. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** With user, password and database: what DATABASE_URL wants. */
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const DATABASE = 'assay';
/** The port found free may be taken before the server binds it; a crash may still hold memory. */
const START_ATTEMPTS = 4;
const START_RETRY_DELAY_MS = 500;
const DUPLICATE_DATABASE = '42P04';

const urlOf = (cluster: Cluster, server: RunningServer, database: string): string =>
  `postgresql://${SUPERUSER}:${cluster.password}@127.0.0.1:${server.port}/${database}`;

const createDatabase = async (cluster: Cluster, server: RunningServer): Promise<void> => {
  const client = new pg.Client(urlOf(cluster, server, 'postgres'));
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    if (errorCode(error) !== DUPLICATE_DATABASE) throw error;
  } finally {
    await client.end();
  }
};

/**
 * A real PostgreSQL with nothing to install. It survives whatever becomes of us: its own process
 * group, a data directory that is whole or absent, and a server left running by a process that
 * was killed is found and taken over.
 */
export const startEmbeddedPostgres = async (
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> => {
  const onProgress = options.onProgress ?? (() => undefined);
  const account = await serverAccount();
  const binaries = await findBinaries(account);
  const cluster = await prepareCluster(options.dataDir, binaries, account, onProgress);

  const start = async (attempt: number): Promise<RunningServer> => {
    const running = await findRunning(cluster);
    if (running !== null) return running;
    onProgress('starting the database');
    try {
      return await startServer(cluster, binaries, account, options);
    } catch (error) {
      if (attempt >= START_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, START_RETRY_DELAY_MS));
      return start(attempt + 1);
    }
  };

  const server = await start(1);
  await createDatabase(cluster, server);
  let stopping: Promise<void> | undefined;
  return {
    url: urlOf(cluster, server, DATABASE),
    pid: server.pid,
    stop: () => (stopping ??= stopServer(server)),
  };
};
