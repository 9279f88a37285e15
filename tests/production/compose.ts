import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { repoRoot } from '../../platform/config/paths.ts';

const STDERR_TAIL = 4000;

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Files; absent: nothing is read, and the output is given as text. */
  readonly stdin?: string;
  readonly stdout?: string;
  readonly input?: string;
}

/** Gives what it printed; rejects with the end of its stderr unless it exits with 0. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const child = spawn(command, args, { cwd: repoRoot, env: { ...process.env, ...options.env } });
  let output = '';
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-STDERR_TAIL);
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  const written =
    options.stdout === undefined
      ? child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
      : pipeline(child.stdout, createWriteStream(options.stdout, { mode: 0o600 }));
  if (options.stdin === undefined) child.stdin.end(options.input);
  else await pipeline(createReadStream(options.stdin), child.stdin);
  const [code] = await Promise.all([ended, written]);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${output}${errors}`);
  return output;
}

/** The stack of docker-compose.yml under a name, a port and secrets of its own. */
export class ComposeProject {
  readonly name: string;
  readonly #env: Readonly<Record<string, string>>;

  constructor(name: string, env: Readonly<Record<string, string>>) {
    this.name = name;
    this.#env = env;
  }

  /** The same one, with variables changed. */
  with(env: Readonly<Record<string, string>>): ComposeProject {
    return new ComposeProject(this.name, { ...this.#env, ...env });
  }

  run(args: readonly string[], options: Omit<RunOptions, 'env'> = {}): Promise<string> {
    const file = join(repoRoot, 'docker-compose.yml');
    const all = ['--project-name', this.name, '--file', file, ...args];
    return run('docker-compose', all, { ...options, env: this.#env });
  }
}
