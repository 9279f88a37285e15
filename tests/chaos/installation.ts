import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { listImages } from '../../cli/setup/images.ts';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../platform/database/embedded-postgres.ts';
import { loadEngineConfig } from '../../platform/config/config.ts';
import { connectEngine } from '../../worker/sandbox/engine.ts';
import { freePort } from '../support/free-port.ts';
import { launchRedis, type RunningRedis } from '../support/redis.ts';
import { startExtraEngine, type ExtraEngine } from '../workers/extra-engine.ts';
import { writeExercises } from '../workers/work.ts';
import { KeptProcess, type KeptOptions } from './kept-process.ts';

export interface InstallationOptions {
  readonly queue: 'postgresql' | 'redis';
  readonly languages: readonly string[];
  /** An engine of its own, which may be killed; else the machine's. */
  readonly ownEngine: boolean;
  readonly seed: number;
}

/** Roots of engines and sockets have long paths; a socket's may have 107 bytes. */
const FOLDER = 'assay-chaos-';
/** Closed-loop learners are bound by their lanes, not by these. */
const LIMITS = { ASSAY_SUBMISSIONS_PER_MINUTE: '600', ASSAY_UNFINISHED_SUBMISSIONS: '100' };
const ORPHANS_GONE_MS = 20_000;
const POLL_MS = 250;

/** All that Assay is made of, in a folder, each part a process that may be killed and started again. */
export class Installation {
  readonly folder: string;
  readonly api: KeptProcess;
  readonly workers: readonly KeptProcess[];
  readonly apiUrl: string;
  readonly redis: RedisPart | null;
  readonly engine: ExtraEngine | null;
  #postgres: EmbeddedPostgres;

  private constructor(parts: {
    readonly folder: string;
    readonly postgres: EmbeddedPostgres;
    readonly redis: RedisPart | null;
    readonly engine: ExtraEngine | null;
    readonly port: number;
    readonly exercisesDir: string;
    readonly languages: readonly string[];
  }) {
    this.folder = parts.folder;
    this.#postgres = parts.postgres;
    this.redis = parts.redis;
    this.engine = parts.engine;
    this.apiUrl = `http://127.0.0.1:${parts.port}`;
    const env = {
      ...LIMITS,
      DATABASE_URL: parts.postgres.url,
      REDIS_URL: parts.redis?.url ?? '',
      DOCKER_HOST: process.env['DOCKER_HOST'],
      ...parts.engine?.env,
      ASSAY_PORT: String(parts.port),
      ASSAY_EXERCISES: parts.exercisesDir,
      ASSAY_CONCURRENCY: '1',
      ASSAY_WORKER_LANGUAGES: parts.languages.join(),
    };
    const keep = (name: string, main: KeptOptions['main'], readyEvent: string): KeptProcess =>
      new KeptProcess({
        ...{ name, main, readyEvent, logFile: join(parts.folder, `${name}.log`) },
        env: { ...env, ASSAY_CACHE: join(parts.folder, `cache-of-${name}`) },
      });
    this.api = keep('api', 'api/main.ts', 'api-listening');
    this.workers = ['worker-1', 'worker-2'].map((name) =>
      keep(name, 'worker/main.ts', 'worker-ready'),
    );
  }

  static async start(options: InstallationOptions): Promise<Installation> {
    const folder = await mkdtemp(join(tmpdir(), FOLDER));
    const [postgres, redis, engine] = await Promise.all([
      startEmbeddedPostgres({ dataDir: join(folder, 'pg') }),
      options.queue === 'redis' ? RedisPart.start(join(folder, 'redis')) : null,
      options.ownEngine ? ownEngine(folder, options) : null,
    ]);
    const [port, exercisesDir] = await Promise.all([freePort(), chaosExercises(folder)]);
    const { languages } = options;
    const parts = { folder, postgres, redis, engine, port, exercisesDir, languages };
    const it = new Installation(parts);
    await Promise.all([it.api, ...it.workers].map((part) => part.untilReady()));
    return it;
  }

  get databaseUrl(): string {
    return this.#postgres.url;
  }

  killPostgres(): void {
    process.kill(this.#postgres.pid, 'SIGKILL');
  }

  async restartPostgres(): Promise<void> {
    const port = Number(new URL(this.databaseUrl).port);
    this.#postgres = await startEmbeddedPostgres({ dataDir: join(this.folder, 'pg'), port });
  }

  /** SIGTERM to Assay's own; gives the exit codes by name. */
  async stopServices(): Promise<ReadonlyMap<string, number | null>> {
    const parts = [...this.workers, this.api];
    const codes = await Promise.all(parts.map((part) => part.stop()));
    return new Map(parts.map((part, index) => [part.name, codes[index] ?? null]));
  }

  /** Cells of any worker that this installation ever had, once none may be there any more. */
  async orphans(): Promise<readonly string[]> {
    const pids = new Set(this.workers.flatMap(({ pids }) => pids.map(String)));
    const engine = connectEngine(loadEngineConfig(this.engine?.env));
    const deadline = Date.now() + ORPHANS_GONE_MS;
    for (;;) {
      const cells = await engine.listCells();
      const ours = cells.filter(
        ({ owner, id }) => pids.has(owner.split('/')[1] ?? '') && exists(engine.address, id),
      );
      if (ours.length === 0 || Date.now() > deadline) return ours.map(({ name }) => name);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** `keepLogs`: for a person to look at what went wrong. */
  async end({ keepLogs }: { readonly keepLogs: boolean }): Promise<void> {
    await this.stopServices();
    await this.redis?.kill();
    await this.#postgres.stop();
    await this.engine?.stop();
    if (!keepLogs) await rm(this.folder, { recursive: true, force: true });
  }
}

/** An engine that was killed in the middle of a removal may list what it does not have any more. */
const exists = (engine: string, id: string): boolean =>
  spawnSync('docker', ['--host', engine, 'container', 'inspect', id]).status === 0;

class RedisPart {
  readonly url: string;
  readonly #dir: string;
  readonly #port: number;
  #running: RunningRedis;

  private constructor(dir: string, port: number, running: RunningRedis) {
    this.#dir = dir;
    this.#port = port;
    this.#running = running;
    this.url = running.url;
  }

  static async start(dir: string): Promise<RedisPart> {
    await mkdir(dir);
    const port = await freePort();
    return new RedisPart(dir, port, await launchRedis(dir, port, { keeps: true }));
  }

  kill(): Promise<void> {
    return this.#running.kill();
  }

  async restart(): Promise<void> {
    this.#running = await launchRedis(this.#dir, this.#port, { keeps: true });
  }

  async flush(): Promise<void> {
    const client = new Redis(this.url, { maxRetriesPerRequest: 1 });
    try {
      await client.flushall();
    } finally {
      client.disconnect();
    }
  }
}

async function ownEngine(folder: string, options: InstallationOptions): Promise<ExtraEngine> {
  const engine = await startExtraEngine(folder, `chaos-${options.seed}`);
  const images = new Map((await listImages()).map(({ name, tag }) => [name, tag]));
  await engine.load(options.languages.map((name) => images.get(name) ?? name));
  return engine;
}

/** Verdicts must not hang on how busy the machine is: more time than the golden exercise gives. */
async function chaosExercises(folder: string): Promise<string> {
  const exercises = await writeExercises(folder);
  const manifest = join(exercises, 'phase-1', 'echo-sum', 'exercise.yaml');
  const text = await readFile(manifest, 'utf8');
  const patient = text
    .replace('cpuTimeMs: 300', 'cpuTimeMs: 1000')
    .replace('wallTimeMs: 2000', 'wallTimeMs: 20000')
    .replace('wallTimeMs: 5000', 'wallTimeMs: 20000');
  await writeFile(manifest, patient);
  return exercises;
}
