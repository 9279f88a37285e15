import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Environment } from '../../platform/config/config.ts';
import { repoRoot } from '../../platform/config/paths.ts';

export interface Member {
  readonly name: string;
  /** The line of its log that said that it is ready. */
  readonly ready: Readonly<Record<string, unknown>>;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

const START_TIMEOUT_MS = 240_000;

/** Starts one of Assay's processes from its source; waits for the event in its log. */
async function startMember(
  name: string,
  args: readonly string[],
  event: string,
  env: NodeJS.ProcessEnv,
): Promise<Member> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: repoRoot,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  try {
    return { name, ready: await untilSaid(child, event), end };
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
}

async function untilSaid(child: ChildProcess, event: string): Promise<Member['ready']> {
  const said: string[] = [];
  if (child.stdout === null || child.stderr === null) throw new Error('it has no output');
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const lines = createInterface({ input: child.stdout });
  const timeout = setTimeout(() => lines.close(), START_TIMEOUT_MS);
  for await (const line of lines) {
    said.push(line);
    if (!line.includes(`"event":"${event}"`)) continue;
    clearTimeout(timeout);
    // What else it says must go somewhere, or its pipe fills.
    child.stdout.resume();
    return JSON.parse(line) as Member['ready'];
  }
  throw new Error(`${event} was not said:\n${said.slice(-20).join('\n')}`);
}

export interface Stores {
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

export const startApi = (
  { databaseUrl, redisUrl }: Stores,
  options: { readonly port: number; readonly exercisesDir: string },
): Promise<Member> =>
  startMember('api', ['api/main.ts'], 'api-listening', {
    ...{ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, ASSAY_PORT: String(options.port) },
    ASSAY_EXERCISES: options.exercisesDir,
  });

/** As an operator on another machine would: two URLs, an engine, and a folder that is its own. */
export async function startWorker(
  name: string,
  { databaseUrl, redisUrl }: Stores,
  options: { readonly engine: Environment; readonly languages: string; readonly folder: string },
): Promise<Member> {
  const cache = join(options.folder, `cache-of-${name}`);
  await mkdir(cache);
  const args = ['cli/main.ts', 'worker', '--languages', options.languages, '--concurrency', '1'];
  return startMember(name, args, 'worker-ready', {
    ...{ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, ASSAY_CACHE: cache },
    ...options.engine,
  });
}
