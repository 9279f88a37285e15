import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CliError } from '../../cli/client/cli-error.ts';
import { PASSWORD, startApi, type TestApi } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';
import { runCli, type CliRun } from '../support/run-cli.ts';

const db = withTestDatabase();
let api: TestApi;
beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database);
});
afterAll(() => api.close());

const create = (username: string, stdin = ''): Promise<CliRun> => {
  const args = ['admin', 'create', username, ...(stdin === '' ? [] : ['--password-stdin'])];
  return runCli(args, tmpdir(), { DATABASE_URL: db.database.url }, stdin);
};
const roleOf = async (username: string): Promise<string> => {
  const where = { username };
  return (await db.database.prisma.user.findUniqueOrThrow({ where })).role;
};

test('a new account can sign in and do what admins may', async () => {
  expect(await create('root-of-all', `${PASSWORD}\n`)).toMatchObject({
    exitCode: 0,
    out: 'root-of-all has a new account and is an admin now.\n',
  });
  const body = { name: 'test', username: 'root-of-all', password: PASSWORD };
  const { token } = (await api.call('POST', 'tokens', { body })).json as { token: string };
  expect((await api.call('GET', 'users', { token })).status).toBe(200);
});

test('an account that exists keeps its password', async () => {
  const user = await api.newUser();
  expect((await create(user.username)).out).toContain('old password');
  expect(await roleOf(user.username)).toBe('admin');
});

test('what cannot be is refused, and nothing is made', async () => {
  const problems: readonly (readonly [string, string, RegExp])[] = [
    ['No Name', 'x', /no username/],
    ['ada', 'short', /10 to 200 characters/],
  ];
  for (const [name, password, message] of problems) {
    const failure = await create(name, password).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CliError);
    expect((failure as CliError).message).toMatch(message);
  }
  expect(await db.database.prisma.user.count({ where: { username: 'ada' } })).toBe(0);
});

const run = (...args: string[]): Promise<CliRun> =>
  runCli(['admin', ...args], tmpdir(), { DATABASE_URL: db.database.url });
const logIn = (username: string, password: string) =>
  api.call('POST', 'sessions', { body: { username, password } });

test('a user is kept out, let in again, and given a password; the trail has it', async () => {
  const { username, token } = await api.newUser();
  expect((await api.call('GET', 'users/me', { token })).status).toBe(200);
  expect((await run('disable', username)).out).toBe(
    `${username} is disabled and signed out everywhere.\n`,
  );
  expect((await logIn(username, PASSWORD)).status).toBe(403);
  expect((await run('enable', username)).out).toBe(`${username} can sign in again.\n`);
  expect((await logIn(username, PASSWORD)).status).toBe(201);
  const password = (await run('reset-password', username)).out.split('\n')[0]!;
  expect((await logIn(username, PASSWORD)).status).toBe(401);
  expect((await logIn(username, password)).json).toMatchObject({ mustChangePassword: true });
  const entries = await db.database.prisma.auditEntry.findMany({
    where: { subjectName: username },
    orderBy: { id: 'asc' },
  });
  expect(entries.map(({ action, actorName }) => [action, actorName])).toEqual(
    ['user-disabled', 'user-enabled', 'password-reset'].map((action) => [action, 'command line']),
  );
});

test('nobody, and the last admin, are not disabled', async () => {
  await expect(run('disable', 'nobody-here')).rejects.toThrow('Nobody is called nobody-here.');
  const admins = await db.database.prisma.user.findMany({ where: { role: 'admin' } });
  for (const { username } of admins.slice(1)) await run('disable', username);
  await expect(run('disable', admins[0]!.username)).rejects.toThrow('This is the only admin.');
});
