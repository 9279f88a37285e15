import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Language } from '../../grading/manifest/schema.ts';
import type { ExerciseResource } from '../../grading/resource/resources.ts';
import { CliError, EXIT, type ExitCode } from '../client/cli-error.ts';
import { writeExerciseFolder, type WriteReport } from '../client/exercise-folder.ts';
import { parseLanguage } from '../client/hand-in.ts';
import { openClient } from '../client/open-session.ts';
import {
  addCommonOptions,
  runCommand,
  type CommandContext,
  type CommonOptions,
} from '../client/run-command.ts';
import { processTerminal, type Terminal } from '../client/terminal.ts';
import { makeVisible } from '../../grading/text/visible-text.ts';

interface GetOptions extends CommonOptions {
  readonly language?: string;
  readonly dir?: string;
  readonly force?: boolean;
}

export function register(program: Command, terminal: Terminal = processTerminal()): void {
  const command = program
    .command('get')
    .description('write an exercise into a folder to work in: starter, samples, statement')
    .argument('<id>', 'the exercise')
    .option('--language <id>', 'default: the only one, or the first that has a starter')
    .option('--dir <folder>', 'default: a folder named like the exercise')
    .option('--force', 'overwrite files that you changed');
  addCommonOptions(command, terminal).action((id: string, options: GetOptions) =>
    runCommand(terminal, options, (context) => get(context, id, options)),
  );
}

async function get(context: CommandContext, id: string, options: GetOptions): Promise<ExitCode> {
  const { terminal } = context;
  const wanted = options.language === undefined ? null : parseLanguage(options.language);
  const client = await openClient(options.server, terminal, context.signal);
  const exercise = await client.exercise(id);
  const language = chooseLanguage(exercise, wanted);
  const directory = resolve(terminal.cwd, options.dir ?? exercise.id);
  const report = await writeExerciseFolder(
    directory,
    exercise,
    language,
    client.server,
    options.force ?? false,
  );
  context.emit({ directory, exercise: exercise.id, language, ...report });
  describe(context, relative(terminal.cwd, directory) || '.', report);
  return EXIT.ok;
}

function chooseLanguage(exercise: ExerciseResource, wanted: Language | null): Language {
  if (wanted !== null) {
    if (exercise.languages.includes(wanted)) return wanted;
    throw new CliError(
      `${exercise.id} does not take ${wanted}.`,
      EXIT.usage,
      `Languages: ${exercise.languages.join(', ')}.`,
    );
  }
  const language = exercise.starters[0]?.language ?? exercise.languages[0];
  if (language === undefined) throw new CliError(`${exercise.id} has no language.`, EXIT.server);
  return language;
}

function describe(context: CommandContext, folder: string, report: WriteReport): void {
  const { colors } = context;
  const row = (mark: string, path: string, note = ''): void =>
    context.print(`  ${mark} ${makeVisible(`${folder}/${path}`)}${note}`);
  for (const path of report.written) row(colors.green('+'), path);
  for (const path of report.unchanged) row(colors.dim('='), path, colors.dim('  as it was'));
  for (const path of report.kept) {
    row(colors.yellow('!'), path, '  kept: you changed it (--force replaces it)');
  }
  const go = folder === '.' ? '' : `cd ${folder}, then `;
  context.print(`${go}assay try runs the samples, assay submit hands in.`);
}
