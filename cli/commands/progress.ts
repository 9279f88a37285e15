import type { Command } from 'commander';
import { EXIT } from '../client/cli-error.ts';
import { openClient } from '../client/open-session.ts';
import { addCommonOptions, runCommand, type CommonOptions } from '../client/run-command.ts';
import { processTerminal, type Terminal } from '../client/terminal.ts';
import { renderProgress } from '../render/render-progress.ts';

export function register(program: Command, terminal: Terminal = processTerminal()): void {
  const command = program.command('progress').description('show your scores by phase, as bars');
  addCommonOptions(command, terminal).action((options: CommonOptions) =>
    runCommand(terminal, options, async (context) => {
      const client = await openClient(options.server, terminal, context.signal);
      const progress = await client.progress();
      context.emit(progress);
      context.print(renderProgress(progress, context.colors));
      return EXIT.ok;
    }),
  );
}
