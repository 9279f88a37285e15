import { spawn } from 'node:child_process';

export interface ToolOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly signal?: AbortSignal | undefined;
  readonly onLine?: ((line: string) => void) | undefined;
}

export interface ToolResult {
  readonly code: number | null;
  /** The end of what it printed, both streams together. */
  readonly output: string;
}

const KEPT_OUTPUT_LENGTH = 8_000;

/** Runs a program of the machine to its end, without a terminal. Rejects only where it cannot run. */
export const runTool = (
  file: string,
  args: readonly string[],
  { env = process.env, cwd, signal, onLine }: ToolOptions = {},
): Promise<ToolResult> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    // A process group of its own: Ctrl-C is ours to pass on, to the program rather than to dpkg.
    const child = spawn(file, args, {
      env,
      ...(cwd === undefined ? {} : { cwd }),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const abort = (): void => void child.kill('SIGTERM');
    signal?.addEventListener('abort', abort, { once: true });
    let output = '';
    const collect = (chunk: Buffer): void => {
      const text = chunk.toString('utf8');
      output = (output + text).slice(-KEPT_OUTPUT_LENGTH);
      const line = text
        .trimEnd()
        .split(/[\r\n]/)
        .at(-1);
      if (line !== undefined && line !== '') onLine?.(line);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => {
      signal?.removeEventListener('abort', abort);
      if (signal?.aborted) reject(signal.reason as Error);
      else resolve({ code, output });
    });
  });

/** Whether a program of that name is on the PATH. */
export const hasTool = async (name: string): Promise<boolean> => {
  const { code } = await runTool('/bin/sh', ['-c', 'command -v "$1"', 'sh', name]);
  return code === 0;
};
