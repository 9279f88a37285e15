import type { Command } from 'commander';
import { AssayClient } from '../client/assay-client.ts';
import { EXIT, type ExitCode } from '../client/cli-error.ts';
import { removeLogin } from '../client/credentials.ts';
import { resolveServer } from '../client/open-session.ts';
import { ProblemError } from '../client/problem-error.ts';
import {
  addCommonOptions,
  runCommand,
  type CommandContext,
  type CommonOptions,
} from '../client/run-command.ts';
import { processTerminal, type Terminal } from '../client/terminal.ts';

export function register(program: Command, terminal: Terminal = processTerminal()): void {
  const command = program.command('logout').description('revoke the token of this computer');
  addCommonOptions(command, terminal).action((options: CommonOptions) =>
    runCommand(terminal, options, (context) => logout(context, options)),
  );
}

/** Forgets first: whatever the server says, this computer keeps no token. */
async function logout(context: CommandContext, options: CommonOptions): Promise<ExitCode> {
  const server = await resolveServer(options.server, context.terminal);
  const login = await removeLogin(server, context.terminal.env);
  if (login === null) {
    context.emit({ server, loggedOut: false, revoked: false });
    context.print(`Nobody was logged in at ${server}.`);
    return EXIT.ok;
  }
  const revoked = login.tokenId !== null;
  if (login.tokenId !== null) {
    context.say('The token is removed from this computer.');
    await revoke(new AssayClient(server, login.token, context.signal), login.tokenId);
  }
  context.emit({ server, loggedOut: true, revoked });
  context.print(
    revoked
      ? `Logged out at ${server}; the token is revoked.`
      : `Logged out at ${server}. The token was made elsewhere, and stays valid until revoked there.`,
  );
  return EXIT.ok;
}

/** A token that the server no longer knows is as good as revoked. */
async function revoke(client: AssayClient, tokenId: string): Promise<void> {
  try {
    await client.revokeToken(tokenId);
  } catch (error) {
    const gone = error instanceof ProblemError && [401, 404].includes(error.problem.status);
    if (!gone) throw error;
  }
}
