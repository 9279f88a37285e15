import type { Command } from 'commander';
import type { ExerciseFilter } from '../client/assay-client.ts';
import { EXIT } from '../client/cli-error.ts';
import { openClient } from '../client/open-session.ts';
import { addCommonOptions, runCommand, type CommonOptions } from '../client/run-command.ts';
import { processTerminal, type Terminal } from '../client/terminal.ts';
import { renderCatalogue } from '../render/render-catalogue.ts';

type ListOptions = CommonOptions &
  Pick<ExerciseFilter, 'phase' | 'topic' | 'kind' | 'language'> & {
    readonly query?: string;
  };

export function register(program: Command, terminal: Terminal = processTerminal()): void {
  const command = program
    .command('list')
    .description('list the exercises, with your best scores')
    .option('--phase <id>', 'of one phase')
    .option('--topic <id>', 'of one topic')
    .option('--language <id>', 'that take this language')
    .option('--kind <kind>', 'of one kind')
    .option('-q, --query <text>', 'whose title or summary has this text');
  addCommonOptions(command, terminal).action((options: ListOptions) =>
    runCommand(terminal, options, async (context) => {
      const client = await openClient(options.server, terminal, context.signal);
      const { phase, topic, kind, language, query } = options;
      const [exercises, phases] = await Promise.all([
        client.exercises({ phase, topic, kind, language, q: query }),
        client.phases(),
      ]);
      context.emit({ items: exercises });
      context.print(renderCatalogue(exercises, phases, context.colors));
      return EXIT.ok;
    }),
  );
}
