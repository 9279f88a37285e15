import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { repoRoot } from '../../platform/config/paths.ts';

export type LogLine = Readonly<Record<string, unknown>>;

/** One of Assay's processes (api/main.ts, worker/main.ts, `assay worker`), run from its source. */
export interface ServiceProcess {
  readonly child: ChildProcess;
  /** The line of its log that said that it is ready. */
  readonly ready: LogLine;
  /** What it has logged until now. */
  readonly log: readonly LogLine[];
  /** All that it has written to either output until now. */
  written(): string;
  /** Ends it in good order (SIGTERM), or as an accident would (SIGKILL). */
  end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Starts it with this environment alone, and waits for the event in its log. */
export async function startService(
  main: 'api/main.ts' | 'worker/main.ts' | 'cli/main.ts',
  event: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[] = [],
): Promise<ServiceProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
    cwd: repoRoot,
    env: { PATH: process.env['PATH'], DOCKER_HOST: process.env['DOCKER_HOST'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding('utf8').on('data', (text: string) => (written += text));
  }
  child.stderr.pipe(process.stderr, { end: false });
  const end = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  const log: LogLine[] = [];
  const ready = await new Promise<LogLine>((resolve, reject) => {
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (text) => {
      // A command says in words what it does before its log begins.
      if (!text.startsWith('{')) return;
      const line = JSON.parse(text) as LogLine;
      log.push(line);
      if (line['event'] === event) resolve(line);
    });
    lines.once('close', () => reject(new Error(`${main} ended before it was ready.`)));
  });
  return { child, ready, log, written: () => written, end };
}
