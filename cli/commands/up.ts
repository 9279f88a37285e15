import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { repoRoot } from '../../platform/config/paths.ts';
import { dataDirectory } from '../setup/data-directory.ts';
import { upDetached } from '../setup/detach.ts';
import { supervise } from '../setup/supervise.ts';

interface Options {
  readonly data?: string;
  readonly port: number;
  readonly host: string;
  readonly detach: boolean;
  readonly sample: boolean;
}

const MAX_PORT = 65_535;

const parsePort = (text: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > MAX_PORT) {
    throw new InvalidArgumentError(`Give a port from 1 to ${MAX_PORT}.`);
  }
  return port;
};

export const register = (program: Command): void => {
  const { ASSAY_PORT: port, ASSAY_HOST: host, ASSAY_EXERCISES: exercises } = process.env;
  program
    .command('up')
    .description('start everything, installing what is missing, and grade one submission')
    .option('--data <dir>', 'where everything is kept (default: .assay beside this program)')
    .option(
      '--port <n>',
      'TCP port of the API and the web page',
      parsePort,
      parsePort(port || '4400'),
    )
    .option('--host <address>', 'address to listen on; 0.0.0.0 for all', host || '127.0.0.1')
    .option('--detach', 'go on in the background once everything runs', false)
    .option('--no-sample', 'do not grade the sample submission')
    .action(async (options: Options) => {
      const data = dataDirectory(options.data);
      if (options.detach) {
        const args = ['--data', data.path, '--port', String(options.port), '--host', options.host];
        await upDetached(data, options.sample ? args : [...args, '--no-sample']);
        return;
      }
      await supervise({ ...options, data, exercisesDir: exercises || join(repoRoot, 'exercises') });
    });
};
