import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type {
  CreatedTokenResource,
  DeviceCodeResource,
  Page,
  SessionResource,
  TokenResource,
  UserResource,
} from '../../grading/resource/resources.ts';
import { brief, PASSWORD, startApi, type Answer, type TestApi } from '../support/api.ts';
import { withTestDatabase } from '../support/database.ts';

/** Signing in a command line from a browser (RFC 8628), and what somebody may try with it. */
const db = withTestDatabase();
let api: TestApi;
let browser: Browser;
let stranger: Browser;

interface Browser {
  readonly username: string;
  readonly cookie: string;
  readonly csrf: string;
}

const signIn = async (): Promise<Browser> => {
  const { username } = await api.newUser();
  const answer = await api.call('POST', 'sessions', { body: { username, password: PASSWORD } });
  const cookie = String(answer.headers.get('set-cookie')?.split(';')[0]);
  return { username, cookie, csrf: (answer.json as SessionResource).csrfToken };
};

beforeAll(async () => {
  const limits = { devicePollSeconds: 0, devicesByUser: { windowMs: 60_000, limit: 20 } };
  api = await startApi(db.database, { limits });
  [browser, stranger] = [await signIn(), await signIn()];
});
afterAll(() => api.close());

const begin = async (clientName = 'assay on laptop'): Promise<DeviceCodeResource> =>
  (await api.call('POST', 'devices', { body: { clientName } })).json as DeviceCodeResource;
const poll = (deviceCode: string): Promise<Answer> =>
  api.call('POST', 'devices/token', { body: { deviceCode } });
const decide = (
  userCode: string,
  approve: boolean,
  { cookie, csrf }: Browser = browser,
): Promise<Answer> =>
  api.call('POST', `devices/${userCode}/decision`, {
    ...{ cookie, headers: { 'X-CSRF-Token': csrf }, body: { approve } },
  });

describe('a device', () => {
  test('gets a token of the user who approves it, once', async () => {
    const device = await begin();
    expect(device.userCode).toMatch(/^[B-Z]{4}-[B-Z]{4}$/);
    expect(device.verificationUrlComplete).toBe(`${api.origin}/device?code=${device.userCode}`);
    expect(brief(await poll(device.deviceCode))).toEqual([400, 'authorization-pending']);
    for (const between of ['', '-', '%20']) {
      const typed = device.userCode.toLowerCase().replace('-', between);
      const shown = await api.call('GET', `devices/${typed}`, { cookie: browser.cookie });
      expect(shown.json).toMatchObject({
        clientName: 'assay on laptop',
        userCode: device.userCode,
      });
    }
    expect((await decide(device.userCode, true)).status).toBe(204);

    const { token, name } = (await poll(device.deviceCode)).json as CreatedTokenResource;
    expect(name).toBe('assay on laptop');
    const me = (await api.call('GET', 'users/me', { token })).json as UserResource;
    expect(me.username).toBe(browser.username);
    expect(brief(await poll(device.deviceCode))).toEqual([400, 'expired-device-code']);
  });

  test('that is refused is told so, and its code is used up', async () => {
    const device = await begin();
    await decide(device.userCode, false);
    expect(brief(await poll(device.deviceCode))).toEqual([400, 'access-denied']);
    expect(brief(await poll(device.deviceCode))).toEqual([400, 'expired-device-code']);
  });

  test('that waits too long has to begin anew', async () => {
    const device = await begin();
    await db.database.prisma.deviceCode.updateMany({ data: { expiresAt: new Date(0) } });
    expect(brief(await poll(device.deviceCode))).toEqual([400, 'expired-device-code']);
    expect(brief(await decide(device.userCode, true))).toEqual([400, 'expired-device-code']);
    await begin();
    expect(await db.database.prisma.deviceCode.count({ where: { expiresAt: new Date(0) } })).toBe(
      0,
    );
  });

  test('that polls too often is told to slow down', async () => {
    const slow = await startApi(db.database, { limits: { devicePollSeconds: 60 } });
    const { deviceCode } = await begin();
    const ask = () => slow.call('POST', 'devices/token', { body: { deviceCode } });
    expect(brief(await ask())).toEqual([400, 'authorization-pending']);
    expect(brief(await ask())).toEqual([400, 'slow-down']);
    await slow.close();
  });
});

describe('what somebody may try', () => {
  test('a code is decided once: whoever comes later, approves or refuses nothing', async () => {
    const device = await begin();
    await decide(device.userCode, true);
    expect(brief(await decide(device.userCode, true, stranger))).toEqual([
      404,
      'device-code-not-found',
    ]);
    const { token } = (await poll(device.deviceCode)).json as CreatedTokenResource;
    const me = (await api.call('GET', 'users/me', { token })).json as UserResource;
    expect(me.username).toBe(browser.username);
  });

  test('another site cannot approve in the name of who is signed in', async () => {
    const device = await begin();
    const path = `devices/${device.userCode}/decision`;
    const { cookie, csrf } = browser;
    const body = { approve: true };
    const without = await api.call('POST', path, { cookie, body });
    expect(brief(without)).toEqual([403, 'csrf-token-invalid']);
    const headers = { 'X-CSRF-Token': csrf, Origin: 'https://elsewhere.example' };
    expect(brief(await api.call('POST', path, { cookie, body, headers }))).toEqual([
      403,
      'origin-rejected',
    ]);
    expect(brief(await poll(device.deviceCode))).toEqual([400, 'authorization-pending']);
  });

  test('a stolen token makes no second one', async () => {
    const { token } = await api.newUser();
    const device = await begin();
    const path = `devices/${device.userCode}`;
    expect(brief(await api.call('GET', path, { token }))).toEqual([403, 'session-required']);
    const answer = await api.call('POST', `${path}/decision`, { token, body: { approve: true } });
    expect(brief(answer)).toEqual([403, 'session-required']);
  });

  test('what a stolen session approved gets no token once the password is another one', async () => {
    const thief = await signIn();
    const body = { username: thief.username, password: PASSWORD };
    const owner = await api.call('POST', 'sessions', { body });
    const device = await begin();
    expect((await decide(device.userCode, true, thief)).status).toBe(204);
    const changed = await api.call('PUT', 'users/me/password', {
      cookie: String(owner.headers.get('set-cookie')?.split(';')[0]),
      headers: { 'X-CSRF-Token': (owner.json as SessionResource).csrfToken },
      body: { currentPassword: PASSWORD, newPassword: 'another one', revokeTokens: true },
    });
    expect(changed.json).toEqual({ endedSessions: 1, revokedTokens: 1 });
    expect(brief(await poll(device.deviceCode))).toEqual([400, 'expired-device-code']);
  });

  test('nobody finds a code by trying', async () => {
    const { cookie } = await signIn();
    const statuses: number[] = [];
    for (let index = 0; index < 21; index += 1) {
      const code = `BBBB-${'BCDFGHJKLMNPQRSTVWXZ'[index % 20]}BBB`;
      statuses.push((await api.call('GET', `devices/${code}`, { cookie })).status);
    }
    expect([...new Set(statuses)]).toEqual([404, 429]);
  });

  test('a guessed device code opens nothing, whatever its form', async () => {
    for (const deviceCode of ['', 'x', "' OR 1=1 --", 'A'.repeat(43), '\u0000']) {
      expect(brief(await poll(deviceCode))).toEqual([400, 'expired-device-code']);
    }
  });

  test('what the store keeps opens nothing: the secret is hashed', async () => {
    const { deviceCode } = await begin();
    const rows = await db.database.prisma.deviceCode.findMany();
    expect(JSON.stringify(rows.map((row) => Buffer.from(row.deviceHash).toString()))).not.toContain(
      deviceCode,
    );
  });
});

describe('my account', () => {
  test('a new password ends the other sessions, and tokens only if that is wanted', async () => {
    const { username, token } = await api.newUser();
    const logIn = (password: string) =>
      api.call('POST', 'sessions', { body: { username, password } });
    const [here, there] = [await logIn(PASSWORD), await logIn(PASSWORD)];
    const cookieOf = (answer: Answer) => String(answer.headers.get('set-cookie')?.split(';')[0]);
    const change = (body: object) =>
      api.call('PUT', 'users/me/password', {
        cookie: cookieOf(here),
        headers: { 'X-CSRF-Token': (here.json as SessionResource).csrfToken },
        body,
      });
    const short = await change({ currentPassword: PASSWORD, newPassword: 'nine char' });
    expect(brief(short)).toEqual([422, 'validation-failed', '/newPassword']);
    const wrong = await change({ currentPassword: 'not this one', newPassword: 'another one' });
    expect(brief(wrong)).toEqual([403, 'wrong-password', '/currentPassword']);
    const changed = await change({ currentPassword: PASSWORD, newPassword: 'another one' });
    expect(changed.json).toEqual({ endedSessions: 1, revokedTokens: 0 });
    const status = async (cookie: string) =>
      (await api.call('GET', 'sessions/current', { cookie })).status;
    expect([await status(cookieOf(here)), await status(cookieOf(there))]).toEqual([200, 401]);
    expect((await logIn(PASSWORD)).status).toBe(401);
    expect((await api.call('GET', 'users/me', { token })).status).toBe(200);
    const again = await change({
      ...{ currentPassword: 'another one', newPassword: PASSWORD, revokeTokens: true },
    });
    expect(again.json).toEqual({ endedSessions: 0, revokedTokens: 1 });
    expect((await api.call('GET', 'users/me', { token })).status).toBe(401);
  });

  test('sessions are listed, and all others can be ended', async () => {
    const { username } = await api.newUser();
    const logIn = () => api.call('POST', 'sessions', { body: { username, password: PASSWORD } });
    await logIn();
    const here = await logIn();
    const cookie = String(here.headers.get('set-cookie')?.split(';')[0]);
    const list = async () =>
      (
        (await api.call('GET', 'sessions', { cookie })).json as Pick<
          Page<{ current: boolean }>,
          'items'
        >
      ).items;
    expect((await list()).map(({ current }) => current)).toEqual([true, false]);
    const headers = { 'X-CSRF-Token': (here.json as SessionResource).csrfToken };
    expect((await api.call('DELETE', 'sessions', { cookie, headers })).json).toEqual({ ended: 1 });
    expect(await list()).toHaveLength(1);
  });

  test('the name that others see can be changed; tokens of it stay', async () => {
    const { token } = await api.newUser();
    const named = await api.call('PATCH', 'users/me', { token, body: { displayName: 'Ada L.' } });
    expect((named.json as UserResource).displayName).toBe('Ada L.');
    const bad = await api.call('PATCH', 'users/me', { token, body: { displayName: 'a\u0007' } });
    expect(brief(bad)).toEqual([422, 'validation-failed', '/displayName']);
    const tokens = (await api.call('GET', 'tokens', { token })).json as Page<TokenResource>;
    expect(tokens.items).toHaveLength(1);
  });
});
