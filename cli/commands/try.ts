import type { Command } from 'commander';
import { handIn, type HandInOptions } from '../client/hand-in.ts';
import { addCommonOptions, runCommand } from '../client/run-command.ts';
import { processTerminal, type Terminal } from '../client/terminal.ts';

export function register(program: Command, terminal: Terminal = processTerminal()): void {
  const command = program
    .command('try')
    .description('run your answer on the samples; nothing is scored')
    .argument('[paths...]', 'files or folders (default: the folder that get made)')
    .option('--exercise <id>', 'default: that of the folder')
    .option('--language <id>', "default: the folder's, or what the files are in");
  addCommonOptions(command, terminal).action((paths: string[], options: HandInOptions) =>
    runCommand(terminal, options, (context) => handIn(context, paths, options, true)),
  );
}
