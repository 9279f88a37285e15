import { availableParallelism } from 'node:os';
import { InvalidArgumentError, type Command } from 'commander';
import { EXIT, type ExitCode } from '../client/cli-error.ts';
import {
  addCommonOptions,
  runCommand,
  type CommandContext,
  type CommonOptions,
} from '../client/run-command.ts';
import { processTerminal, type Terminal } from '../client/terminal.ts';
import { verifyFolders } from '../verify/verify-folders.ts';

interface VerifyOptions extends CommonOptions {
  readonly concurrency: number;
  readonly repeat: number;
  readonly filter?: string;
}

const MAX_CONCURRENCY = 64;
const MAX_REPEAT = 100;

export function register(program: Command, terminal: Terminal = processTerminal()): void {
  const command = program
    .command('verify')
    .description('check exercise folders, and run all their solutions in real sandboxes')
    .argument('[paths...]', 'exercise folders, a phase, or a folder with roadmap.yaml')
    .option('--filter <text>', 'only solutions and exercises whose name has this text')
    .option('--repeat <n>', 'run each solution so often', wholeNumber(MAX_REPEAT), 1)
    .option(
      '--concurrency <n>',
      'solutions at the same time',
      wholeNumber(MAX_CONCURRENCY),
      availableParallelism(),
    );
  addCommonOptions(command, terminal, { server: false }).action(
    (paths: string[], options: VerifyOptions) =>
      runCommand(terminal, options, (context) => verify(context, paths, options)),
  );
}

async function verify(
  context: CommandContext,
  paths: readonly string[],
  { concurrency, repeat, filter }: VerifyOptions,
): Promise<ExitCode> {
  const report = await verifyFolders(context, paths, {
    concurrency,
    repeat,
    filter: filter ?? null,
  });
  context.emit(report);
  return report.ok ? EXIT.ok : EXIT.notAccepted;
}

const wholeNumber =
  (largest: number) =>
  (text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1 && value <= largest) return value;
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${largest}.`);
  };
