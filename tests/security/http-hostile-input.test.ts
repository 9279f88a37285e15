import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DEFAULT_API_LIMITS, type ApiLimits } from '../../api/api-limits.ts';
import { brief, startApi, type Answer, type CallOptions, type TestApi } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';
import {
  addressOf,
  leakOf,
  nameOf,
  realAddressOf,
  visitorOf,
  WALKED,
  WITH_BODY,
  type Visitor,
} from './http-walk.ts';

/**
 * Injection, bombs and forged members, into every parameter and every body of every route, by an
 * admin, who gets past all that would stop others: no answer is a 5xx or tells of our insides.
 */
const db = withTestDatabase();
const NO_LIMIT = { windowMs: 60_000, limit: 1_000_000 };
const UNLIMITED = Object.fromEntries(
  Object.entries(DEFAULT_API_LIMITS).map(([name, limit]) => [
    name,
    typeof limit === 'object' ? NO_LIMIT : limit,
  ]),
) as unknown as ApiLimits;
let api: TestApi;
let admin: Visitor;
let ids: { cohort: string; user: string };

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database, { limits: UNLIMITED });
  admin = await visitorOf(api, db.database, 'admin');
  const [made, me] = [
    await asAdmin('post', 'cohorts', { body: { name: 'A cohort' } }),
    await asAdmin('get', 'users/me'),
  ];
  ids = { cohort: (made.json as { id: string }).id, user: (me.json as { id: string }).id };
});
afterAll(() => api.close());

const asAdmin = (method: string, path: string, options: CallOptions = {}): Promise<Answer> =>
  api.call(method.toUpperCase(), path, {
    ...options,
    cookie: admin.cookie,
    headers: { 'X-CSRF-Token': admin.csrfToken, ...options.headers },
  });

const SQL = [
  "' OR '1'='1",
  '\'; DROP TABLE "User"; --',
  'x\') UNION SELECT username, "passwordHash" FROM "User" --',
  '$1; SELECT pg_sleep(5)',
  '\\',
  '%',
  '_',
];
const HOSTILE_TEXT = [
  ...SQL,
  '\u0000',
  'a\r\nSet-Cookie: assay_session=x',
  '\u202e\u200b',
  '${jndi:ldap://127.0.0.1/a}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '__proto__',
  'NaN',
  '-1',
  '1e999',
  '9'.repeat(400),
  'x'.repeat(5000),
];
const cursorOf = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');
const HOSTILE_CURSORS = [
  ...SQL.map((text) => cursorOf([text])),
  ...[{ __proto__: ['x'] }, [['x']], [{}], [null], 'x', [1], ['a', 'b', 'c']].map(cursorOf),
  cursorOf([{ toString: 'x' }]),
  Buffer.from('['.repeat(300)).toString('base64url'),
];

test.each(
  WALKED.filter(({ query }) => query !== undefined).map((route) => [nameOf(route), route] as const),
)('every parameter of %s', async (_name, route) => {
  const problems: string[] = [];
  for (const parameter of Object.keys(route.query?.properties ?? {})) {
    const values = parameter === 'cursor' ? HOSTILE_CURSORS : HOSTILE_TEXT;
    const queries = [
      ...values.map((value) => `${parameter}=${encodeURIComponent(value)}`),
      ...[`${parameter}=a&${parameter}=b`, `${parameter}[]=a`, `${parameter}[a]=b`],
      ...[`${parameter}=%ff%fe`, `${parameter}=%c0%ae%c0%ae`, `${parameter}[__proto__][x]=1`],
    ];
    for (const query of queries) {
      const answer = await asAdmin(route.method, `${realAddressOf(route, ids)}?${query}`);
      const leak = leakOf(answer);
      if (leak !== null) problems.push(`${query.slice(0, 80)}: ${leak}`);
    }
  }
  expect(problems).toEqual([]);
});

test('every part of every address', async () => {
  const values = [...HOSTILE_TEXT.map(encodeURIComponent), '%2e%2e%2f%2e%2e', '%00', '%ff', '..;'];
  const problems: string[] = [];
  for (const route of WALKED.filter(({ path }) => path.includes(':'))) {
    for (const value of values) {
      const leak = leakOf(await asAdmin(route.method, addressOf(route, value)));
      if (leak !== null) problems.push(`${nameOf(route)} ${value.slice(0, 40)}: ${leak}`);
    }
  }
  expect(problems).toEqual([]);
}, 120_000);

describe('bodies', () => {
  const DEPTH = 7000;
  const BOMBS: Readonly<Record<string, string>> = {
    'lists in lists': '['.repeat(DEPTH) + ']'.repeat(DEPTH),
    'lists that are never closed': '['.repeat(DEPTH),
    'objects in objects': '{"a":'.repeat(2000) + '1' + '}'.repeat(2000),
    'objects that are never closed': '{"a":'.repeat(2000),
    'a prototype': '{"__proto__": {"polluted": true}, "role": "admin"}',
    'a constructor': '{"constructor": {"prototype": {"polluted": true}}}',
    'a method in the place of a string': '{"username": {"toString": 1}, "name": {"length": -1}}',
    'numbers that are none': '[1e999, -1e999, 1E400]',
    nothing: 'null',
    'half a character': '{"name": "\\ud800", "username": "\\udfff", "displayName": "\\u0000"}',
    'another character set': '\ufeff{"name": "x"}',
    'many members': `{${Array.from({ length: 1200 }, (_, n) => `"m${n}":1`).join()}}`,
    'the same member again': '{"name": "a", "name": "b", "username": "a", "username": "b"}',
    'statements of SQL': JSON.stringify(
      Object.fromEntries(
        ['name', 'username', 'password', 'exerciseId', 'joinCode', 'deviceCode', 'reason'].map(
          (name, index) => [name, SQL[index]],
        ),
      ),
    ),
  };

  test.each(Object.entries(BOMBS))('%s, to every route that takes one', async (_name, rawBody) => {
    const problems: string[] = [];
    for (const route of WITH_BODY) {
      const leak = leakOf(await asAdmin(route.method, addressOf(route), { rawBody }));
      if (leak !== null) problems.push(`${nameOf(route)}: ${leak}`);
    }
    expect(problems).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });

  test('two megabytes of brackets, where the body may be so large', async () => {
    for (const rawBody of ['['.repeat(2_000_000), '['.repeat(900_000) + ']'.repeat(900_000)]) {
      const answer = await asAdmin('post', 'submissions', { rawBody });
      expect([leakOf(answer), [400, 422].includes(answer.status)]).toEqual([null, true]);
    }
  });

  test('members that nobody asked for are refused by every route, not passed over', async () => {
    const extra = {
      ...{ id: 'x', userId: 'x', role: 'admin', passwordHash: 'x', createdAt: 'x', isAdmin: true },
      ...{
        verdict: 'AC',
        score: 100,
        contentHash: 'x',
        state: 'graded',
        priority: 0,
        counts: true,
      },
    };
    const taken: string[] = [];
    for (const route of WITH_BODY) {
      const answer = await asAdmin(route.method, addressOf(route), { body: extra });
      if (answer.status !== 422 && answer.status !== 404) {
        taken.push(`${nameOf(route)}: ${answer.status}`);
      }
    }
    expect(taken).toEqual([]);
    const me = (await asAdmin('get', 'users/me')).json as { username: string };
    expect(me.username).toBe(admin.username);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'in the form that a page of another site can send: %s',
    async (type) => {
      const taken: string[] = [];
      for (const route of WITH_BODY) {
        const rawBody = '{"name":"x","username":"a"}';
        const headers = { 'Content-Type': type };
        const answer = await asAdmin(route.method, addressOf(route), { rawBody, headers });
        if (![415, 404].includes(answer.status)) taken.push(`${nameOf(route)}: ${answer.status}`);
      }
      expect(taken).toEqual([]);
    },
  );

  test('a method in a header or a parameter is none', async () => {
    for (const name of ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override']) {
      const answer = await asAdmin('get', 'users/me?_method=DELETE', {
        headers: { [name]: 'DELETE' },
      });
      expect(answer.status).toBe(200);
    }
  });
});

test('a search for SQL’s own wildcards finds them, not everybody', async () => {
  for (const list of ['users', `cohorts/${ids.cohort}/members`]) {
    for (const q of ['%25', '_', '%5C']) {
      const { items } = (await asAdmin('get', `${list}?q=${q}`)).json as { items: unknown[] };
      expect([list, q, items]).toEqual([list, q, []]);
    }
  }
});

test('after all of that the tables are there, nobody has become an admin, and the server answers', async () => {
  expect(await db.database.prisma.user.count({ where: { role: 'admin' } })).toBe(1);
  expect((await api.call('GET', 'ready')).status).toBe(200);
  expect(brief(await api.call('GET', 'users/me'))).toEqual([401, 'unauthenticated']);
});
