import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ROUTES } from '../../api/routes/index.ts';
import type { Role } from '../../grading/account/role.ts';
import { PASSWORD, startApi, type Answer, type CallOptions, type TestApi } from '../support/api.ts';
import { withTestDatabase } from '../support/database.ts';
import { addressOf, nameOf, signIn, visitorOf, type Visitor } from './http-walk.ts';

/**
 * Who was somebody and is not any more: an admin's sign-in, used a moment ago, is ended in each way
 * there is, and then opens nothing, at once. The queue's board is walked with it.
 */
const db = withTestDatabase();
const BOARD = '/admin/queues/api/queues';
let api: TestApi;
let admin: Visitor;

beforeAll(async () => {
  api = await startApi(db.database);
  admin = await visitorOf(api, db.database, 'admin');
});
afterAll(() => api.close());

const inBrowser = ({ cookie, csrfToken }: Visitor): CallOptions => ({
  ...{ cookie, headers: { 'X-CSRF-Token': csrfToken } },
});
const asAdmin = (method: string, path: string, body?: unknown): Promise<Answer> =>
  api.call(method, path, { ...inBrowser(admin), ...(body === undefined ? {} : { body }) });

interface Sign {
  readonly username: string;
  readonly id: string;
  readonly visitor: Visitor;
  readonly token: { readonly id: string; readonly secret: string };
}

/** Somebody with a browser and a token, both used, so that the API knows them. */
const somebody = async (role: Role = 'admin'): Promise<Sign> => {
  const visitor = await visitorOf(api, db.database, role);
  const { username } = visitor;
  const made = await api.call('POST', 'tokens', { ...inBrowser(visitor), body: { name: 'x' } });
  const { id: tokenId, token: secret } = made.json as { id: string; token: string };
  const me = await api.call('GET', 'users/me', { token: secret });
  expect((await api.call('GET', 'users/me', inBrowser(visitor))).status).toBe(200);
  const { id } = me.json as { id: string };
  return { username, id, visitor, token: { id: tokenId, secret } };
};

/** What still answers: nothing may. */
const open = async (options: CallOptions): Promise<string[]> => {
  const found: string[] = [];
  for (const route of ROUTES.filter(({ auth }) => auth !== 'public' && auth !== 'optional')) {
    const body = route.method === 'get' ? {} : { body: {} };
    const answer = await api.call(route.method.toUpperCase(), addressOf(route), {
      ...{ ...options, ...body },
    });
    if (answer.status !== 401) found.push(`${nameOf(route)}: ${answer.status}`);
  }
  const board = await api.call('GET', BOARD, options);
  if (board.status !== 401) found.push(`${BOARD}: ${board.status}`);
  return found;
};

const ENDINGS: readonly (readonly [
  how: string,
  end: (sign: Sign) => Promise<Answer>,
  dead: readonly ('session' | 'token')[],
])[] = [
  [
    'signs out',
    ({ visitor }) => api.call('DELETE', 'sessions/current', inBrowser(visitor)),
    ['session'],
  ],
  [
    'signs out all other browsers from another one',
    async ({ username }) => api.call('DELETE', 'sessions', inBrowser(await signIn(api, username))),
    ['session'],
  ],
  [
    'changes the password elsewhere, command lines included',
    async ({ username }) =>
      api.call('PUT', 'users/me/password', {
        ...inBrowser(await signIn(api, username)),
        body: { currentPassword: PASSWORD, newPassword: 'another horse', revokeTokens: true },
      }),
    ['session', 'token'],
  ],
  [
    'revokes the token',
    ({ visitor, token }) => api.call('DELETE', `tokens/${token.id}`, inBrowser(visitor)),
    ['token'],
  ],
  [
    'is disabled',
    ({ id }) => asAdmin('PUT', `users/${id}/access`, { disabled: true }),
    ['session', 'token'],
  ],
  [
    'has the password reset',
    ({ id }) => asAdmin('POST', `users/${id}/password-reset`),
    ['session', 'token'],
  ],
];

test.each(ENDINGS)('who %s leaves nothing that opens a door', async (_how, end, dead) => {
  const sign = await somebody();
  const ended = await end(sign);
  expect([ended.status < 300, ended.text]).toEqual([true, expect.any(String)]);
  if (dead.includes('session')) expect(await open(inBrowser(sign.visitor))).toEqual([]);
  if (dead.includes('token')) expect(await open({ token: sign.token.secret })).toEqual([]);
});

test('a session that has run out opens nothing', async () => {
  const { visitor } = await somebody();
  const where = { user: { username: visitor.username } };
  await db.database.prisma.session.updateMany({ where, data: { expiresAt: new Date(0) } });
  // As another process of the API, which has not seen this session yet.
  const other = await startApi(db.database);
  const answer = await other.call('GET', 'users/me', inBrowser(visitor));
  await other.close();
  expect(answer.status).toBe(401);
});

test('who is no admin any more is none at once, with what was opened before', async () => {
  const { id, visitor, token } = await somebody();
  expect((await api.call('GET', 'users', inBrowser(visitor))).status).toBe(200);
  expect((await asAdmin('PATCH', `users/${id}`, { role: 'learner' })).status).toBe(200);
  for (const options of [inBrowser(visitor), { token: token.secret }]) {
    const statuses: number[] = [];
    for (const route of ROUTES.filter(({ auth }) => auth === 'admin' || auth === 'instructor')) {
      const body = route.method === 'get' ? {} : { body: {} };
      const method = route.method.toUpperCase();
      statuses.push((await api.call(method, addressOf(route), { ...options, ...body })).status);
    }
    expect(new Set(statuses)).toEqual(new Set([403]));
    expect((await api.call('GET', BOARD, options)).status).toBe(403);
  }
});

test('the queue’s board is for admins in a browser, and figures are on no public port', async () => {
  const statuses: number[] = [];
  for (const role of ['learner', 'instructor', 'admin'] as const) {
    const { visitor, token } = await somebody(role);
    statuses.push((await api.call('GET', BOARD, inBrowser(visitor))).status);
    statuses.push((await api.call('GET', BOARD, { token: token.secret })).status);
  }
  expect(statuses).toEqual([403, 403, 403, 403, 200, 403]);
  expect((await api.call('GET', '/metrics', inBrowser(admin))).status).toBe(404);
});
