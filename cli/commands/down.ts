import type { Command } from 'commander';
import { CliError, EXIT } from '../client/cli-error.ts';
import { dataDirectory } from '../setup/data-directory.ts';
import { waitForEnd } from '../setup/process-identity.ts';
import { readState, runningState } from '../setup/run-state.ts';

/** Worker and API have 12 s each, the database 40. */
const STOP_WITHIN_MS = 75_000;

export const register = (program: Command): void => {
  program
    .command('down')
    .description('stop what `assay up` started; the data is kept')
    .option('--data <dir>', 'the data directory that `up` was given')
    .action(async (options: { readonly data?: string }) => {
      const data = dataDirectory(options.data);
      const state = await runningState(data);
      if (state === null) {
        const left =
          (await readState(data)) === null ? '' : ' (a killed one is cleaned up by `up`)';
        process.stdout.write(`Nothing is running on ${data.path}${left}.\n`);
        return;
      }
      const { supervisor, url } = state;
      process.kill(supervisor.pid, 'SIGTERM');
      if (!(await waitForEnd(supervisor, STOP_WITHIN_MS))) {
        throw new CliError(
          `Process ${supervisor.pid} does not stop.`,
          EXIT.server,
          `Logs: ${data.logs}`,
        );
      }
      process.stdout.write(`Stopped ${url}. The data is kept in ${data.path}.\n`);
    });
};
