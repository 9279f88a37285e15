import type { Command } from 'commander';
import { CliError, EXIT } from '../client/cli-error.ts';
import { findExerciseFolder } from '../client/exercise-folder.ts';
import { showSubmission } from '../client/hand-in.ts';
import { openClient } from '../client/open-session.ts';
import { addCommonOptions, runCommand, type CommonOptions } from '../client/run-command.ts';
import { processTerminal, type Terminal } from '../client/terminal.ts';

export function register(program: Command, terminal: Terminal = processTerminal()): void {
  const command = program
    .command('result')
    .description('show the result of a submission')
    .argument('[id]', "the submission (default: your last one, of this folder's exercise if any)");
  addCommonOptions(command, terminal).action((id: string | undefined, options: CommonOptions) =>
    runCommand(terminal, options, async (context) => {
      const folder = id === undefined ? await findExerciseFolder(terminal.cwd) : null;
      const server = folder?.record.server ?? null;
      const client = await openClient(options.server, terminal, context.signal, server);
      const wanted = id ?? (await client.latestSubmission(folder?.record.exercise))?.id;
      if (wanted === undefined) {
        throw new CliError('You have not submitted anything yet.', EXIT.usage);
      }
      return showSubmission(context, await client.submission(wanted));
    }),
  );
}
