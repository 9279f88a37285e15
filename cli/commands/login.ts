import type { Command } from 'commander';
import { AssayClient } from '../client/assay-client.ts';
import { CliError, EXIT, type ExitCode } from '../client/cli-error.ts';
import { loadCredentials, saveLogin } from '../client/credentials.ts';
import { loginInBrowser, tokenName } from '../client/device-login.ts';
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
  /** False with --no-browser. */
  readonly browser: boolean;
}

export function register(program: Command, terminal: Terminal = processTerminal()): void {
  const command = program
    .command('login')
    .description('log in, in a browser or by password, and keep a token for this computer')
    .option('--no-browser', 'print the address to approve at, and open nothing')
    .option('-u, --username <name>', 'log in by password, which is asked for')
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
  const username = await loginOf(options)(context, server, options);
  context.emit({ server, username });
  context.print(`Logged in at ${server} as ${makeVisible(username)}.`);
  return EXIT.ok;
}

type Login = (context: CommandContext, server: string, options: LoginOptions) => Promise<string>;

/** The browser, unless something says otherwise. */
function loginOf({ tokenStdin, passwordStdin, username, register: isNew }: LoginOptions): Login {
  if (tokenStdin) return loginWithToken;
  return passwordStdin || isNew || username !== undefined ? loginWithPassword : loginWithBrowser;
}

async function loginWithBrowser(
  context: CommandContext,
  server: string,
  { browser }: LoginOptions,
): Promise<string> {
  const { terminal, signal } = context;
  const isInteractive = terminal.stdin.isTTY === true;
  if (!isInteractive && browser) {
    throw new CliError(
      'Nobody is there to approve this in a browser.',
      EXIT.usage,
      'Give --no-browser, --username with --password-stdin, or --token-stdin.',
    );
  }
  const client = new AssayClient(server, null, signal);
  const { token, id } = await loginInBrowser(context, client, { mayOpen: browser });
  const { username } = await new AssayClient(server, token, signal).me();
  await saveLogin(server, { username, token, tokenId: id }, { env: terminal.env });
  return username;
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
  const { token, id } = await client.createToken({ name: tokenName(), username, password });
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
