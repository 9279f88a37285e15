import type { Command } from 'commander';
import { hashPassword } from '../../api/http/passwords.ts';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { createUser, findUserByName, setRole } from '../../platform/database/users.ts';
import { CliError, EXIT } from '../client/cli-error.ts';
import { ask, readStdin } from '../client/read-secret.ts';
import { processTerminal, type Terminal } from '../client/terminal.ts';
import { dataDirectory } from '../setup/data-directory.ts';
import { runningState } from '../setup/run-state.ts';

interface Options {
  readonly data?: string;
  readonly passwordStdin: boolean;
}

const USERNAME = /^[a-z0-9][a-z0-9._-]{1,38}[a-z0-9]$/;
const PASSWORD_LENGTHS = { least: 10, most: 200 } as const;

/**
 * For whoever runs the server: it writes to the database, not to the API, since there is nobody yet
 * who could allow it. From then on, admins give roles to others in the API.
 */
export function register(program: Command, terminal: Terminal = processTerminal()): void {
  const admin = program.command('admin').description('accounts of those who run this server');
  admin
    .command('create')
    .description('make an admin: a new account, or one that exists')
    .argument('<username>')
    .option('--data <dir>', 'the data directory that `up` was given')
    .option('--password-stdin', 'read the password of a new account from standard input', false)
    .addHelpText('after', '\nExample:\n  $ assay admin create ada')
    .action((username: string, options: Options) => createAdmin(terminal, username, options));
}

async function createAdmin(terminal: Terminal, username: string, options: Options): Promise<void> {
  if (!USERNAME.test(username)) {
    throw new CliError(
      'This is no username.',
      EXIT.usage,
      'Take 3 to 40 lower-case letters, digits, dots, hyphens or underscores.',
    );
  }
  const database = openDatabase(await databaseUrl(terminal, options.data));
  try {
    const known = await findUserByName(database, username);
    const id = known?.id ?? (await newAccount(database, terminal, username, options));
    await setRole(database, id, 'admin');
    const what = known === null ? 'has a new account and' : 'has their old password and';
    terminal.stdout.write(`${username} ${what} is an admin now.\n`);
  } finally {
    await database.close();
  }
}

async function databaseUrl(terminal: Terminal, data: string | undefined): Promise<string> {
  const own = terminal.env['DATABASE_URL'];
  const url = own || (await runningState(dataDirectory(data)))?.databaseUrl;
  if (url !== undefined) return url;
  throw new CliError(
    'Assay is not running, so there is no database to write to.',
    EXIT.server,
    'Start it (assay up), or set DATABASE_URL.',
  );
}

async function newAccount(
  database: Database,
  terminal: Terminal,
  username: string,
  { passwordStdin }: Options,
): Promise<string> {
  const { signal } = new AbortController();
  const password = passwordStdin
    ? await readStdin(terminal)
    : await ask(terminal, `Password for the new account ${username}: `, signal, { secret: true });
  const { least, most } = PASSWORD_LENGTHS;
  if (password.length < least || password.length > most) {
    throw new CliError(`The password must have ${least} to ${most} characters.`, EXIT.usage);
  }
  const passwordHash = await hashPassword(password);
  const user = await createUser(database, { username, displayName: username, passwordHash });
  if (user === null) throw new CliError(`${username} was made by somebody else.`, EXIT.server);
  return user.id;
}
