import { hostname } from 'node:os';
import type { Command } from 'commander';
import { AssayClient } from '../client/assay-client.ts';
import { CliError, EXIT, type ExitCode } from '../client/cli-error.ts';
import { loadCredentials, saveLogin } from '../client/credentials.ts';
import { resolveServer } from '../client/open-session.ts';
import { ask, readStdin } from '../client/read-secret.ts';
import {
  addCommonOptions,
  runCommand,
  type CommandContext,
  type CommonOptions,
} from '../client/run-command.ts';
import { processTerminal, type Terminal } from '../client/terminal.ts';
import { makeVisible } from '../../grading/text/visible-text.ts';

interface LoginOptions extends CommonOptions {
  readonly username?: string;
  readonly register?: boolean;
  readonly passwordStdin?: boolean;
  readonly tokenStdin?: boolean;
}

export function register(program: Command, terminal: Terminal = processTerminal()): void {
  const command = program
    .command('login')
    .description('log in, and keep a token for this computer')
    .option('-u, --username <name>', 'asked for where it is left out')
    .option('--register', 'make a new account first')
    .option('--password-stdin', 'read the password from standard input')
    .option('--token-stdin', 'read a token from standard input instead of a password');
  addCommonOptions(command, terminal).action((options: LoginOptions) =>
    runCommand(terminal, options, (context) => login(context, options)),
  );
}

async function login(context: CommandContext, options: LoginOptions): Promise<ExitCode> {
  const { terminal } = context;
  if (options.tokenStdin && (options.passwordStdin || options.register)) {
    throw new CliError(
      '--token-stdin goes with neither --password-stdin nor --register.',
      EXIT.usage,
    );
  }
  // A damaged credentials file is found before an account is made, not after.
  await loadCredentials(terminal.env);
  const server = await resolveServer(options.server, terminal);
  const username = options.tokenStdin
    ? await loginWithToken(context, server)
    : await loginWithPassword(context, server, options);
  context.emit({ server, username });
  context.print(`Logged in at ${server} as ${makeVisible(username)}.`);
  return EXIT.ok;
}

async function loginWithToken(context: CommandContext, server: string): Promise<string> {
  const token = (await readStdin(context.terminal)).trim();
  if (!/^[\x21-\x7e]+$/.test(token)) throw new CliError('This is not a token.', EXIT.usage);
  const { username } = await new AssayClient(server, token, context.signal).me();
  await saveLogin(server, { username, token, tokenId: null }, { env: context.terminal.env });
  return username;
}

async function loginWithPassword(
  context: CommandContext,
  server: string,
  options: LoginOptions,
): Promise<string> {
  const { terminal, signal } = context;
  const username = options.username ?? (await ask(terminal, 'Username: ', signal)).trim();
  const password = options.passwordStdin
    ? await readStdin(terminal)
    : await askPassword(context, options.register ?? false);
  const client = new AssayClient(server, null, signal);
  if (options.register) await client.register({ username, password });
  const name = `assay on ${hostname()}`.slice(0, 80);
  const { token, id } = await client.createToken({ name, username, password });
  await saveLogin(server, { username, token, tokenId: id }, { env: terminal.env });
  return username;
}

async function askPassword({ terminal, signal }: CommandContext, twice: boolean): Promise<string> {
  const password = await ask(terminal, 'Password: ', signal, { secret: true });
  if (twice && (await ask(terminal, 'Once more: ', signal, { secret: true })) !== password) {
    throw new CliError('The two passwords differ.', EXIT.usage);
  }
  return password;
}
