import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { repoRoot } from '../../platform/config/paths.ts';
import { startEmbeddedPostgres } from '../../platform/database/embedded-postgres.ts';
import { migrateDatabase } from '../../platform/database/migrate.ts';

/** The real service as `assay up` runs it: PostgreSQL, API process and worker process. */
export interface Stack {
  readonly url: string;
  readonly databaseUrl: string;
  stop(): Promise<void>;
}

export interface StackOptions {
  readonly exercisesDir: string;
  /** Submissions at one time. */
  readonly concurrency: number;
  /** What is run: `npm run build`'s output, or the source as it is. Default: 'built'. */
  readonly run?: 'built' | 'source';
  /** Further settings, by the names of their variables. */
  readonly settings?: Readonly<Record<string, string>>;
}

const START_TIMEOUT_MS = 120_000;
const POLL_MS = 50;

export async function startStack(options: StackOptions): Promise<Stack> {
  const dataDir = await mkdtemp(join(tmpdir(), 'assay-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') });
  await migrateDatabase(postgres.url);
  const port = await freePort();
  const env = {
    ...process.env,
    DATABASE_URL: postgres.url,
    ASSAY_PORT: String(port),
    ASSAY_EXERCISES: options.exercisesDir,
    ASSAY_CACHE: join(dataDir, 'cache'),
    ASSAY_CONCURRENCY: String(options.concurrency),
    LOG_LEVEL: 'info',
    REDIS_URL: '',
    ...options.settings,
  };
  const { run = 'built' } = options;
  const api = startService('api', run, env);
  const worker = startService('worker', run, env);
  const stop = async (): Promise<void> => {
    await Promise.all([api, worker].map(end));
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const url = `http://127.0.0.1:${port}`;
    await Promise.all([whenReady(url), whenWorkerReady(worker)]);
    return { url, databaseUrl: postgres.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startService(
  name: 'api' | 'worker',
  run: 'built' | 'source',
  env: NodeJS.ProcessEnv,
): ChildProcess {
  const main = run === 'built' ? [`dist/${name}/main.js`] : ['--import', 'tsx', `${name}/main.ts`];
  return spawn(process.execPath, main, {
    ...{ cwd: repoRoot, env },
    // Only the worker's log is read; a pipe that nobody reads would fill, and stop the process.
    stdio: ['ignore', name === 'worker' ? 'pipe' : 'ignore', 'inherit'],
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

async function whenReady(url: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const response = await fetch(`${url}/api/v1/ready`).catch(() => null);
    if (response?.ok === true) return;
    await sleep(POLL_MS);
  }
  throw new Error('The API did not become ready.');
}

async function whenWorkerReady(worker: ChildProcess): Promise<void> {
  if (worker.stdout === null) throw new Error('The worker has no output to wait for.');
  const lines = createInterface({ input: worker.stdout });
  const timeout = setTimeout(() => lines.close(), START_TIMEOUT_MS);
  let last = '';
  for await (const line of lines) {
    last = line;
    if (line.includes('"event":"worker-ready"')) {
      clearTimeout(timeout);
      // Whatever else it logs must go somewhere, or the pipe fills and the worker stops.
      lines.on('line', () => undefined);
      worker.stdout.resume();
      return;
    }
  }
  throw new Error(`The worker did not become ready; its last line: ${last}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
