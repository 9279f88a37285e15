import { afterEach, beforeAll, expect, test } from '@jest/globals';
import type { ApiLimits } from '../../api/api-limits.ts';
import type { SessionResource } from '../../grading/resource/resources.ts';
import { brief, PASSWORD, startApi } from '../support/api.ts';
import type { Answer, TestApi } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';

const db = withTestDatabase();
let api: TestApi;
const three = { windowMs: 60_000, limit: 3 };

beforeAll(() => publish(db.database));
afterEach(async () => {
  await api.close();
  await db.database.prisma.rateLimitCount.deleteMany();
});

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

const cookieOf = (answer: Answer, name: string): string => {
  const cookie = answer.headers.getSetCookie().find((text) => text.startsWith(`${name}=`));
  return cookie?.split(';')[0] ?? '';
};

test('a browser that has signed in before is not locked out by who guesses elsewhere', async () => {
  await start({ credentialsByAccount: three, credentialsByAddress: { ...three, limit: 6 } });
  const [owner, other] = [await api.newUser(), await api.newUser()];
  const device = cookieOf(await logIn(owner.username, PASSWORD), 'assay_device');
  const atHome = { Cookie: device };
  for (let index = 0; index < 3; index += 1) await logIn(owner.username, 'a wrong password');
  expectLimited(await logIn(owner.username, PASSWORD));
  expect((await logIn(owner.username, PASSWORD, atHome)).status).toBe(201);
  // Nor by a neighbour who uses up the address.
  for (let index = 0; index < 3; index += 1) await logIn(`somebody-${index}`, 'a wrong password');
  expectLimited(await logIn(other.username, PASSWORD));
  expect((await logIn(owner.username, PASSWORD, atHome)).status).toBe(201);
  // The device is no way into an account that does not know it, and has a budget of its own.
  expectLimited(await logIn(other.username, PASSWORD, atHome));
  for (let index = 0; index < 3; index += 1) {
    expect((await logIn(owner.username, 'a wrong password', atHome)).status).toBe(401);
  }
  expectLimited(await logIn(owner.username, PASSWORD, atHome));
});

test('a limit holds over all API processes, and each answer tells what is left of it', async () => {
  await start({ submissionsByUser: three });
  const second = await startApi(db.database, { limits: { submissionsByUser: three } });
  const { token } = await api.newUser();
  const files = [{ path: 'main.py', content: '' }];
  const body = { exerciseId: 'word-count', language: 'python', files };
  const left = [];
  for (const { call } of [api, second, api]) {
    const { status, headers } = await call('POST', 'submissions', { token, body });
    expect(status).toBe(202);
    expect(headers.get('ratelimit-policy')).toMatch(/^"submissionsByUser"; q=3; w=60; pk=:.+:$/);
    left.push(/^"submissionsByUser"; r=(\d); t=\d+$/.exec(headers.get('ratelimit') ?? '')?.[1]);
  }
  expect(left).toEqual(['2', '1', '0']);
  expectLimited(await second.call('POST', 'submissions', { token, body }));
  await second.close();
});

test('a window ends, and counting begins anew', async () => {
  const short = { windowMs: 300, limit: 1 };
  await start({ registrationsByAddress: short });
  const register = (username: string): Promise<Answer> =>
    api.call('POST', 'users', { body: { username, password: PASSWORD } });
  expect((await register('early')).status).toBe(201);
  const tries = [];
  while ((await register('late')).status !== 201) tries.push(429);
  expect(tries.length).toBeGreaterThan(0);
});

test('wrong current passwords are limited by account, and by address', async () => {
  await start({ passwordsByUser: three, passwordsByAddress: { ...three, limit: 4 } });
  const signIn = async () => {
    const { username } = await api.newUser();
    const answer = await api.call('POST', 'sessions', { body: { username, password: PASSWORD } });
    const { csrfToken } = answer.json as SessionResource;
    const cookie = String(answer.headers.get('set-cookie')?.split(';')[0]);
    return { cookie, headers: { 'X-CSRF-Token': csrfToken } };
  };
  const [first, second] = [await signIn(), await signIn()];
  const change = (who: typeof first, currentPassword: string): Promise<Answer> =>
    api.call('PUT', 'users/me/password', {
      ...who,
      body: { currentPassword, newPassword: `${PASSWORD} too` },
    });
  for (let index = 0; index < 3; index += 1) {
    expect(brief(await change(first, 'a wrong password'))[1]).toBe('wrong-password');
  }
  expectLimited(await change(first, PASSWORD));
  expect(brief(await change(second, 'a wrong password'))[1]).toBe('wrong-password');
  expectLimited(await change(second, PASSWORD));
});

test('polls for the tokens of devices are limited by address', async () => {
  await start({ devicePollsByAddress: three });
  const poll = (): Promise<Answer> =>
    api.call('POST', 'devices/token', { body: { deviceCode: 'x'.repeat(43) } });
  for (let index = 0; index < 3; index += 1) {
    expect(brief(await poll())[1]).toBe('expired-device-code');
  }
  expectLimited(await poll());
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
