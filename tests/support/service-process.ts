import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { repoRoot } from '../../platform/config/paths.ts';

/** One of Assay's processes (api/main.ts, worker/main.ts, `assay worker`), run from its source. */
export interface ServiceProcess {
  readonly child: ChildProcess;
  /** The line of its log that said that it is ready. */
  readonly ready: Readonly<Record<string, unknown>>;
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
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  for await (const text of createInterface({ input: child.stdout })) {
    // A command says in words what it does before its log begins.
    if (!text.startsWith('{')) continue;
    const ready = JSON.parse(text) as Record<string, unknown>;
    if (ready['event'] !== event) continue;
    child.stdout.resume();
    return { child, ready, end };
  }
  throw new Error(`${main} ended before it was ready.`);
}
