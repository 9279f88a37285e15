import { startEmbeddedPostgres } from '../../platform/database/embedded-postgres.ts';
import type { EmbeddedPostgres } from '../../platform/database/embedded-postgres.ts';
import { startGuard } from './guard.ts';
import type { Guard } from './guard.ts';
import { identify, isRunning } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

export interface DatabaseOptions {
  readonly dataDir: string;
  readonly onProgress: (message: string) => void;
  /** The server ended without being asked to, and runs again. */
  readonly onRestart: (message: string) => void;
}

const WATCH_INTERVAL_MS = 2_000;

/** The embedded PostgreSQL, guarded and watched: started again on the same port if it ends. */
export class Database {
  readonly #options: DatabaseOptions;
  readonly #port: number;
  #server: EmbeddedPostgres;
  #identity: ProcessIdentity;
  #guard: Guard;
  #watch: NodeJS.Timeout | undefined;
  #restarting: Promise<void> | null = null;

  private constructor(
    options: DatabaseOptions,
    server: EmbeddedPostgres,
    identity: ProcessIdentity,
    guard: Guard,
  ) {
    this.#options = options;
    this.#server = server;
    this.#identity = identity;
    this.#guard = guard;
    this.#port = Number(new URL(server.url).port);
    this.#watch = setInterval(() => void this.#check(), WATCH_INTERVAL_MS);
  }

  static async start(options: DatabaseOptions): Promise<Database> {
    const { dataDir, onProgress } = options;
    const server = await startEmbeddedPostgres({ dataDir, onProgress });
    return new Database(options, server, ...(await guarded(server)));
  }

  get url(): string {
    return this.#server.url;
  }

  get identity(): ProcessIdentity {
    return this.#identity;
  }

  get guardIdentity(): ProcessIdentity {
    return this.#guard.identity;
  }

  async stop(): Promise<void> {
    clearInterval(this.#watch);
    await this.#restarting;
    await this.#server.stop();
    await this.#guard.release();
  }

  async #check(): Promise<void> {
    if (this.#restarting !== null || (await isRunning(this.#identity))) return;
    this.#restarting ??= this.#restart().finally(() => (this.#restarting = null));
    await this.#restarting;
  }

  async #restart(): Promise<void> {
    const { dataDir, onRestart } = this.#options;
    await this.#guard.release();
    try {
      this.#server = await startEmbeddedPostgres({ dataDir, port: this.#port });
      [this.#identity, this.#guard] = await guarded(this.#server);
      onRestart('the database had ended and was started again');
    } catch (error) {
      // The watch tries again; nothing is lost, since the services wait or fail.
      onRestart(`the database ended and does not start: ${String(error)}`);
    }
  }
}

const guarded = async (server: EmbeddedPostgres): Promise<[ProcessIdentity, Guard]> => {
  const identity = await identify(server.pid);
  if (identity === null) throw new Error('The database ended as soon as it was ready.');
  return [identity, await startGuard(server.pid)];
};
