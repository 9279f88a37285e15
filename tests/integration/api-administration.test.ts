import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type {
  AddedUserResource,
  AdministeredUserResource,
  AuditEntryResource,
  Page,
  SessionResource,
  SubmissionResource,
  TemporaryPasswordResource,
} from '../../grading/resource/resources.ts';
import { setRole } from '../../platform/database/user-administration.ts';
import { brief, PASSWORD, startApi } from '../support/api.ts';
import type { Answer, TestApi, TestUser } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';
import { gradeSubmission } from '../support/grade-submission.ts';

const db = withTestDatabase();
/** Two processes of the API, as far as they know: they share nothing but the database. */
let api: TestApi;
let other: TestApi;
let admin: TestUser & { readonly id: string };

type Known = TestUser & { readonly id: string };

const newUser = async (): Promise<Known> => {
  const user = await api.newUser();
  const { username } = user;
  const { id } = await db.database.prisma.user.findUniqueOrThrow({ where: { username } });
  return { ...user, id };
};

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database);
  other = await startApi(db.database);
  admin = await newUser();
  await setRole(db.database, admin.id, 'admin');
});
afterAll(async () => {
  await Promise.all([api.close(), other.close()]);
});

const asAdmin = (method: string, path: string, body?: unknown): Promise<Answer> =>
  api.call(method, path, { token: admin.token, ...(body === undefined ? {} : { body }) });
const disable = (id: string, disabled = true) => asAdmin('PUT', `users/${id}/access`, { disabled });
const reset = async (id: string): Promise<string> =>
  ((await asAdmin('POST', `users/${id}/password-reset`)).json as TemporaryPasswordResource)
    .password;
const logIn = (username: string, password = PASSWORD): Promise<Answer> =>
  api.call('POST', 'sessions', { body: { username, password } });
const browserOf = (answer: Answer) => ({
  cookie: answer.headers.get('set-cookie')!.split(';')[0]!,
  headers: { 'X-CSRF-Token': (answer.json as SessionResource).csrfToken },
});
const audit = async (query: string): Promise<readonly AuditEntryResource[]> =>
  ((await asAdmin('GET', `admin/audit?${query}`)).json as Page<AuditEntryResource>).items;

describe('who is disabled', () => {
  test('is out at once, at every process, with sessions and tokens; submissions stay', async () => {
    const learner = await newUser();
    const files = [{ path: 'main.py', content: 'print(1)\n' }];
    const body = { exerciseId: 'word-count', language: 'python', files };
    const submitted = await api.call('POST', 'submissions', { token: learner.token, body });
    const { id: submissionId } = submitted.json as SubmissionResource;
    const browser = browserOf(await logIn(learner.username));
    const known = async (): Promise<number[]> =>
      Promise.all(
        [browser, { token: learner.token }].map(
          async (by) => (await other.call('GET', 'users/me', by)).status,
        ),
      );
    expect(await known()).toEqual([200, 200]);

    const disabled = await disable(learner.id);
    expect(disabled.json).toMatchObject({ id: learner.id, disabledAt: expect.any(String) });
    expect((await api.call('GET', 'users/me', browser)).status).toBe(401);
    // The other process is told; its cache alone would have let them in for seconds.
    await untilForgotten(() => known());
    expect(brief(await logIn(learner.username))).toEqual([403, 'account-disabled']);
    expect(brief(await logIn(learner.username, 'wrong password'))).toEqual([
      401,
      'invalid-credentials',
    ]);
    const stored = await db.database.prisma.submission.count({ where: { id: submissionId } });
    expect(stored).toBe(1);

    await disable(learner.id, false);
    expect((await logIn(learner.username)).status).toBe(201);
    expect((await api.call('GET', 'users/me', { token: learner.token })).status).toBe(401);
  });

  test('hears of nothing any more: webhooks are silent', async () => {
    const owner = await newUser();
    await setRole(db.database, owner.id, 'admin');
    const { id: userId } = owner;
    const url = 'https://school.example/hook';
    const hook = { userId, url, secret: 'whsec_x', events: ['submission.graded'] };
    const { id: webhookId } = await db.database.prisma.webhook.create({ data: hook });
    const learner = await newUser();
    const files = [{ path: 'main.py', content: 'print(1)\n' }];
    const body = { exerciseId: 'word-count', language: 'python', files };
    const grade = async (): Promise<number> => {
      const answer = await api.call('POST', 'submissions', { token: learner.token, body });
      await gradeSubmission(db.database, (answer.json as SubmissionResource).id, 10);
      return db.database.prisma.webhookDelivery.count({ where: { webhookId } });
    };
    expect(await grade()).toBe(1);
    await disable(owner.id);
    expect(await grade()).toBe(1);
  });

  test('is nobody oneself, and not the last admin who can sign in', async () => {
    expect(brief(await disable(admin.id))).toEqual([409, 'own-account']);
    const second = await newUser();
    await setRole(db.database, second.id, 'admin');
    const bySecond = (body: object, path: string, method: string) =>
      api.call(method, `users/${admin.id}${path}`, { token: second.token, body });
    expect((await disable(second.id)).status).toBe(200);
    expect(brief(await asAdmin('PATCH', `users/${admin.id}`, { role: 'learner' }))).toEqual([
      409,
      'last-admin',
    ]);
    expect(brief(await bySecond({ disabled: true }, '/access', 'PUT'))).toEqual([
      401,
      'invalid-token',
    ]);
    const unknown = '019e0000-0000-7000-8000-000000000000';
    expect(brief(await disable(unknown))).toEqual([404, 'user-not-found']);
  });

  test('by two admins who mean each other, one stays', async () => {
    const pair = [await newUser(), await newUser()] as const;
    for (const { id } of pair) await setRole(db.database, id, 'admin');
    await setRole(db.database, admin.id, 'learner');
    const answers = await Promise.all(
      pair.map(({ token }, index) =>
        api.call('PUT', `users/${pair[1 - index]!.id}/access`, { token, body: { disabled: true } }),
      ),
    );
    const left = await db.database.prisma.user.count({
      where: { role: 'admin', disabledAt: null },
    });
    expect([answers.filter(({ status }) => status === 200).length, left]).toEqual([1, 1]);
    await setRole(db.database, admin.id, 'admin');
    for (const { id } of pair) await setRole(db.database, id, 'learner');
  });
});

describe('a password that is reset', () => {
  test('opens nothing but the choice of another one', async () => {
    const learner = await newUser();
    const before = browserOf(await logIn(learner.username));
    const temporary = await reset(learner.id);
    expect(temporary).toMatch(/^[a-z]{4}(-[a-z]{4}){3}$/);
    for (const by of [before, { token: learner.token }]) {
      expect((await api.call('GET', 'users/me', by)).status).toBe(401);
    }
    expect(brief(await logIn(learner.username))).toEqual([401, 'invalid-credentials']);

    const answer = await logIn(learner.username, temporary);
    expect(answer.json).toMatchObject({ mustChangePassword: true });
    const browser = browserOf(answer);
    for (const [method, path] of [
      ['GET', 'submissions'],
      ['GET', 'exercises'],
      ['POST', 'tokens'],
    ] as const) {
      const refused = await api.call(method, path, { ...browser, body: undefined });
      expect([path, ...brief(refused)]).toEqual([path, 403, 'password-change-required']);
    }
    const body = { name: 'x', username: learner.username, password: temporary };
    expect(brief(await api.call('POST', 'tokens', { body }))).toEqual([
      403,
      'password-change-required',
    ]);

    const choose = (newPassword: string) =>
      api.call('PUT', 'users/me/password', {
        ...browser,
        body: { currentPassword: temporary, newPassword },
      });
    expect(brief(await choose(temporary))).toEqual([422, 'validation-failed', '/newPassword']);
    expect((await choose('my own from now on')).status).toBe(200);
    expect((await api.call('GET', 'submissions', browser)).status).toBe(200);
    const again = await logIn(learner.username, 'my own from now on');
    expect(again.json).toMatchObject({ mustChangePassword: false });
  });

  test('expires, and says so to who has it alone', async () => {
    const learner = await newUser();
    const temporary = await reset(learner.id);
    await db.database.prisma.user.update({
      where: { id: learner.id },
      data: { temporaryUntil: new Date(Date.now() - 1000) },
    });
    expect(brief(await logIn(learner.username, temporary))).toEqual([
      403,
      'temporary-password-expired',
    ]);
    expect(brief(await logIn(learner.username, 'wrong password'))).toEqual([
      401,
      'invalid-credentials',
    ]);
  });

  test("is not one's own", async () => {
    expect(brief(await asAdmin('POST', `users/${admin.id}/password-reset`))).toEqual([
      409,
      'own-account',
    ]);
  });
});

test('an account is made for somebody, who chooses a password', async () => {
  const body = { username: 'made-for-you', role: 'instructor' };
  const answer = await asAdmin('POST', 'admin/users', body);
  const { user, password } = answer.json as AddedUserResource;
  expect([answer.status, user]).toMatchObject([
    201,
    { username: 'made-for-you', displayName: 'made-for-you', role: 'instructor', lastSeenAt: null },
  ]);
  expect((await logIn('made-for-you', password)).json).toMatchObject({ mustChangePassword: true });
  expect(brief(await asAdmin('POST', 'admin/users', body))).toEqual([
    409,
    'username-taken',
    '/username',
  ]);
  const wrong = await asAdmin('POST', 'admin/users', { username: 'No Name', role: 'king' });
  expect(brief(wrong).slice(0, 2)).toEqual([422, 'validation-failed']);
});

test('users are found by a part of either name, page by page, with when they were seen', async () => {
  const users = [await newUser(), await newUser()].map(({ username }) => username);
  const names = ['Zuse, K_nrad', 'Zuse, Horst'];
  for (const [index, username] of users.entries()) {
    const data = { displayName: names[index]! };
    await db.database.prisma.user.update({ where: { username }, data });
  }
  const find = async (query: string) =>
    (await asAdmin('GET', `users?${query}`)).json as Page<AdministeredUserResource>;
  const first = await find('q=zuse&limit=1');
  const second = await find(`q=zuse&limit=1&cursor=${first.nextCursor!}`);
  expect([...first.items, ...second.items].map(({ username }) => username)).toEqual(users.sort());
  expect(second.nextCursor).toBeNull();
  expect((await find('q=k_n')).items).toHaveLength(1);
  const [me] = (await find(`q=${admin.username}`)).items;
  expect(Date.parse(me!.lastSeenAt!)).toBeGreaterThan(Date.parse(me!.createdAt));
});

describe('the audit trail', () => {
  test('says who did what to whom, with the request, and nothing secret', async () => {
    const learner = await newUser();
    const password = await reset(learner.id);
    await asAdmin('PATCH', `users/${learner.id}`, { role: 'instructor' });
    await asAdmin('PATCH', `users/${learner.id}`, { role: 'instructor' });
    const answer = await disable(learner.id);
    const entries = await audit(`subject=${learner.username}`);
    expect(entries.map(({ action, detail }) => [action, detail])).toEqual([
      ['user-disabled', {}],
      ['role-changed', { before: 'learner', after: 'instructor' }],
      ['password-reset', {}],
    ]);
    expect(entries[0]).toMatchObject({
      ...{ actorId: admin.id, actorName: admin.username, subjectId: learner.id },
      requestId: answer.headers.get('x-request-id'),
    });
    expect(Object.keys(entries[1]!.detail)).toEqual(['before', 'after']);
    expect(JSON.stringify(entries)).not.toContain(password);
  });

  test('knows exercises and rejudges, too', async () => {
    const hide = (hidden: boolean) => asAdmin('PUT', 'exercises/word-count/visibility', { hidden });
    expect([(await hide(true)).status, (await hide(false)).status]).toEqual([204, 204]);
    const entries = await audit('subject=word-count');
    expect(entries.map(({ action }) => action)).toEqual(['exercise-shown', 'exercise-hidden']);
  });

  test('is paged and filtered', async () => {
    const page = (await asAdmin('GET', 'admin/audit?limit=2')).json as Page<AuditEntryResource>;
    expect([page.items.length, page.nextCursor]).toEqual([2, expect.any(String)]);
    const next = await asAdmin('GET', `admin/audit?limit=2&cursor=${page.nextCursor!}`);
    const older = (next.json as Page<AuditEntryResource>).items;
    const ids = [...page.items, ...older].map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    const made = await audit('action=user-created');
    expect(made.map(({ subjectName }) => subjectName)).toEqual(['made-for-you']);
    expect(await audit('actor=nobody-at-all')).toEqual([]);
    expect((await audit('actor=command')).every(({ actorId }) => actorId === null)).toBe(true);
    expect(brief(await asAdmin('GET', 'admin/audit?action=eaten'))).toEqual([
      400,
      'invalid-parameter',
      '?action',
    ]);
  });

  test('has no entry of what was not done', async () => {
    const before = await db.database.prisma.auditEntry.count();
    await disable(admin.id);
    await asAdmin('PATCH', `users/${admin.id}`, { role: 'learner' });
    await asAdmin('PUT', 'exercises/no-such-one/visibility', { hidden: true });
    expect(await db.database.prisma.auditEntry.count()).toBe(before);
  });
});

test('none of it is for who is no admin', async () => {
  const learner = await newUser();
  await setRole(db.database, learner.id, 'instructor');
  const of = `users/${admin.id}`;
  for (const [method, path, body] of [
    ['GET', 'users', undefined],
    ['PATCH', of, { role: 'learner' }],
    ['PUT', `${of}/access`, { disabled: true }],
    ['POST', `${of}/password-reset`, undefined],
    ['POST', 'admin/users', { username: 'mine', role: 'admin' }],
    ['GET', 'admin/audit', undefined],
  ] as const) {
    const refused = await api.call(method, path, { token: learner.token, body });
    expect([path, ...brief(refused)]).toEqual([path, 403, 'role-required']);
  }
});

/** An announcement takes a moment; it is far less than the five seconds of the cache. */
async function untilForgotten(statuses: () => Promise<readonly number[]>): Promise<void> {
  const endMs = Date.now() + 3000;
  while (Date.now() < endMs) {
    if ((await statuses()).every((status) => status === 401)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('The other process still knows the user.');
}
