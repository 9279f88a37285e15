import type { Command } from 'commander';
import { hashPassword } from '../../api/http/passwords.ts';
import { newTemporaryPassword } from '../../api/http/temporary-password.ts';
import { PASSWORD_LENGTHS } from '../../grading/account/password.ts';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import {
  resetPassword,
  setDisabled,
  setRole,
  THE_SERVER,
  type AdministrationOutcome,
} from '../../platform/database/user-administration.ts';
import { createUser, findUserByName } from '../../platform/database/users.ts';
import { CliError, EXIT } from '../client/cli-error.ts';
import { ask, readStdin } from '../client/read-secret.ts';
import { processTerminal, type Terminal } from '../client/terminal.ts';
import { dataDirectory } from '../setup/data-directory.ts';
import { runningState } from '../setup/run-state.ts';

interface DataOption {
  readonly data?: string;
}

interface Options extends DataOption {
  readonly passwordStdin: boolean;
}

const USERNAME = /^[a-z0-9][a-z0-9._-]{1,38}[a-z0-9]$/;

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
  for (const [name, { description, help, act }] of Object.entries(DEEDS)) {
    admin
      .command(name)
      .description(description)
      .argument('<username>')
      .option('--data <dir>', 'the data directory that `up` was given')
      .addHelpText('after', `\n${help}\n\nExample:\n  $ assay admin ${name} ada`)
      .action((username: string, { data }: DataOption) =>
        withUser(terminal, { username, data }, act),
      );
  }
}

interface Deed {
  readonly description: string;
  readonly help: string;
  /** Gives what is told once it is done. */
  readonly act: (database: Database, userId: string, username: string) => Promise<string>;
}

const DEEDS: Readonly<Record<string, Deed>> = {
  'reset-password': {
    description: 'give a user a temporary password',
    help: 'It is shown once, and is good for three days and for choosing another alone.\nThe old password ends at once, and so do all sessions and tokens of the user.',
    act: async (database, userId, username) => {
      const { password, ...stored } = await newTemporaryPassword();
      assertDone(await resetPassword(database, userId, stored, THE_SERVER));
      return `${password}\nThis lets ${username} in for three days, to choose another password.\n`;
    },
  },
  disable: {
    description: 'keep a user out',
    help: 'All sessions and tokens of the user end at once. Submissions and scores stay.',
    act: async (database, userId, username) => {
      assertDone(await setDisabled(database, userId, true, THE_SERVER));
      return `${username} is disabled and signed out everywhere.\n`;
    },
  },
  enable: {
    description: 'let a disabled user in again',
    help: 'The password is what it was; tokens for command lines have to be made anew.',
    act: async (database, userId, username) => {
      assertDone(await setDisabled(database, userId, false, THE_SERVER));
      return `${username} can sign in again.\n`;
    },
  },
};

function assertDone(outcome: AdministrationOutcome): void {
  if (outcome === 'done') return;
  throw outcome === 'last-admin'
    ? new CliError('This is the only admin.', EXIT.usage, 'Make another first: assay admin create.')
    : new CliError('The user is gone.', EXIT.usage);
}

async function withUser(
  terminal: Terminal,
  { username, data }: { readonly username: string; readonly data: string | undefined },
  act: Deed['act'],
): Promise<void> {
  const database = openDatabase(await databaseUrl(terminal, data));
  try {
    const user = USERNAME.test(username) ? await findUserByName(database, username) : null;
    if (user === null) throw new CliError(`Nobody is called ${username}.`, EXIT.usage);
    terminal.stdout.write(await act(database, user.id, username));
  } finally {
    await database.close();
  }
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
    await setRole(database, id, 'admin', THE_SERVER);
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
