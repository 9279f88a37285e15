import type { Command } from 'commander';
import { handIn, type HandInOptions } from '../client/hand-in.ts';
import { addCommonOptions, runCommand } from '../client/run-command.ts';
import { processTerminal, type Terminal } from '../client/terminal.ts';

export function register(program: Command, terminal: Terminal = processTerminal()): void {
  const command = program
    .command('submit')
    .description('hand in your answer, wait, and show the result')
    .argument('[paths...]', 'files or folders (default: the folder that get made)')
    .option('--exercise <id>', 'default: that of the folder')
    .option('--language <id>', "default: the folder's, or what the files are in")
    .option('--no-wait', 'do not wait for the result');
  addCommonOptions(command, terminal).action((paths: string[], options: HandInOptions) =>
    runCommand(terminal, options, (context) => handIn(context, paths, options, false)),
  );
}
