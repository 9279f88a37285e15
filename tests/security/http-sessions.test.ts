import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROUTES } from '../../api/routes/index.ts';
import { brief, PASSWORD, startApi, type Answer, type TestApi } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';
import { gradeSubmission } from '../support/grade-submission.ts';
import { addressOf, nameOf, signIn, visitorOf, type Visitor } from './http-walk.ts';

/** Forging, fixing, guessing and telling apart: who one is, as another site or a stranger tries it. */
const db = withTestDatabase();
const LIMIT = 5;
const FEW = { windowMs: 600_000, limit: LIMIT };
const MANY = { windowMs: 600_000, limit: 10_000 };
let api: TestApi;
let admin: Visitor;
let learner: Visitor;

beforeAll(async () => {
  await publish(db.database);
  const limits = {
    ...{ joinsByUser: FEW, passwordsByUser: FEW, devicesByUser: FEW, credentialsByAccount: FEW },
    ...{ credentialsByAddress: MANY, registrationsByAddress: MANY },
  };
  api = await startApi(db.database, { limits });
  admin = await visitorOf(api, db.database, 'admin');
  learner = await visitorOf(api, db.database, 'learner');
});
afterAll(() => api.close());

describe('another site makes the browser of an admin send', () => {
  const CHANGES = ROUTES.filter(({ method, auth }) => method !== 'get' && auth !== 'public');
  const FORGED: Readonly<Record<string, () => Record<string, string>>> = {
    'no token': () => ({}),
    'an empty token': () => ({ 'X-CSRF-Token': '' }),
    'a token of its own': () => ({ 'X-CSRF-Token': 'A'.repeat(43) }),
    'the token of another session': () => ({ 'X-CSRF-Token': learner.csrfToken }),
    'the right token, from another origin': () => ({
      ...{ 'X-CSRF-Token': admin.csrfToken, Origin: 'https://evil.example' },
    }),
    'the right token, from a frame without an origin': () => ({
      ...{ 'X-CSRF-Token': admin.csrfToken, Origin: 'null' },
    }),
    'the right token, from an origin that begins like ours': () => ({
      ...{ 'X-CSRF-Token': admin.csrfToken, Origin: `${api.origin}.evil.example` },
    }),
    'the right token, where the browser calls it cross-site': () => ({
      ...{ 'X-CSRF-Token': admin.csrfToken, 'Sec-Fetch-Site': 'cross-site' },
    }),
  };

  test.each(Object.keys(FORGED))(
    `%s: each of ${CHANGES.length} changes is refused`,
    async (name) => {
      const done: string[] = [];
      for (const route of CHANGES) {
        const headers = FORGED[name]?.() ?? {};
        const options = { cookie: admin.cookie, headers, body: {} };
        const answer = await api.call(route.method.toUpperCase(), addressOf(route), options);
        const [status, code] = brief(answer);
        const refused = status === 403 && ['csrf-token-invalid', 'origin-rejected'].includes(code);
        if (!refused) done.push(`${nameOf(route)}: ${status} ${code}`);
      }
      expect(done).toEqual([]);
      const still = await api.call('GET', 'sessions/current', { cookie: admin.cookie });
      expect(still.status).toBe(200);
    },
  );

  test('a log-in or registration as somebody of its own', async () => {
    for (const path of ['sessions', 'users']) {
      const body = { username: 'evil-one', password: PASSWORD };
      for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }]) {
        const answer = await api.call('POST', path, { headers, body });
        expect(brief(answer)).toEqual([403, 'origin-rejected']);
      }
    }
  });
});

describe('a session', () => {
  test('is never the one that a browser brought along: its secret is new at each log-in', async () => {
    const fixed = `assay_session=${'F'.repeat(43)}`;
    const body = { username: learner.username, password: PASSWORD };
    const answer = await api.call('POST', 'sessions', { cookie: fixed, body });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    expect(cookie).toMatch(/^assay_session=[\w-]{43}$/);
    expect(cookie).not.toBe(fixed);
    expect((await api.call('GET', 'users/me', { cookie: fixed })).status).toBe(401);
    expect(answer.text).not.toContain(cookie?.split('=')[1]);
  });

  test('that was planted before the log-in ends with it', async () => {
    const planted = await signIn(api, admin.username);
    const body = { username: learner.username, password: PASSWORD };
    await api.call('POST', 'sessions', { cookie: planted.cookie, body });
    expect((await api.call('GET', 'users/me', { cookie: planted.cookie })).status).toBe(401);
  });

  test('is no token, and a token no session', async () => {
    const secret = learner.cookie.split('=')[1] ?? '';
    expect(brief(await api.call('GET', 'users/me', { token: secret }))).toEqual([
      401,
      'invalid-token',
    ]);
    const { token } = await api.newUser();
    const asCookie = await api.call('GET', 'users/me', { cookie: `assay_session=${token}` });
    expect(asCookie.status).toBe(401);
  });

  test('keeps its cookie from scripts, other sites and other paths', async () => {
    const body = { username: learner.username, password: PASSWORD };
    const answer = await api.call('POST', 'sessions', { body });
    const cookies = answer.headers.getSetCookie();
    expect(cookies[0]).toMatch(/^assay_session=/);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^\w+=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
    }
  });
});

describe('who has an account', () => {
  const logIn = (username: string): Promise<Answer> =>
    api.call('POST', 'sessions', { body: { username, password: 'a wrong password' } });

  test('is not told by a log-in: the same words, the same limit, the same headers', async () => {
    const { username } = await api.newUser();
    const shapeOf = ({ status, headers, text }: Answer) => ({
      status,
      text,
      headers: [...headers.keys()].filter((name) => name !== 'retry-after').sort(),
    });
    const [known, unknown] = [[], []] as [unknown[], unknown[]];
    for (let attempt = 0; attempt < LIMIT + 2; attempt += 1) {
      known.push(shapeOf(await logIn(username)));
      unknown.push(shapeOf(await logIn(`${username}-not`)));
    }
    const seconds = (shapes: unknown[]): string =>
      JSON.stringify(shapes).replaceAll(/\d+ s\./g, '');
    expect(seconds(known)).toBe(seconds(unknown));
    expect(known.at(-1)).toMatchObject({ status: 429 });
  });

  test('is not told by the time of a log-in: both do the work of one hash', async () => {
    const PAIRS = 9;
    const names = await Promise.all(Array.from({ length: PAIRS }, () => api.newUser()));
    const timeOf = async (username: string): Promise<number> => {
      const startedAt = process.hrtime.bigint();
      await logIn(username);
      return Number(process.hrtime.bigint() - startedAt);
    };
    const [known, unknown] = [[], []] as [number[], number[]];
    for (const { username } of names) {
      known.push(await timeOf(username));
      unknown.push(await timeOf(`${username}-not`));
    }
    const medianOf = (times: number[]): number => times.sort((a, b) => a - b)[4] ?? 0;
    // Without a hash it would be a twentieth.
    const ratio = medianOf(unknown) / medianOf(known);
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
  });
});

describe('codes and passwords are not found by trying', () => {
  const GUESSES: readonly (readonly [string, (n: number) => readonly [string, string, unknown]])[] =
    [
      ['join codes', (n) => ['POST', 'cohorts/join', { joinCode: `ABCD-00${n}0` }]],
      ['codes of devices', (n) => ['GET', `devices/BCDF-GHJ${'KLMNPQRST'.charAt(n)}`, undefined]],
      [
        'my password, by who found my screen open',
        (n) => [
          'PUT',
          'users/me/password',
          { currentPassword: `wrong password ${n}`, newPassword: 'another password' },
        ],
      ],
    ];
  test.each(GUESSES)('%s', async (_name, guess) => {
    const visitor = await visitorOf(api, db.database, 'learner');
    const statuses: number[] = [];
    for (let attempt = 0; attempt < LIMIT + 3; attempt += 1) {
      const [method, path, body] = guess(attempt);
      const headers = {
        'X-CSRF-Token': visitor.csrfToken,
        // What a proxy would add: believed of none here, so it makes nobody somebody else.
        'X-Forwarded-For': `10.0.0.${attempt}`,
      };
      const { cookie } = visitor;
      const answer = await api.call(method, path, { cookie, headers, ...(body ? { body } : {}) });
      statuses.push(answer.status);
    }
    expect(statuses.slice(0, LIMIT).every((status) => status >= 400 && status < 429)).toBe(true);
    expect(statuses.slice(LIMIT)).toEqual([429, 429, 429]);
  });

  test('an account, from ever new addresses', async () => {
    const { username } = await api.newUser();
    const statuses: number[] = [];
    for (let attempt = 0; attempt < LIMIT + 2; attempt += 1) {
      const answer = await api.call('POST', attempt % 2 === 0 ? 'sessions' : 'tokens', {
        headers: { 'X-Forwarded-For': `10.0.0.${attempt}` },
        body: {
          ...(attempt % 2 === 0 ? {} : { name: 'x' }),
          ...{ username, password: 'a wrong password' },
        },
      });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array<number>(LIMIT).fill(401), 429, 429]);
  });
});

test('an answer made for one reader is nobody else’s', async () => {
  const first = await api.call('GET', 'exercises/word-count', { cookie: learner.cookie });
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('cache-control')).toMatch(/private|no-store/);
  expect(first.headers.get('vary')).toMatch(/Authorization.*Cookie/);
  const files = [{ path: 'main.py', content: '1' }];
  const submitted = await api.call('POST', 'submissions', {
    ...{ cookie: learner.cookie, headers: { 'X-CSRF-Token': learner.csrfToken } },
    body: { exerciseId: 'word-count', language: 'python', files },
  });
  await gradeSubmission(db.database, (submitted.json as { id: string }).id, 10);
  const same = { 'If-None-Match': etag };
  const ask = ({ cookie }: Visitor, headers: Record<string, string>): Promise<Answer> =>
    api.call('GET', 'exercises/word-count', { cookie, headers });
  expect((await ask(admin, same)).status).toBe(304);
  const own = await ask(learner, same);
  expect([own.status, own.json]).toMatchObject([200, { bestScore: 10 }]);
  const theirs = await ask(admin, { 'If-None-Match': own.headers.get('etag') ?? '' });
  expect([theirs.status, theirs.json]).toMatchObject([200, { bestScore: null }]);
  const shared: string[] = [];
  for (const route of ROUTES.filter(({ method, auth }) => method === 'get' && auth !== 'public')) {
    const answer = await api.call('GET', addressOf(route), { cookie: admin.cookie });
    const caching = answer.headers.get('cache-control') ?? 'none';
    if (!/no-store|private/.test(caching)) shared.push(`${nameOf(route)}: ${caching}`);
  }
  expect(shared).toEqual([]);
});
