import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { repoRoot } from '../../platform/config/paths.ts';

export interface KeptOptions {
  readonly name: string;
  readonly main: 'api/main.ts' | 'worker/main.ts';
  readonly env: NodeJS.ProcessEnv;
  /** The event in its log that says that it is ready. */
  readonly readyEvent: string;
  readonly logFile: string;
}

const RESTART_DELAY_MS = 500;
const READY_TIMEOUT_MS = 240_000;
const POLL_MS = 50;

/** One of Assay's processes, started again whenever it ends, as a supervisor does. */
export class KeptProcess {
  readonly #options: KeptOptions;
  readonly #log: WriteStream;
  readonly #events = new Map<string, number>();
  readonly #pids: number[] = [];
  #child: ChildProcess | null = null;
  #killed = false;
  #stopped = false;
  #ready = false;
  #crashes = 0;

  constructor(options: KeptOptions) {
    this.#options = options;
    this.#log = createWriteStream(options.logFile, { flags: 'a' });
    this.#start();
  }

  get name(): string {
    return this.#options.name;
  }

  /** Of every process that it was. */
  get pids(): readonly number[] {
    return this.#pids;
  }

  /** How often it ended by itself after it had been ready; a start that fails is not one. */
  get crashes(): number {
    return this.#crashes;
  }

  /** How often its log had an event of this name. */
  said(event: string): number {
    return this.#events.get(event) ?? 0;
  }

  async untilReady(): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    while (!this.#ready) {
      if (Date.now() > deadline) throw new Error(`${this.name} is not ready; its log says why`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** SIGKILL; it is started again soon. */
  kill(): void {
    this.#killed = true;
    this.#child?.kill('SIGKILL');
  }

  /** SIGTERM; resolves with its exit code when it is gone. It is started again soon. */
  async terminate(): Promise<number | null> {
    const child = this.#child;
    if (child?.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    this.#killed = true;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
    return child.exitCode;
  }

  /** The same, and it stays gone. */
  stop(): Promise<number | null> {
    this.#stopped = true;
    return this.terminate();
  }

  #start(): void {
    const { main, env } = this.#options;
    const child = spawn(process.execPath, ['--import', 'tsx', main], {
      cwd: repoRoot,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#killed = false;
    this.#ready = false;
    if (child.pid !== undefined) this.#pids.push(child.pid);
    child.stderr.on('data', (chunk: Buffer) => this.#log.write(chunk));
    createInterface({ input: child.stdout }).on('line', (line) => this.#hear(line));
    child.once('exit', () => this.#ended());
  }

  #hear(line: string): void {
    this.#log.write(`${line}\n`);
    const event = /"event":"([^"]+)"/.exec(line)?.[1];
    if (event === undefined) return;
    this.#events.set(event, this.said(event) + 1);
    this.#ready ||= event === this.#options.readyEvent;
  }

  #ended(): void {
    if (!this.#killed && !this.#stopped && this.#ready) this.#crashes += 1;
    this.#ready = false;
    setTimeout(() => {
      if (!this.#stopped) this.#start();
    }, RESTART_DELAY_MS);
  }
}
