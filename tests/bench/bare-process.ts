import { spawn } from 'node:child_process';
import type { Contestant } from './measure.ts';

/** The floor: fork, exec and wait on the host, without any isolation. */
export function bareProcess(options: {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  readonly expectedStdout: string;
  readonly runs: number;
}): Contestant {
  const [file, ...args] = options.argv;
  const once = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = spawn(file, args, { env: { ...options.env }, stdio: ['pipe', 'pipe', 'pipe'] });
      const chunks: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      child.stdin.end();
      child.once('error', reject);
      child.once('close', () => {
        const stdout = Buffer.concat(chunks).toString();
        if (stdout === options.expectedStdout) resolve();
        else reject(new Error(`${options.name}: printed ${JSON.stringify(stdout)}`));
      });
    });
  return {
    name: options.name,
    run: async () => {
      for (let index = 0; index < options.runs; index += 1) await once();
    },
  };
}
