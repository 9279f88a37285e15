import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { distDir } from './dist-dir.ts';
import { identify } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { RotatingLog } from './rotating-log.ts';
import type { ServiceName } from './run-state.ts';

export interface ServiceOptions {
  readonly name: ServiceName;
  /** Compiled, in dist/. */
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** A service that was up and ended is started again: says so. */
  readonly onRestart: (message: string) => void;
  /** Each time the service has a new process. */
  readonly onProcess: (name: ServiceName, identity: ProcessIdentity) => void;
  /** Each line that the service prints. */
  readonly onLine?: (line: string) => void;
}

/** First wait before a service is started again; doubled each time up to the last. */
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** A service that stayed up for so long has recovered: the next delay is the first again. */
const RECOVERED_AFTER_MS = 60_000;
/** The services stop within 10 s of SIGTERM. */
const STOP_GRACE_MS = 12_000;
/** Longer lines are looked at in parts. */
const MAX_LINE_LENGTH = 64 * 1024;

const PARENT_WATCH = pathToFileURL(join(distDir, 'cli/setup/parent-watch.js')).href;

/** One child process that is kept running until it is told to stop. */
export class Service {
  readonly #options: ServiceOptions;
  readonly #log: RotatingLog;
  #child: ChildProcess | null = null;
  #ended: Promise<void> = Promise.resolve();
  #stopping = false;
  #everReady = false;
  #delayMs = FIRST_DELAY_MS;
  #restartTimer: NodeJS.Timeout | undefined;
  #failure: string | null = null;

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.#log = new RotatingLog(options.logFile);
  }

  get name(): ServiceName {
    return this.#options.name;
  }

  get logFile(): string {
    return this.#log.path;
  }

  /** How the service ended before it was ever ready, or null. */
  get startFailure(): string | null {
    return this.#failure;
  }

  /** From here on an end is a crash to recover from; before, it fails the start. */
  markReady(): void {
    this.#everReady = true;
  }

  start(): void {
    const { script, env, name } = this.#options;
    const startedAt = Date.now();
    const child = spawn(
      process.execPath,
      ['--enable-source-maps', '--import', PARENT_WATCH, script],
      {
        env,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        // A process group of its own: Ctrl-C is for the supervisor.
        detached: true,
      },
    );
    this.#child = child;
    this.#collect(child);
    this.#ended = new Promise((resolve) => {
      child.once('error', (error) => {
        this.#failure ??= error.message;
        resolve();
      });
      child.once('exit', (code, signal) => {
        resolve();
        this.#afterExit(signal ?? `exit code ${code ?? '?'}`, Date.now() - startedAt);
      });
    });
    if (child.pid !== undefined) {
      void identify(child.pid).then((identity) => {
        if (identity !== null) this.#options.onProcess(name, identity);
      });
    }
  }

  /** Returns once the process is gone. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restartTimer);
    const child = this.#child;
    if (child?.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
      await this.#ended;
      clearTimeout(insist);
    }
    await this.#log.close();
  }

  /** For a second Ctrl-C: no more waiting. */
  kill(): void {
    this.#stopping = true;
    this.#child?.kill('SIGKILL');
  }

  #afterExit(how: string, livedMs: number): void {
    if (this.#stopping) return;
    if (!this.#everReady) {
      this.#failure = how;
      return;
    }
    if (livedMs >= RECOVERED_AFTER_MS) this.#delayMs = FIRST_DELAY_MS;
    const delayMs = this.#delayMs;
    this.#delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
    this.#options.onRestart(
      `the ${this.name} ended (${how}); starting it again in ${delayMs / 1000} s. Log: ${this.logFile}`,
    );
    this.#restartTimer = setTimeout(() => this.start(), delayMs);
  }

  #collect(child: ChildProcess): void {
    let partial = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      this.#log.write(chunk);
      const lines = (partial + chunk.toString('utf8')).split('\n');
      partial = (lines.pop() ?? '').slice(-MAX_LINE_LENGTH);
      for (const line of lines) this.#options.onLine?.(line);
    });
    child.stderr?.on('data', (chunk: Buffer) => this.#log.write(chunk));
  }
}
