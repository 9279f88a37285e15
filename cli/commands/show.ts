import type { Command } from 'commander';
import { CliError, EXIT } from '../client/cli-error.ts';
import { findExerciseFolder } from '../client/exercise-folder.ts';
import { openClient } from '../client/open-session.ts';
import { addCommonOptions, runCommand, type CommonOptions } from '../client/run-command.ts';
import { processTerminal, type Terminal } from '../client/terminal.ts';
import { renderExercise } from '../render/render-exercise.ts';
import { columnsOf } from '../render/terminal-style.ts';

export function register(program: Command, terminal: Terminal = processTerminal()): void {
  const command = program
    .command('show')
    .description('show an exercise: statement, samples, scoring, limits')
    .argument('[id]', 'the exercise (default: that of this folder)');
  addCommonOptions(command, terminal).action((id: string | undefined, options: CommonOptions) =>
    runCommand(terminal, options, async (context) => {
      const folder = id === undefined ? await findExerciseFolder(terminal.cwd) : null;
      const exerciseId = id ?? folder?.record.exercise;
      if (exerciseId === undefined) {
        throw new CliError('Which exercise?', EXIT.usage, './assay list shows them.');
      }
      const server = folder?.record.server ?? null;
      const client = await openClient(options.server, terminal, context.signal, server);
      const exercise = await client.exercise(exerciseId);
      context.emit(exercise);
      context.print(renderExercise(exercise, columnsOf(terminal.stdout), context.colors));
      return EXIT.ok;
    }),
  );
}
