import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type {
  CreatedTokenResource,
  Page,
  SessionListItem,
  SessionResource,
  TokenResource,
  UserResource,
} from '../../grading/resource/resources.ts';
import { brief, PASSWORD, startApi } from '../support/api.ts';
import type { Answer, TestApi } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';

const db = withTestDatabase();
let api: TestApi;

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database, { limits: { tokensPerUser: 3, sessionsPerUser: 2 } });
});
afterAll(() => api.close());

const register = (body: unknown): Promise<Answer> => api.call('POST', 'users', { body });
const logIn = (username: string, cookie?: string): Promise<Answer> =>
  api.call('POST', 'sessions', {
    body: { username, password: PASSWORD },
    ...(cookie === undefined ? {} : { cookie }),
  });
const cookieOf = (answer: Answer): string => answer.headers.get('set-cookie')!.split(';')[0]!;
const csrfOf = (answer: Answer): string => (answer.json as SessionResource).csrfToken;

describe('registering', () => {
  test('makes a learner, with argon2id and without showing the hash', async () => {
    const answer = await register({ username: 'ada', password: PASSWORD, displayName: 'Ada L.' });
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({
      id: expect.any(String),
      username: 'ada',
      displayName: 'Ada L.',
      role: 'learner',
      createdAt: expect.any(String),
    });
    const { passwordHash } = await db.database.prisma.user.findUniqueOrThrow({
      where: { username: 'ada' },
    });
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('refuses a taken name and names the field', async () => {
    await register({ username: 'grace', password: PASSWORD });
    const again = await register({ username: 'grace', password: PASSWORD });
    expect(brief(again)).toEqual([409, 'username-taken', '/username']);
  });

  test('names every wrong field at once', async () => {
    const answer = await register({ username: 'No Spaces', password: 'short', admin: true });
    const [status, code, ...fields] = brief(answer);
    expect([status, code, fields.sort()]).toEqual([
      422,
      'validation-failed',
      ['/admin', '/password', '/username'],
    ]);
  });

  test('refuses control characters, which the store cannot hold', async () => {
    const answer = await register({
      username: 'nul',
      password: PASSWORD,
      displayName: 'a\u0000b',
    });
    expect(brief(answer)).toEqual([422, 'validation-failed', '/displayName']);
  });
});

describe('sessions', () => {
  test('begin in an HttpOnly SameSite cookie of which the store has the hash alone', async () => {
    await register({ username: 'alan', password: PASSWORD });
    const answer = await logIn('alan');
    expect(answer.status).toBe(201);
    const header = answer.headers.get('set-cookie')!;
    expect(header).toMatch(
      /^assay_session=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/,
    );
    const secret = cookieOf(answer).split('=')[1]!;
    const rows = await db.database.prisma.session.findMany({
      where: { csrfToken: csrfOf(answer) },
    });
    expect(rows).toHaveLength(1);
    expect(Buffer.from(rows[0]!.tokenHash).includes(secret)).toBe(false);
    const current = await api.call('GET', 'sessions/current', { cookie: cookieOf(answer) });
    expect(current.json).toEqual(answer.json);
  });

  test('answer an unknown user and a wrong password alike', async () => {
    const answers = await Promise.all(
      [
        { username: 'alan', password: 'not the password' },
        { username: 'nobody', password: PASSWORD },
        { username: 'nul\u0000', password: PASSWORD },
      ].map((body) => api.call('POST', 'sessions', { body })),
    );
    for (const answer of answers) {
      expect(brief(answer)).toEqual([401, 'invalid-credentials']);
      expect({ ...(answer.json as object) }).toEqual(answers[0]!.json);
    }
  });

  test('end when the browser logs in again, with a new secret', async () => {
    const first = await logIn('alan');
    const second = await logIn('alan', cookieOf(first));
    expect(cookieOf(second)).not.toBe(cookieOf(first));
    const stale = await api.call('GET', 'sessions/current', { cookie: cookieOf(first) });
    expect(brief(stale)).toEqual([401, 'unauthenticated']);
  });

  test('end at log-out, at once', async () => {
    const session = await logIn('alan');
    const cookie = cookieOf(session);
    expect((await api.call('GET', 'users/me', { cookie })).status).toBe(200);
    const headers = { 'X-CSRF-Token': csrfOf(session) };
    const out = await api.call('DELETE', 'sessions/current', { cookie, headers });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(
      /^assay_session=; Path=\/; Expires=Thu, 01 Jan 1970/,
    );
    expect(brief(await api.call('GET', 'users/me', { cookie }))).toEqual([401, 'unauthenticated']);
    expect((await api.call('DELETE', 'sessions/current')).status).toBe(204);
  });

  test('of the own, one is ended by its id, at once; of another, none', async () => {
    const [here, elsewhere] = [await logIn('alan'), await logIn('alan')];
    const cookie = cookieOf(here);
    const headers = { 'X-CSRF-Token': csrfOf(here) };
    expect((await api.call('GET', 'users/me', { cookie: cookieOf(elsewhere) })).status).toBe(200);
    const { json } = await api.call('GET', 'sessions', { cookie });
    const { items } = json as { items: { id: string; current: boolean }[] };
    const { id } = items.find(({ current }) => !current)!;
    const { username, token } = await api.newUser();
    const stranger = await logIn(username);
    const foreign = await api.call('DELETE', `sessions/${id}`, {
      ...{ cookie: cookieOf(stranger), headers: { 'X-CSRF-Token': csrfOf(stranger) } },
    });
    expect(brief(foreign)).toEqual([404, 'session-not-found']);
    for (const path of [`sessions/${id}`, 'sessions']) {
      const byToken = await api.call('DELETE', path, { token });
      expect(brief(byToken)).toEqual([403, 'session-required']);
    }
    expect((await api.call('DELETE', `sessions/${id}`, { cookie, headers })).status).toBe(204);
    const ended = await api.call('GET', 'users/me', { cookie: cookieOf(elsewhere) });
    expect(brief(ended)).toEqual([401, 'unauthenticated']);
    expect((await api.call('GET', 'users/me', { cookie })).status).toBe(200);
  });

  test('are as many as allowed: the oldest ends', async () => {
    await register({ username: 'many', password: PASSWORD });
    const cookies: string[] = [];
    for (let index = 0; index < 3; index += 1) cookies.push(cookieOf(await logIn('many')));
    const statuses = await Promise.all(
      cookies.map(async (cookie) => (await api.call('GET', 'users/me', { cookie })).status),
    );
    expect(statuses).toEqual([401, 200, 200]);
  });

  test('that expired open nothing', async () => {
    const session = await logIn('alan');
    await db.database.prisma.session.updateMany({
      where: { csrfToken: csrfOf(session) },
      data: { expiresAt: new Date(Date.now() - 1000) },
    });
    const answer = await api.call('GET', 'users/me', { cookie: cookieOf(session) });
    expect(brief(answer)).toEqual([401, 'unauthenticated']);
  });
});

test('sessions say from where they are, and when they were used', async () => {
  await register({ username: 'frances', password: PASSWORD });
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  const answer = await api.call('POST', 'sessions', {
    headers: { 'User-Agent': agent },
    body: { username: 'frances', password: PASSWORD },
  });
  const cookie = cookieOf(answer);
  await db.database.prisma.session.updateMany({
    where: { csrfToken: csrfOf(answer) },
    data: { lastUsedAt: new Date('2026-01-01T00:00:00Z') },
  });
  await logIn('frances');
  const { items } = (await api.call('GET', 'sessions', { cookie })).json as {
    items: readonly SessionListItem[];
  };
  expect(items.map(({ client, current }) => [client, current])).toEqual([
    [null, false],
    ['Firefox 140 on Linux', true],
  ]);
  const used = (await api.call('GET', 'sessions', { cookie })).json as typeof items;
  expect(JSON.stringify(used)).not.toContain('2026-01-01');
});

describe('cross-site requests', () => {
  let cookie: string;
  let csrf: string;
  const create = (headers: Record<string, string>): Promise<Answer> =>
    api.call('POST', 'tokens', { cookie, headers, body: { name: 'x' } });

  beforeAll(async () => {
    await register({ username: 'carol', password: PASSWORD });
    const session = await logIn('carol');
    cookie = cookieOf(session);
    csrf = csrfOf(session);
  });

  test('need the CSRF token of the session', async () => {
    expect(brief(await create({}))).toEqual([403, 'csrf-token-invalid']);
    expect(brief(await create({ 'X-CSRF-Token': `${csrf}x` }))).toEqual([
      403,
      'csrf-token-invalid',
    ]);
    expect((await create({ 'X-CSRF-Token': csrf })).status).toBe(201);
  });

  test('are refused by their origin even with it', async () => {
    const from = (origin: string) => create({ 'X-CSRF-Token': csrf, Origin: origin });
    expect(brief(await from('https://evil.example'))).toEqual([403, 'origin-rejected']);
    expect(brief(await from('null'))).toEqual([403, 'origin-rejected']);
    expect((await from(api.origin)).status).toBe(201);
    const site = await create({ 'X-CSRF-Token': csrf, 'Sec-Fetch-Site': 'cross-site' });
    expect(brief(site)).toEqual([403, 'origin-rejected']);
  });

  test('cannot log a visitor in as somebody else', async () => {
    const answer = await api.call('POST', 'sessions', {
      headers: { Origin: 'https://evil.example' },
      body: { username: 'carol', password: PASSWORD },
    });
    expect(brief(answer)).toEqual([403, 'origin-rejected']);
  });
});

describe('tokens', () => {
  test('are made by username and password, and open what the user may see', async () => {
    const { username, token } = await api.newUser();
    expect(token).toMatch(/^assay_[\w-]{43}$/);
    const me = await api.call('GET', 'users/me', { token });
    expect((me.json as UserResource).username).toBe(username);
    const noSession = await api.call('GET', 'sessions/current', { token });
    expect(brief(noSession)).toEqual([401, 'unauthenticated']);
  });

  test('need credentials or a sign-in, and a whole pair of them', async () => {
    const { username } = await api.newUser();
    const create = (body: object) => api.call('POST', 'tokens', { body: { name: 'x', ...body } });
    expect(brief(await create({}))).toEqual([401, 'unauthenticated']);
    expect(brief(await create({ username }))).toEqual([422, 'validation-failed', '/password']);
    const wrong = await create({ username, password: 'not the password' });
    expect(brief(wrong)).toEqual([401, 'invalid-credentials']);
  });

  test('make no other tokens, and no other password', async () => {
    const { token } = await api.newUser();
    const more = await api.call('POST', 'tokens', { token, body: { name: 'kept by a thief' } });
    expect(brief(more)).toEqual([403, 'session-required']);
    const body = { currentPassword: PASSWORD, newPassword: 'another password' };
    const changed = await api.call('PUT', 'users/me/password', { token, body });
    expect(brief(changed)).toEqual([403, 'session-required']);
  });

  test('are listed by page without their secrets, and are limited in number', async () => {
    const { token, username } = await api.newUser();
    const create = (name: string) =>
      api.call('POST', 'tokens', { body: { name, username, password: PASSWORD } });
    const second = (await create('second')).json as CreatedTokenResource;
    await create('third');
    expect(brief(await create('fourth'))).toEqual([409, 'too-many-tokens']);
    const one = await api.call('GET', 'tokens?limit=2', { token });
    const { items, nextCursor } = one.json as Page<TokenResource>;
    expect(items.map(({ name }) => name)).toEqual(['third', 'second']);
    expect(one.text).not.toContain(second.token);
    const two = await api.call('GET', `tokens?limit=2&cursor=${nextCursor!}`, { token });
    const rest = two.json as Page<TokenResource>;
    expect(rest.items.map(({ name }) => name)).toEqual(['test']);
    expect(rest.items[0]!.lastUsedAt).not.toBeNull();
    expect(rest.nextCursor).toBeNull();
  });

  test('open nothing from the moment they are revoked', async () => {
    const { token, tokenId } = await api.newUser();
    expect((await api.call('GET', 'users/me', { token })).status).toBe(200);
    expect((await api.call('DELETE', `tokens/${tokenId}`, { token })).status).toBe(204);
    const after = await api.call('GET', 'users/me', { token });
    expect(brief(after)).toEqual([401, 'invalid-token']);
    expect(after.headers.get('www-authenticate')).toContain('invalid_token');
  });

  test('of others are not found, and neither is what is no id', async () => {
    const [mine, other] = [await api.newUser(), await api.newUser()];
    for (const id of [other.tokenId, 'not-an-id']) {
      const answer = await api.call('DELETE', `tokens/${id}`, { token: mine.token });
      expect(brief(answer)).toEqual([404, 'token-not-found']);
    }
    expect((await api.call('GET', 'users/me', { token: other.token })).status).toBe(200);
  });

  test('that are none are an error even where none is needed', async () => {
    for (const token of ['assay_x', `assay_${'a'.repeat(43)}`]) {
      expect(brief(await api.call('GET', 'exercises', { token }))).toEqual([401, 'invalid-token']);
    }
    const basic = await api.call('GET', 'users/me', { headers: { Authorization: 'Basic eDp5' } });
    expect(brief(basic)).toEqual([401, 'invalid-token']);
  });
});
