import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type {
  BegunLogIn,
  SessionResource,
  SignInWaysResource,
} from '../../grading/resource/resources.ts';
import { setDisabled, THE_SERVER } from '../../platform/database/user-administration.ts';
import { brief, PASSWORD, startApi, type Answer, type TestApi } from '../support/api.ts';
import { withTestDatabase } from '../support/database.ts';
import { FetchBrowser, startProvider, type TestProvider } from '../support/oidc-provider.ts';

/** Logging in through a provider, and what somebody may try with it. */
const db = withTestDatabase();
let api: TestApi;
let school: TestProvider;
let club: TestProvider;
let liar: TestProvider;
let absent: TestProvider;

beforeAll(async () => {
  const roles = { claim: 'groups', instructor: ['teachers'], admin: ['operators'] };
  school = await startProvider('school');
  club = await startProvider('club', { roles, clientAuthentication: 'client_secret_post' });
  liar = await startProvider('liar');
  absent = await startProvider('absent');
  const providers = [school, club, liar, absent];
  api = await startApi(db.database, { oidcProviders: providers.map(({ settings }) => settings) });
  for (const provider of [school, club, liar]) provider.serve(api.origin);
  liar.liesAboutKeys = true;
});
afterAll(async () => {
  await api.close();
  await Promise.all([school, club, liar, absent].map((provider) => provider.close()));
});

const begin = async (browser: FetchBrowser, { settings }: TestProvider, next?: string) => {
  const cookie = browser.cookie('assay_log_in');
  const answer = await api.call('POST', `auth/providers/${settings.id}/log-in`, {
    body: next === undefined ? {} : { next },
    ...(cookie === undefined ? {} : { cookie: `assay_log_in=${cookie}` }),
  });
  browser.keep(answer.headers);
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return (answer.json as BegunLogIn).authorizationUrl;
};

/** Up to the provider's answer, which the browser has not opened yet. */
const untilAnswer = async (
  browser: FetchBrowser,
  provider: TestProvider,
  person: string | null,
  next?: string,
): Promise<URL> => {
  provider.person = person;
  return browser.follow(await begin(browser, provider, next), api.origin);
};

/** All of it; gives where the browser is led in the end. */
const logIn = async (
  browser: FetchBrowser,
  provider: TestProvider,
  person: string | null,
  next?: string,
): Promise<string> => goOn(browser, await untilAnswer(browser, provider, person, next));

const goOn = async (browser: FetchBrowser, answer: URL): Promise<string> => {
  const response = await browser.open(answer);
  expect([response.status, await response.text()]).toEqual([303, '']);
  return String(response.headers.get('location'));
};

const session = (browser: FetchBrowser): Promise<Answer> =>
  api.call('GET', 'sessions/current', {
    cookie: `assay_session=${browser.cookie('assay_session') ?? ''}`,
  });
const userOf = async (browser: FetchBrowser) =>
  ((await session(browser)).json as SessionResource).user;
const expectNobody = async (browser: FetchBrowser): Promise<void> => {
  expect(brief(await session(browser))).toEqual([401, 'unauthenticated']);
};

describe('the providers', () => {
  test('are listed, also one that is down, and without what is secret of them', async () => {
    const answer = await api.call('GET', 'auth/providers');
    expect(answer.json).toEqual({
      items: ['school', 'club', 'liar', 'absent'].map((id) => ({ id, title: `Account of ${id}` })),
    });
  });

  test('that are down say so, and the others work; up again, they work, too', async () => {
    const down = await api.call('POST', 'auth/providers/absent/log-in', { body: {} });
    expect(brief(down)).toEqual([503, 'provider-unavailable']);
    expect(down.text).not.toContain(absent.settings.issuer.host);
    const browser = new FetchBrowser();
    expect(await logIn(browser, school, 'someone')).toBe('/');
    absent.serve(api.origin);
    expect(await logIn(browser, absent, 'someone')).toBe('/');
  });

  test('that go down on the way leave the browser signed out', async () => {
    const browser = new FetchBrowser();
    const answer = await untilAnswer(browser, school, 'late');
    school.isDown = true;
    const location = await goOn(browser, answer);
    school.isDown = false;
    expect(location).toBe('/sign-in?problem=provider-unavailable&provider=school');
    await expectNobody(browser);
  });

  test('that nobody knows are not found', async () => {
    const unknown = await api.call('POST', 'auth/providers/other/log-in', { body: {} });
    expect(brief(unknown)).toEqual([404, 'provider-not-found']);
    const callback = await api.call('GET', 'auth/providers/other/callback?state=x&code=y');
    expect(brief(callback)).toEqual([404, 'provider-not-found']);
  });
});

describe('a log-in', () => {
  test('makes an account at first, and finds it again by issuer and subject alone', async () => {
    school.people.set('s-1', { name: 'Ada Lovelace', preferred_username: 'Ada.L@school.example' });
    const browser = new FetchBrowser();
    expect(await logIn(browser, school, 's-1', '/device?code=BCDF-GHJK')).toBe(
      '/device?code=BCDF-GHJK',
    );
    const user = await userOf(browser);
    expect(user).toMatchObject({
      ...{ username: 'ada.l', displayName: 'Ada Lovelace', role: 'learner' },
    });
    school.people.set('s-1', { name: 'Another', preferred_username: 'another' });
    const later = new FetchBrowser();
    await logIn(later, school, 's-1');
    expect(await userOf(later)).toEqual(user);
    // The same subject at another provider is another person.
    const other = new FetchBrowser();
    await logIn(other, club, 's-1');
    expect((await userOf(other)).id).not.toBe(user.id);
  });

  test('never takes over an account that has the name, or the address', async () => {
    const { username } = await api.newUser();
    school.people.set('s-2', { preferred_username: username, email: `${username}@school.example` });
    school.people.set('s-3', { preferred_username: username });
    const names: string[] = [];
    for (const person of ['s-2', 's-3']) {
      const browser = new FetchBrowser();
      await logIn(browser, school, person);
      names.push((await userOf(browser)).username);
    }
    expect(names).toEqual([`${username}-2`, `${username}-3`]);
  });

  test('begun twice at one time makes one account', async () => {
    const windows = [new FetchBrowser(), new FetchBrowser()];
    const answers: URL[] = [];
    for (const browser of windows) answers.push(await untilAnswer(browser, school, 's-twice'));
    await Promise.all(windows.map((browser, index) => goOn(browser, answers[index]!)));
    const [one, two] = await Promise.all(windows.map(userOf));
    expect(one).toEqual(two);
  });

  test('works in two windows of one browser', async () => {
    const browser = new FetchBrowser();
    const first = await untilAnswer(browser, school, 's-4', '/account');
    const second = await untilAnswer(browser, school, 's-4', '/submissions');
    expect([await goOn(browser, first), await goOn(browser, second)]).toEqual([
      ...['/account', '/submissions'],
    ]);
  });

  test('takes roles from a claim where that is configured, up and down', async () => {
    const roles: string[] = [];
    for (const groups of [['pupils', 'teachers'], ['operators', 'teachers'], 'teachers', []]) {
      club.people.set('c-1', { preferred_username: 'head', groups });
      school.people.set('c-1', { preferred_username: 'school-head', groups });
      const browser = new FetchBrowser();
      await logIn(browser, club, 'c-1');
      roles.push((await userOf(browser)).role);
      await logIn(browser, school, 'c-1');
      expect((await userOf(browser)).role).toBe('learner');
    }
    // The last admin stays one; here there is no other.
    expect(roles).toEqual(['instructor', 'admin', 'admin', 'admin']);
  });

  test('opens no account that an admin has disabled', async () => {
    const browser = new FetchBrowser();
    await logIn(browser, school, 's-gone');
    const { id } = await userOf(browser);
    await setDisabled(db.database, id, true, THE_SERVER);
    const later = new FetchBrowser();
    expect(await logIn(later, school, 's-gone')).toBe(
      '/sign-in?problem=account-disabled&provider=school',
    );
    await expectNobody(later);
    await setDisabled(db.database, id, false, THE_SERVER);
    expect(await logIn(later, school, 's-gone')).toBe('/');
  });

  test('that is refused at the provider says so', async () => {
    const browser = new FetchBrowser();
    expect(await logIn(browser, school, null)).toBe(
      '/sign-in?problem=log-in-refused&provider=school',
    );
    await expectNobody(browser);
  });

  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/.//evil.example'])(
    'leads to no other site: %s',
    async (next) => {
      expect(await logIn(new FetchBrowser(), school, 's-5', next)).toBe('/');
    },
  );

  test('asks with PKCE, state and nonce, for no more than is configured', async () => {
    const url = new URL(await begin(new FetchBrowser(), school));
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...{ client_id: 'assay', response_type: 'code', scope: 'openid profile' },
      redirect_uri: `${api.origin}/api/v1/auth/providers/school/callback`,
      ...{ state: expect.stringMatching(/^.{43}$/), nonce: expect.stringMatching(/^.{43}$/) },
      ...{ code_challenge: expect.stringMatching(/^.{43}$/), code_challenge_method: 'S256' },
    });
  });
});

describe('an attacker', () => {
  const EXPIRED = '/sign-in?problem=log-in-expired&provider=school';
  const REJECTED = '/sign-in?problem=log-in-rejected&provider=school';

  test('cannot sign a visitor in as somebody else with an answer of their own', async () => {
    const answer = await untilAnswer(new FetchBrowser(), school, 'attacker');
    const visitor = new FetchBrowser();
    expect(await goOn(visitor, answer)).toBe(EXPIRED);
    await begin(visitor, school);
    expect(await goOn(visitor, answer)).toBe(EXPIRED);
    await expectNobody(visitor);
  });

  test('cannot begin a log-in from another site', async () => {
    for (const headers of [
      { Origin: 'https://evil.example' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ]) {
      const answer = await api.call('POST', 'auth/providers/school/log-in', { headers, body: {} });
      expect(brief(answer)).toEqual([403, 'origin-rejected']);
    }
    const byLink = await api.call('GET', 'auth/providers/school/log-in');
    expect(brief(byLink)).toEqual([405, 'method-not-allowed']);
  });

  test('cannot leave the state out, change it, or use it again', async () => {
    const browser = new FetchBrowser();
    const answer = await untilAnswer(browser, school, 's-6');
    const changed = (state: string | null): URL => {
      const url = new URL(answer);
      if (state === null) url.searchParams.delete('state');
      else url.searchParams.set('state', state);
      return url;
    };
    expect(await goOn(browser, changed(null))).toBe(EXPIRED);
    expect(await goOn(browser, changed('x'.repeat(43)))).toBe(EXPIRED);
    await expectNobody(browser);
    expect(await goOn(browser, answer)).toBe('/');
    expect(await goOn(browser, answer)).toBe(EXPIRED);
  });

  test('cannot use a code again, nor in another log-in', async () => {
    const browser = new FetchBrowser();
    const used = await untilAnswer(browser, school, 's-7');
    const code = String(used.searchParams.get('code'));
    expect(await goOn(browser, used)).toBe('/');
    const stolen = await untilAnswer(new FetchBrowser(), school, 'victim');
    for (const other of [code, String(stolen.searchParams.get('code'))]) {
      const thief = new FetchBrowser();
      const answer = await untilAnswer(thief, school, 'thief');
      answer.searchParams.set('code', other);
      expect(await goOn(thief, answer)).toBe(REJECTED);
      await expectNobody(thief);
    }
  });

  test('cannot have a token with another nonce taken', async () => {
    const browser = new FetchBrowser();
    school.person = 's-8';
    const url = new URL(await begin(browser, school));
    url.searchParams.set('nonce', 'one-of-another-log-in');
    expect(await goOn(browser, await browser.follow(url.href, api.origin))).toBe(REJECTED);
    await expectNobody(browser);
  });

  test('cannot mix providers up', async () => {
    const browser = new FetchBrowser();
    const ofClub = await untilAnswer(browser, club, 'c-2');
    const elsewhere = new URL(ofClub);
    elsewhere.pathname = elsewhere.pathname.replace('/club/', '/school/');
    expect(await goOn(browser, elsewhere)).toBe(EXPIRED);
    for (const iss of [String(ofClub.searchParams.get('iss')), null]) {
      const answer = await untilAnswer(browser, school, 's-9');
      if (iss === null) answer.searchParams.delete('iss');
      else answer.searchParams.set('iss', iss);
      expect(await goOn(browser, answer)).toBe(REJECTED);
    }
    await expectNobody(browser);
  });

  test('cannot sign tokens with a key that the provider does not publish', async () => {
    const browser = new FetchBrowser();
    expect(await logIn(browser, liar, 'l-1')).toBe(
      '/sign-in?problem=log-in-rejected&provider=liar',
    );
    await expectNobody(browser);
  });

  test('cannot fix the session, or the secret that ties a log-in to a browser', async () => {
    const { username } = await api.newUser();
    const planted = await api.call('POST', 'sessions', { body: { username, password: PASSWORD } });
    const browser = new FetchBrowser();
    browser.keep(planted.headers);
    const before = String(browser.cookie('assay_session'));
    await logIn(browser, school, 's-10');
    expect(browser.cookie('assay_session')).not.toBe(before);
    const old = await api.call('GET', 'sessions/current', { cookie: `assay_session=${before}` });
    expect(brief(old)).toEqual([401, 'unauthenticated']);
    const forged = new FetchBrowser();
    forged.setCookie('assay_log_in', 'not a secret');
    await begin(forged, school);
    expect(forged.cookie('assay_log_in')).toMatch(/^[\w-]{43}$/);
  });

  test('finds nothing in the store to go on with', async () => {
    const browser = new FetchBrowser();
    const answer = await untilAnswer(browser, school, 's-11');
    const rows = await db.database.pool.query('SELECT * FROM "PendingLogIn"');
    const text = JSON.stringify(rows.rows);
    for (const secret of [answer.searchParams.get('state'), browser.cookie('assay_log_in')]) {
      expect(text).not.toContain(String(secret));
    }
    await db.database.prisma.pendingLogIn.updateMany({ data: { expiresAt: new Date(0) } });
    expect(await goOn(browser, answer)).toBe(EXPIRED);
  });

  test('is told nothing of a person in an answer to a program', async () => {
    const answer = await api.call('GET', 'auth/providers/school/callback?state=x&code=y');
    expect(brief(answer)).toEqual([400, 'log-in-expired']);
    const html = await new FetchBrowser().open(
      `${api.origin}/api/v1/auth/providers/school/callback?error=%3Cscript%3E&error_description=x`,
    );
    expect([html.status, html.headers.get('location')]).toEqual([303, EXPIRED]);
  });
});

describe('an account without a password', () => {
  const browser = new FetchBrowser();
  let csrf: string;
  let username: string;
  beforeAll(async () => {
    school.people.set('s-20', { preferred_username: 'grace' });
    await logIn(browser, school, 's-20');
    const { csrfToken, user } = (await session(browser)).json as SessionResource;
    [csrf, username] = [csrfToken, user.username];
  });
  const call = (method: string, path: string, body?: unknown): Promise<Answer> =>
    api.call(method, path, {
      cookie: `assay_session=${String(browser.cookie('assay_session'))}`,
      headers: { 'X-CSRF-Token': csrf },
      ...(body === undefined ? {} : { body }),
    });

  test('knows how it signs in', async () => {
    const ways = (await call('GET', 'users/me/sign-in')).json as SignInWaysResource;
    expect(ways).toEqual({
      hasPassword: false,
      providers: [
        {
          title: 'Account of school',
          createdAt: expect.any(String),
          lastUsedAt: expect.any(String),
        },
      ],
    });
    const { token } = await api.newUser();
    expect((await api.call('GET', 'users/me/sign-in', { token })).json).toEqual({
      ...{ hasPassword: true, providers: [] },
    });
  });

  test('is opened by no password, and says no more than any other', async () => {
    for (const password of ['', 'null', PASSWORD]) {
      const body = { username, password };
      expect(brief(await api.call('POST', 'sessions', { body }))).toEqual([
        ...[401, 'invalid-credentials'],
      ]);
      const token = await api.call('POST', 'tokens', { body: { name: 'x', ...body } });
      expect(brief(token)).toEqual([401, 'invalid-credentials']);
    }
  });

  test('has none to change', async () => {
    const body = { currentPassword: '', newPassword: PASSWORD };
    expect(brief(await call('PUT', 'users/me/password', body))).toEqual([409, 'no-password']);
  });

  test('approves a command line, and logs out of our session', async () => {
    const device = (await api.call('POST', 'devices', { body: { clientName: 'assay on laptop' } }))
      .json as { deviceCode: string; userCode: string };
    const approved = await call('POST', `devices/${device.userCode}/decision`, { approve: true });
    expect(approved.status).toBe(204);
    const { deviceCode } = device;
    const polled = await api.call('POST', 'devices/token', { body: { deviceCode } });
    const { token } = polled.json as { token: string };
    const me = await api.call('GET', 'users/me', { token });
    expect(me.json).toMatchObject({ username });
    expect((await call('DELETE', 'sessions/current')).status).toBe(204);
    await expectNobody(browser);
  });
});
