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
