import { readdirSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { exitCodeOf, failureText } from './ui/failure-text.ts';
import { withSecretFiles } from '../platform/config/secret-files.ts';
import { version } from '../platform/version.ts';

/**
 * `assay COMMAND`: each file of commands/ holds the command of its name and exports
 * `register(program)`. Only the file that was asked for is loaded, so that `assay list` does not
 * wait for what `assay up` needs; help, and whatever is not a command, loads them all.
 */
interface CommandModule {
  register(program: Command): void;
}

const commandsFolder = new URL('./commands/', import.meta.url);
const commandFile = /^([a-z-]+)\.[jt]s$/;

const commandNames = (): string[] =>
  readdirSync(commandsFolder)
    .map((file) => commandFile.exec(file)?.[1])
    .filter((name) => name !== undefined)
    .sort();

const loadCommand = async (name: string, program: Command): Promise<void> => {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const url = new URL(`${name}.${extension}`, commandsFolder).href;
  const module = (await import(url)) as CommandModule;
  module.register(program);
};

const createProgram = (): Command =>
  new Command('assay')
    .description('Assay grades coding exercises in sandboxes: for learners, authors and operators.')
    .version(version, '-V, --version')
    .showHelpAfterError('(assay --help lists every command)')
    .showSuggestionAfterError()
    .exitOverride();

const run = async (argv: readonly string[]): Promise<void> => {
  const program = createProgram();
  const names = commandNames();
  const asked = argv.find((word) => !word.startsWith('-'));
  const isVersion = argv.length === 1 && ['-V', '--version'].includes(argv[0] ?? '');
  const found = asked !== undefined && names.includes(asked) ? [asked] : names;
  const wanted = isVersion ? [] : found;
  for (const name of wanted) await loadCommand(name, program);
  if (argv.length === 0) {
    program.outputHelp();
    return;
  }
  for (const command of program.commands) command.exitOverride();
  await program.parseAsync(argv, { from: 'user' });
};

// `assay list | head`: the reader has what it wants.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

try {
  // In a container of the production layout the database's URL stands in a file.
  Object.assign(process.env, withSecretFiles(process.env));
  await run(process.argv.slice(2));
} catch (error) {
  // Commander has said its piece; an exit code of 0 is --help or --version.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.stderr.write(failureText(error));
    process.exitCode = exitCodeOf(error);
  }
}
