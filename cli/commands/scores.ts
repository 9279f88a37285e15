import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import type { AssayClient } from '../client/assay-client.ts';
import { CliError, EXIT } from '../client/cli-error.ts';
import { openClient } from '../client/open-session.ts';
import { addCommonOptions, runCommand, type CommonOptions } from '../client/run-command.ts';
import { saveText } from '../client/save-text.ts';
import { processTerminal, type Terminal } from '../client/terminal.ts';

interface ScoresOptions extends CommonOptions {
  readonly cohort?: string;
  readonly all?: boolean;
  readonly format: 'csv' | 'json';
  readonly out?: string;
}

const EXAMPLES = `
Examples:
  assay scores --cohort "Backend 2026" --out scores.csv    the assigned exercises of a cohort
  assay scores --cohort "Backend 2026" --all --json        all its exercises, as JSON
  assay scores > everybody.csv                             of the whole server, for admins`;

export function register(program: Command, terminal: Terminal = processTerminal()): void {
  const command = program
    .command('scores')
    .description('export scores, one a row: of a cohort you teach, or of everybody')
    .option('--cohort <name>', 'name or id of a cohort')
    .option('--all', 'of all exercises, not only the assigned ones')
    .addOption(new Option('--format <format>', 'how').choices(['csv', 'json']).default('csv'))
    .option('--out <file>', 'write to this file, once all is there')
    .addHelpText('after', EXAMPLES);
  addCommonOptions(command, terminal).action((options: ScoresOptions) =>
    runCommand(terminal, options, async (context) => {
      const client = await openClient(options.server, terminal, context.signal);
      const cohortId =
        options.cohort === undefined ? null : await findCohort(client, options.cohort);
      const exercises = options.all === true ? 'all' : 'assigned';
      const format = options.json === true ? 'json' : options.format;
      const scores = client.scores(format, { cohortId, exercises });
      if (options.out === undefined) {
        for await (const text of scores) terminal.stdout.write(text);
        return EXIT.ok;
      }
      await saveText(resolve(terminal.cwd, options.out), scores);
      context.say(`Written to ${options.out}.`);
      return EXIT.ok;
    }),
  );
}

/** The id of the cohort with this id or name. Names need not be unique; then the id decides. */
async function findCohort(client: AssayClient, wanted: string): Promise<string> {
  const cohorts = await client.cohorts();
  const found = cohorts.filter(({ id, name }) => id === wanted || name === wanted);
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) return first.id;
  const known = (first === undefined ? cohorts : found).map(({ id, name }) => `${id}  ${name}`);
  const message =
    first === undefined ? `You have no cohort "${wanted}".` : `"${wanted}" are ${found.length}.`;
  const list = known.length === 0 ? 'There is none.' : `There are:\n  ${known.join('\n  ')}`;
  throw new CliError(message, EXIT.usage, list);
}
