import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repoRoot } from '../../platform/config/paths.ts';

/** `./assay` as a person runs it: a process of its own, its output as text. */
export class AssayProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  #stdout = '';
  #stderr = '';

  constructor(args: readonly string[], env: NodeJS.ProcessEnv) {
    this.#child = spawn(join(repoRoot, 'assay'), args, {
      cwd: '/',
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => (this.#stdout += chunk.toString()));
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString()));
    this.#ended = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('close', resolve);
    });
  }

  get output(): string {
    return this.#stdout + this.#stderr;
  }

  get stdout(): string {
    return this.#stdout;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  end(): Promise<number | null> {
    return this.#ended;
  }

  /** Waits until it has printed something that matches; throws with its output where it ends. */
  async printed(pattern: RegExp, timeoutMs: number): Promise<void> {
    await until(`${String(pattern)} is printed`, timeoutMs, () => {
      if (pattern.test(this.output)) return true;
      if (this.#child.exitCode !== null) throw new Error(`It ended:\n${this.output}`);
      return false;
    }).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${this.output}`);
    });
  }
}

export const runAssay = async (
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; stdout: string; output: string }> => {
  const running = new AssayProcess(args, env);
  const code = await running.end();
  return { code, stdout: running.stdout, output: running.output };
};

const POLL_MS = 50;

/** Waits for a condition; it may throw to give up early. */
export const until = async (
  what: string,
  timeoutMs: number,
  condition: () => boolean | Promise<boolean>,
): Promise<void> => {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Not within ${timeoutMs / 1000} s: ${what}`);
    await sleep(POLL_MS);
  }
};
