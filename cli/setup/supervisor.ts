import { join } from 'node:path';
import { loadEngineConfig } from '../../platform/config/config.ts';
import { migrateDatabase } from '../../platform/database/migrate.ts';
import type { Report, Step } from '../ui/run-steps.ts';
import type { DataDirectory } from './data-directory.ts';
import { Database } from './database.ts';
import { distDir } from './dist-dir.ts';
import { ensureEngine, stopEngine } from './docker-engine.ts';
import { localUrl } from './free-port.ts';
import { buildImages, imageNames } from './images.ts';
import { identify, isRunning } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { removeState, writeState } from './run-state.ts';
import type { RunState, ServiceName } from './run-state.ts';
import { Service } from './service.ts';
import { version } from '../../platform/version.ts';
import { answersOk, waitForService } from './wait-for-service.ts';

export interface SupervisorOptions {
  readonly data: DataDirectory;
  readonly host: string;
  readonly port: number;
  readonly env: NodeJS.ProcessEnv;
  /** A daemon that an earlier supervisor started and could not stop. */
  readonly orphanedDaemon: ProcessIdentity | null;
  /** Ctrl-C. */
  readonly signal: AbortSignal;
  /** What happened while everything runs. */
  readonly onMessage: (message: string) => void;
}

const API_READY_TIMEOUT_MS = 60_000;
/** The canary proves every limit first; on a slow machine that takes a while. */
const WORKER_READY_TIMEOUT_MS = 180_000;
const WORKER_READY = /"event":\s*"worker-ready"/;

/**
 * Starts engine, images, database, API and worker, in this order; keeps the last three running;
 * stops in the opposite order what it started. What is running stands in the state file, so that
 * other commands, and the next supervisor after a crash, know.
 */
export class Supervisor {
  readonly url: string;
  readonly #options: SupervisorOptions;
  #state: RunState | null = null;
  #stateWrites: Promise<void> = Promise.resolve();
  #daemon: ProcessIdentity | null;
  #database: Database | null = null;
  #databaseUrl = '';
  #api: Service | null = null;
  #worker: Service | null = null;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#daemon = options.orphanedDaemon;
    this.url = localUrl(options.host, options.port);
  }

  steps(): Step[] {
    return [
      { title: 'Docker engine', run: (report) => this.#startEngine(report) },
      { title: 'Sandbox images', run: (report) => this.#buildImages(report) },
      { title: 'Database', run: (report) => this.#startDatabase(report) },
      { title: 'API', run: () => this.#startApi() },
      { title: 'Worker', run: (report) => this.#startWorker(report) },
    ];
  }

  async begin(): Promise<void> {
    const supervisor = await identify(process.pid);
    if (supervisor === null) throw new Error('This process cannot be found in the system.');
    const startedAt = new Date().toISOString();
    await this.#update({
      status: 'starting',
      version,
      startedAt,
      url: this.url,
      supervisor,
      services: {},
    });
  }

  async markReady(): Promise<void> {
    await this.#update({ status: 'ready' });
  }

  /** Stops everything that this supervisor started. Safe to call at any point of the start. */
  async stop(report: Report): Promise<void> {
    await this.#update({ status: 'stopping' });
    for (const [name, service] of [
      ['worker', this.#worker],
      ['API', this.#api],
    ] as const) {
      if (service === null) continue;
      report(name);
      await service.stop();
    }
    if (this.#database !== null) {
      report('database');
      await this.#database.stop();
    }
    if (this.#daemon !== null) {
      report('Docker engine');
      await stopEngine(this.#daemon);
    }
    await this.#stateWrites;
    await removeState(this.#options.data);
  }

  /** For impatient people: the services stop at once. What they were doing is taken up later. */
  killServices(): void {
    this.#worker?.kill();
    this.#api?.kill();
  }

  async #startEngine(report: Report): Promise<string> {
    const { data, env, signal } = this.#options;
    const engine = await ensureEngine(
      { engine: loadEngineConfig(env), logFile: join(data.logs, 'dockerd.log'), signal },
      report,
    );
    const orphan = this.#daemon;
    if (orphan !== null && !(await isRunning(orphan))) this.#daemon = null;
    this.#daemon = engine.daemon ?? this.#daemon;
    if (this.#daemon !== null) await this.#update({ dockerd: this.#daemon });
    return engine.daemon === null ? engine.version : `${engine.version}, started`;
  }

  async #buildImages(report: Report): Promise<string> {
    return buildImages(await imageNames(), report, this.#options.signal);
  }

  async #startDatabase(report: Report): Promise<string> {
    const { data, env, onMessage, signal } = this.#options;
    const external = env['DATABASE_URL'];
    let kind = 'yours, by DATABASE_URL';
    if (external) this.#databaseUrl = external;
    else {
      kind = 'PostgreSQL';
      this.#database = await Database.start({
        dataDir: data.postgres,
        onProgress: report,
        onRestart: (message) => {
          onMessage(message);
          void this.#noteDatabase();
        },
      });
      this.#databaseUrl = this.#database.url;
      await this.#noteDatabase();
    }
    await this.#update({ databaseUrl: this.#databaseUrl });
    signal.throwIfAborted();
    const applied = await migrateDatabase(this.#databaseUrl, { onProgress: report });
    signal.throwIfAborted();
    return applied.length === 0 ? kind : `${kind}, ${applied.length} migrations applied`;
  }

  async #noteDatabase(): Promise<void> {
    const database = this.#database;
    if (database === null) return;
    await this.#update({ postgres: database.identity, guard: database.guardIdentity });
  }

  async #startApi(): Promise<string> {
    this.#api = this.#service('api');
    this.#api.start();
    const ready = `${this.url}/api/v1/ready`;
    await waitForService(
      this.#api,
      () => answersOk(ready),
      API_READY_TIMEOUT_MS,
      this.#options.signal,
    );
    return this.url;
  }

  async #startWorker(report: Report): Promise<null> {
    let ready = false;
    report('proving that every limit of the sandbox holds');
    this.#worker = this.#service('worker', (line) => {
      ready ||= WORKER_READY.test(line);
    });
    this.#worker.start();
    await waitForService(
      this.#worker,
      () => Promise.resolve(ready),
      WORKER_READY_TIMEOUT_MS,
      this.#options.signal,
    );
    return null;
  }

  #service(name: ServiceName, onLine?: (line: string) => void): Service {
    const { data, host, port, env, onMessage } = this.#options;
    return new Service({
      name,
      script: join(distDir, name, 'main.js'),
      logFile: join(data.logs, `${name}.log`),
      env: {
        ASSAY_CACHE: data.cache,
        NODE_ENV: 'production',
        ...env,
        DATABASE_URL: this.#databaseUrl,
        ASSAY_HOST: host,
        ASSAY_PORT: String(port),
        ...metricsEnvironment(name, env),
      },
      onRestart: onMessage,
      onProcess: (service, identity) =>
        void this.#update((state) => ({ services: { ...state.services, [service]: identity } })),
      ...(onLine === undefined ? {} : { onLine }),
    });
  }

  /** One write after the other; a failed one must not stop what runs. */
  #update(change: Partial<RunState> | ((state: RunState) => Partial<RunState>)): Promise<void> {
    const before = this.#state;
    const patch = typeof change === 'function' ? (before === null ? {} : change(before)) : change;
    const next = { ...before, ...patch } as RunState;
    this.#state = next;
    this.#stateWrites = this.#stateWrites
      .then(() => writeState(this.#options.data, next))
      .catch((error: unknown) =>
        this.#options.onMessage(`the state cannot be kept: ${String(error)}`),
      );
    return this.#stateWrites;
  }
}

/** Two processes on one machine: the worker serves its metrics on the port after the API's. */
const metricsEnvironment = (name: ServiceName, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const port = Number(env['ASSAY_METRICS_PORT']);
  // What is no port is told by the service itself, which reads the setting.
  if (name !== 'worker' || !Number.isInteger(port) || port === 0) return {};
  return { ASSAY_METRICS_PORT: String(port + 1) };
};
