import { relative } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { SQL_ENGINES } from '../../grading/kinds/sql/types.ts';
import {
  EXERCISE_KINDS,
  LANGUAGES,
  type ExerciseKind,
  type Language,
} from '../../grading/manifest/language-names.ts';
import { suggest } from '../../grading/manifest/nearest.ts';
import { CliError, EXIT, type ExitCode } from '../client/cli-error.ts';
import {
  addCommonOptions,
  runCommand,
  type CommandContext,
  type CommonOptions,
} from '../client/run-command.ts';
import { processTerminal, type Terminal } from '../client/terminal.ts';
import type { Given } from '../new/ask-author.ts';
import {
  exercisesRoot,
  planExercise,
  readRoadmap,
  type NewExercise,
} from '../new/plan-exercise.ts';
import { writeExercise } from '../new/write-exercise.ts';
import type { Roadmap } from '../../grading/catalogue/roadmap.ts';

interface NewOptions extends CommonOptions {
  readonly kind?: ExerciseKind;
  readonly language: readonly Language[];
  readonly phase?: string;
  readonly topic?: string;
  readonly engine?: NonNullable<NewExercise['engine']>;
  readonly class?: boolean;
  readonly title?: string;
  readonly dir?: string;
}

const EXAMPLES = `
Examples:
  assay new two-sum --kind function --language python --language java
  assay new bank-queue --kind function --class --phase 1 --topic oop
  assay new top-customers --kind sql --engine postgresql --title "The best customers"
  assay new shop-api --kind http --phase 2 --dir ../our-exercises`;

export function register(program: Command, terminal: Terminal = processTerminal()): void {
  const command = program
    .command('new')
    .description('write a new exercise that verifies from the start, to make your own of it')
    .argument('[id]', 'its id and the name of its folder, as in two-sum')
    .addOption(new Option('--kind <kind>', 'what is judged').choices(EXERCISE_KINDS))
    .option('--language <id>', 'a language to offer; may be given more than once', collect, [])
    .option('--phase <phase>', 'number or id of a phase of roadmap.yaml')
    .option('--topic <id>', 'a topic of that phase')
    .addOption(new Option('--engine <engine>', 'of kind sql').choices(SQL_ENGINES))
    .option('--class', 'of kind function: a class instead of one function')
    .option('--title <text>', 'as learners read it (default: made of the id)')
    .option('--dir <folder>', 'the folder with roadmap.yaml (default: the nearest, or exercises/)')
    .addHelpText('after', EXAMPLES);
  addCommonOptions(command, terminal, { server: false }).action(
    (id: string | undefined, options: NewOptions) =>
      runCommand(terminal, options, (context) => create(context, id ?? null, options)),
  );
}

async function create(
  context: CommandContext,
  id: string | null,
  options: NewOptions,
): Promise<ExitCode> {
  const { cwd } = context.terminal;
  const root = exercisesRoot(options.dir ?? null, cwd);
  const roadmap = await readRoadmap(root);
  const wanted = await complete(context, toGiven(id, options), roadmap);
  const plan = planExercise(wanted, root, roadmap, cwd);
  const files = await writeExercise(plan);
  context.emit({ directory: plan.directory, id: wanted.id, kind: wanted.kind, files });
  tellNextSteps(context, plan.directory, files);
  return EXIT.ok;
}

const toGiven = (id: string | null, options: NewOptions): Given => ({
  id,
  kind: options.kind ?? null,
  languages: options.language,
  phase: options.phase ?? null,
  topic: options.topic ?? null,
  engine: options.engine ?? null,
  isClass: options.class ?? false,
  title: options.title ?? null,
});

/** Asks where id or kind is missing and somebody is there; else what is missing has a default. */
async function complete(
  { terminal, json, signal }: CommandContext,
  given: Given,
  roadmap: Roadmap,
): Promise<NewExercise> {
  const { id, kind } = given;
  if (id !== null && kind !== null) return { ...given, id, kind };
  if (!json && terminal.stdin.isTTY === true && terminal.stdout.isTTY === true) {
    const { askAuthor } = await import('../new/ask-author.ts');
    return askAuthor(given, roadmap, terminal.cwd, signal).catch(closedPrompt);
  }
  throw id === null
    ? new CliError('The id is missing.', EXIT.usage, 'Write: assay new two-sum --kind function')
    : new CliError(
        'The kind is missing.',
        EXIT.usage,
        `Add --kind, one of ${EXERCISE_KINDS.join(', ')}.`,
      );
}

/** The prompts take Ctrl-C themselves, and throw. */
function closedPrompt(error: unknown): never {
  if (error instanceof Error && error.name === 'ExitPromptError') {
    throw new CliError('Interrupted; nothing was written.', EXIT.usage);
  }
  throw error;
}

function tellNextSteps(context: CommandContext, directory: string, files: readonly string[]): void {
  const { colors, terminal } = context;
  const folder = relative(terminal.cwd, directory) || '.';
  const shown = folder.startsWith('..') ? directory : folder;
  for (const path of files) context.print(`  ${colors.green('+')} ${shown}/${path}`);
  context.print('');
  context.print(`It verifies as it is: ${colors.bold(`assay verify ${shown}`)}`);
  context.print('Then make it yours, and verify now and then:');
  context.print('  1. statement.md and exercise.yaml: the task, its groups and hints');
  context.print('  2. tests/sample (learners see them) and tests/secret (they do not)');
  context.print('  3. solutions/: one accepted for each language, and the mistakes you expect');
  context.print('docs/authoring.md explains every key; assay up offers the exercise to learners.');
}

function collect(text: string, before: readonly Language[]): readonly Language[] {
  const language = LANGUAGES.find((known) => known === text);
  if (language !== undefined) return [...before, language];
  throw new InvalidArgumentError(suggest(text, LANGUAGES));
}
