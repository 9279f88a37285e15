import { spawn } from 'node:child_process';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import type { PostgresBinaries } from './binaries.ts';
import { isAlive } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { errorCode } from '../../error-code.ts';

export interface RunningServer {
  readonly pid: number;
  readonly port: number;
}

const HOST = '127.0.0.1';
const READY_TIMEOUT_MS = 60_000;
const POLL_INTERVAL_MS = 15;
const STOP_TIMEOUT_MS = 20_000;
/** The log begins anew at a start where it is larger. */
const MAX_LOG_BYTES = 4 * 1024 * 1024;
const SHOWN_LOG_LENGTH = 2000;

/**
 * Sized for a machine with two cores that also compiles and grades. Nothing here weakens
 * durability: fsync and full_page_writes stay on, and synchronous_commit is given up only for
 * single transactions that may be lost (see queue/connection.ts and events/publish-events.ts).
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '64MB',
  fsync: 'on',
  synchronous_commit: 'on',
  // No replicas: less to write for each commit.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '512MB',
  checkpoint_timeout: '15min',
  // Short statements only: neither planning for parallel workers nor compiling them pays.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  max_worker_processes: '2',
  io_method: 'sync',
  huge_pages: 'off',
  // An API or worker that vanished must not hold its locks for hours.
  tcp_keepalives_idle: '30',
  idle_in_transaction_session_timeout: '60s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_duration_statement: '1000',
};

/** lines of postmaster.pid, as PostgreSQL's miscadmin.h has them. */
const PID_LINE = 0;
const PORT_LINE = 3;
const STATUS_LINE = 7;

interface PidFile {
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

const readPidFile = async (cluster: Cluster): Promise<PidFile | null> => {
  try {
    const lines = (await readFile(join(cluster.dir, 'postmaster.pid'), 'utf8')).split('\n');
    return {
      pid: Math.abs(Number(lines[PID_LINE])),
      port: Number(lines[PORT_LINE] ?? 0),
      status: (lines[STATUS_LINE] ?? '').trim(),
    };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
};

/** After a crash the number in postmaster.pid may belong to another program by now. */
const isPostgres = async (pid: number): Promise<boolean> => {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    const [comm, state] = await Promise.all([
      readFile(`/proc/${pid}/comm`, 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    return comm.trim() === 'postgres' && !state.includes(') Z ');
  } catch {
    return false;
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, HOST, () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('No free TCP port on 127.0.0.1.')),
      );
    });
  });

/** What this start has logged: `from` is where the file ended before. */
const logTail = async (cluster: Cluster, from: number): Promise<string> => {
  const bytes = await readFile(cluster.logFile).catch(() => Buffer.alloc(0));
  return bytes.subarray(from).toString().slice(-SHOWN_LOG_LENGTH);
};

/** A server of this cluster that outlived the process which started it, or null. */
export const findRunning = async (cluster: Cluster): Promise<RunningServer | null> => {
  const found = await readPidFile(cluster);
  if (found === null) return null;
  if (await isPostgres(found.pid)) return waitUntilReady(cluster, found.pid, 0);
  await rm(join(cluster.dir, 'postmaster.pid'), { force: true });
  return null;
};

const waitUntilReady = async (
  cluster: Cluster,
  pid: number,
  logStart: number,
): Promise<RunningServer> => {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const file = await readPidFile(cluster);
    if (file?.pid === pid && file.status === 'ready') return { pid, port: file.port };
    if (!(await isPostgres(pid))) {
      throw new Error(
        `PostgreSQL did not start. Its log (${cluster.logFile}) ends:\n${await logTail(cluster, logStart)}`,
      );
    }
    await sleep(POLL_INTERVAL_MS);
  }
  throw new Error(
    `PostgreSQL was not ready after ${READY_TIMEOUT_MS / 1000} s; its log is ${cluster.logFile}.`,
  );
};

export const startServer = async (
  cluster: Cluster,
  binaries: PostgresBinaries,
  account: Account | null,
  options: { readonly port?: number; readonly settings?: Readonly<Record<string, string>> },
): Promise<RunningServer> => {
  const port = options.port ?? (await freePort());
  const size = await stat(cluster.logFile).then(
    (entry) => entry.size,
    () => 0,
  );
  const renew = size > MAX_LOG_BYTES;
  const log = await open(cluster.logFile, renew ? 'w' : 'a', 0o600);
  try {
    const settings = Object.entries({ ...SETTINGS, ...options.settings, port: String(port) });
    const args = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    // Detached: a Ctrl-C in the terminal reaches us, and we stop the server last.
    const child = spawn(binaries.postgres, ['-D', cluster.dir, ...args], {
      ...account,
      cwd: '/',
      env: { LC_ALL: 'C', TZ: 'UTC' },
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    await new Promise<void>((resolve, reject) =>
      child.once('spawn', resolve).once('error', reject),
    );
    child.unref();
    if (child.pid === undefined) throw new Error('PostgreSQL was started but has no process id.');
    return await waitUntilReady(cluster, child.pid, renew ? 0 : size);
  } finally {
    await log.close();
  }
};

/** Asks for a fast shutdown (SIGINT: connections are closed, nothing is lost), then insists. */
export const stopServer = async ({ pid }: RunningServer): Promise<void> => {
  const ended = async (timeoutMs: number): Promise<boolean> => {
    const deadline = Date.now() + timeoutMs;
    while (await isPostgres(pid)) {
      if (Date.now() > deadline) return false;
      await sleep(POLL_INTERVAL_MS);
    }
    return true;
  };
  const signal = (name: NodeJS.Signals): void => {
    if (isAlive(pid)) process.kill(pid, name);
  };
  signal('SIGINT');
  if (await ended(STOP_TIMEOUT_MS)) return;
  // Immediate shutdown: recovers from its log at the next start.
  signal('SIGQUIT');
  if (!(await ended(STOP_TIMEOUT_MS)))
    throw new Error(`PostgreSQL (process ${pid}) does not stop.`);
};
