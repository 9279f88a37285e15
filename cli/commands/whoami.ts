import type { Command } from 'commander';
import { EXIT } from '../client/cli-error.ts';
import { openClient } from '../client/open-session.ts';
import { addCommonOptions, runCommand, type CommonOptions } from '../client/run-command.ts';
import { processTerminal, type Terminal } from '../client/terminal.ts';
import { makeAllVisible } from '../../grading/text/visible-text.ts';

export function register(program: Command, terminal: Terminal = processTerminal()): void {
  const command = program.command('whoami').description('show who is logged in, and where');
  addCommonOptions(command, terminal).action((options: CommonOptions) =>
    runCommand(terminal, options, async (context) => {
      const client = await openClient(options.server, terminal, context.signal);
      const user = await client.me();
      context.emit({ server: client.server, user });
      const { username, displayName, role } = makeAllVisible(user);
      const name = displayName === username ? username : `${username} (${displayName})`;
      context.print(`${name}, ${role}, at ${client.server}`);
      return EXIT.ok;
    }),
  );
}
