import { afterEach, beforeAll, expect, test } from '@jest/globals';
import type { ApiLimits } from '../../api/api-limits.ts';
import { brief, PASSWORD, startApi } from '../support/api.ts';
import type { Answer, TestApi } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';

const db = withTestDatabase();
let api: TestApi;
const three = { windowMs: 60_000, limit: 3 };

beforeAll(() => publish(db.database));
afterEach(() => api.close());

const start = async (limits: Partial<ApiLimits>, trustedProxies = 0): Promise<void> => {
  api = await startApi(db.database, { limits, trustedProxies });
};
const expectLimited = (answer: Answer): void => {
  expect(brief(answer)).toEqual([429, 'rate-limited']);
  const seconds = Number(answer.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
};
const logIn = (username: string, password: string, headers = {}): Promise<Answer> =>
  api.call('POST', 'sessions', { body: { username, password }, headers });

test('failed sign-ins to one account are limited, right password or not; others go on', async () => {
  await start({ credentialsByAccount: three });
  const [victim, other] = [await api.newUser(), await api.newUser()];
  for (let index = 0; index < 3; index += 1) {
    expect((await logIn(victim.username, 'a wrong password')).status).toBe(401);
  }
  expectLimited(await logIn(victim.username, PASSWORD));
  const { username } = victim;
  const body = { name: 'x', username, password: PASSWORD };
  expectLimited(await api.call('POST', 'tokens', { body }));
  expect((await logIn(other.username, PASSWORD)).status).toBe(201);
});

test('failed sign-ins from one address are limited; successes do not count', async () => {
  await start({ credentialsByAddress: three });
  const { username } = await api.newUser();
  for (let index = 0; index < 5; index += 1) {
    expect((await logIn(username, PASSWORD)).status).toBe(201);
  }
  for (let index = 0; index < 3; index += 1) await logIn(`somebody-${index}`, 'a wrong password');
  expectLimited(await logIn(username, PASSWORD));
  // A forged header is another address only to who trusts a proxy.
  expectLimited(await logIn(username, PASSWORD, { 'X-Forwarded-For': '203.0.113.9' }));
});

test('addresses behind a trusted proxy are told apart', async () => {
  await start({ credentialsByAddress: three }, 1);
  const { username } = await api.newUser();
  const from = (address: string, password: string): Promise<Answer> =>
    logIn(username, password, { 'X-Forwarded-For': address });
  for (let index = 0; index < 3; index += 1) await from('203.0.113.1', 'a wrong password');
  expectLimited(await from('203.0.113.1', PASSWORD));
  expect((await from('203.0.113.2', PASSWORD)).status).toBe(201);
});

test('registrations from one address are limited', async () => {
  await start({ registrationsByAddress: three });
  for (let index = 0; index < 3; index += 1) await api.newUser();
  const body = { username: 'one-too-many', password: PASSWORD };
  expectLimited(await api.call('POST', 'users', { body }));
});

test('submissions of one user are limited', async () => {
  await start({ submissionsByUser: three });
  const [busy, other] = [await api.newUser(), await api.newUser()];
  const submit = (token: string): Promise<Answer> => {
    const files = [{ path: 'main.py', content: '' }];
    const body = { exerciseId: 'word-count', language: 'python', files };
    return api.call('POST', 'submissions', { token, body });
  };
  for (let index = 0; index < 3; index += 1) expect((await submit(busy.token)).status).toBe(202);
  expectLimited(await submit(busy.token));
  expect((await submit(other.token)).status).toBe(202);
});
