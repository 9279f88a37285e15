import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MAX_ATTEMPTS } from '../../grading/job/grade-job.ts';
import type { Role } from '../../grading/account/role.ts';
import type {
  FailureResource,
  Page,
  StatisticsResource,
  SubmissionResource,
  UserResource,
} from '../../grading/resource/resources.ts';
import { beginAttempt, failAttempt } from '../../platform/database/grading-store.ts';
import { ROUTES } from '../../api/routes/index.ts';
import { roleOf } from '../../api/http/route.ts';
import { brief, startApi } from '../support/api.ts';
import type { Answer, TestApi, TestUser } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';
import { gradeSubmission } from '../support/grade-submission.ts';

const db = withTestDatabase();
let api: TestApi;
let instructor: TestUser;
let admin: TestUser;

const userOf = async (role: Role): Promise<TestUser> => {
  const user = await api.newUser();
  await db.database.prisma.user.update({ where: { username: user.username }, data: { role } });
  return user;
};
const as = ({ token }: TestUser, method: string, path: string, body?: unknown): Promise<Answer> =>
  api.call(method, path, { token, ...(body === undefined ? {} : { body }) });
const submit = async (user: TestUser, language = 'python'): Promise<string> => {
  const path = language === 'python' ? 'main.py' : 'main.js';
  const files = [{ path, content: '1\n' }];
  const answer = await as(user, 'POST', 'submissions', {
    ...{ exerciseId: 'word-count', language, files },
  });
  return (answer.json as SubmissionResource).id;
};

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database);
  instructor = await userOf('instructor');
  admin = await userOf('admin');
});
afterAll(() => api.close());

test('what needs a role is refused to whoever has less, by every route that says so', async () => {
  const least = ROUTES.flatMap((route) => {
    const needed = roleOf(route.auth);
    return needed === null || needed === 'learner' ? [] : [{ ...route, needed }];
  });
  expect(least.length).toBeGreaterThan(8);
  const learner = await api.newUser();
  for (const { method, path, needed } of least) {
    const url = path.replaceAll(/:\w+/g, '00000000-0000-7000-8000-000000000000').slice(1);
    const call = (user: TestUser): Promise<Answer> =>
      as(user, method.toUpperCase(), url, method === 'get' ? undefined : {});
    const anonymous = await api.call(method.toUpperCase(), url);
    expect([path, ...brief(anonymous).slice(0, 2)]).toEqual([path, 401, 'unauthenticated']);
    const refused = needed === 'admin' ? [learner, instructor] : [learner];
    for (const user of refused) {
      expect([path, ...brief(await call(user))]).toEqual([path, 403, 'role-required']);
    }
    expect((await call(admin)).status).not.toBe(403);
  }
});

describe('users', () => {
  test('are found by an admin, and given roles that hold at once', async () => {
    const user = await api.newUser();
    const q = `users?q=${user.username.toUpperCase()}`;
    const { items } = (await as(admin, 'GET', q)).json as Page<UserResource>;
    expect(items.map(({ username, role }) => [username, role])).toEqual([
      [user.username, 'learner'],
    ]);
    expect((await as(user, 'GET', 'failures')).status).toBe(403);
    const changed = await as(admin, 'PATCH', `users/${items[0]!.id}`, { role: 'instructor' });
    expect(changed.json).toMatchObject({ username: user.username, role: 'instructor' });
    expect((await as(user, 'GET', 'failures')).status).toBe(200);
  });

  test('keep one admin among them', async () => {
    const { id } = (await as(admin, 'GET', 'users/me')).json as UserResource;
    const answer = await as(admin, 'PATCH', `users/${id}`, { role: 'learner' });
    expect(brief(answer)).toEqual([409, 'last-admin']);
  });
});

describe('failures', () => {
  const failForGood = async (id: string): Promise<string> => {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const begun = await beginAttempt(db.database, id, 'worker-7', 60_000);
      if (begun.kind !== 'begun') throw new Error(begun.kind);
      await failAttempt(db.database, begun.attempt.token, new Error('the engine is gone'));
    }
    return id;
  };

  test('are run again some at a time, by exercise, or all, and followed', async () => {
    const learner = await api.newUser();
    const failed: string[] = [];
    for (let count = 0; count < 4; count += 1)
      failed.push(await failForGood(await submit(learner)));
    const [one = '', two = '', ...rest] = failed;
    const rerun = (body: object): Promise<Answer> => as(instructor, 'POST', 'failures/rerun', body);
    const other = await rerun({ exerciseId: 'calculator' });
    expect([other.status, other.json]).toEqual([202, { submissionIds: [], left: 4 }]);
    expect((await rerun({ submissionIds: [one, two] })).json).toEqual({
      ...{ submissionIds: [one, two], left: 2 },
    });
    expect((await rerun({ submissionIds: [one] })).json).toMatchObject({ submissionIds: [] });
    await gradeSubmission(db.database, one, 10);
    const states = await as(instructor, 'GET', `failures/states?ids=${[one, two, rest[0]].join()}`);
    expect(states.json).toEqual({
      items: expect.arrayContaining([
        { submissionId: one, state: 'graded' },
        { submissionId: two, state: 'queued' },
        { submissionId: rest[0], state: 'failed' },
      ]) as unknown,
    });
    const listed = await as(instructor, 'GET', 'failures?exerciseId=word-count');
    expect((listed.json as Page<unknown>).items).toHaveLength(2);
    const none = await as(instructor, 'GET', 'failures?exerciseId=calculator');
    expect((none.json as Page<unknown>).items).toEqual([]);
    expect((await rerun({ exerciseId: 'word-count' })).json).toEqual({
      ...{ submissionIds: rest, left: 0 },
    });
    for (const id of [two, ...rest]) await gradeSubmission(db.database, id, 10);
    expect(brief(await as(instructor, 'GET', 'failures/states'))).toEqual([
      ...[400, 'invalid-parameter', '?ids'],
    ]);
  });

  test('are listed with what went wrong, and run again as if for the first time', async () => {
    const learner = await api.newUser();
    const id = await failForGood(await submit(learner));
    const { items } = (await as(instructor, 'GET', 'failures')).json as Page<FailureResource>;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ submissionId: id, username: learner.username });
    expect(items[0]!.attempts).toHaveLength(MAX_ATTEMPTS);
    expect(items[0]!.attempts[0]!.error).toContain('the engine is gone');

    expect((await as(instructor, 'POST', `failures/${id}/rerun`)).status).toBe(202);
    expect(brief(await as(instructor, 'POST', `failures/${id}/rerun`))).toEqual([
      404,
      'failure-not-found',
    ]);
    await gradeSubmission(db.database, id, 10);
    const after = (await as(learner, 'GET', `submissions/${id}`)).json as SubmissionResource;
    expect(after).toMatchObject({ state: 'graded', score: 10 });
    expect(((await as(instructor, 'GET', 'failures')).json as Page<unknown>).items).toEqual([]);
  });
});

describe('statistics', () => {
  test('count graded submissions, learners, verdicts, cases and times', async () => {
    const path = 'exercises/word-count/statistics';
    const before = (await as(instructor, 'GET', path)).json as StatisticsResource;
    const [one, two] = [await api.newUser(), await api.newUser()];
    await gradeSubmission(db.database, await submit(one), 4);
    await gradeSubmission(db.database, await submit(one, 'javascript'), 10);
    await gradeSubmission(db.database, await submit(two), 10);
    await submit(two);
    const after = (await as(instructor, 'GET', path)).json as StatisticsResource;
    expect(after.submissions - before.submissions).toBe(3);
    expect(after.learners - before.learners).toBe(2);
    expect(after.solvers - before.solvers).toBe(2);
    const total = (rows: readonly { count: number }[]): number =>
      rows.reduce((sum, { count }) => sum + count, 0);
    expect(total(after.verdicts)).toBe(after.submissions);
    expect(total(after.languages)).toBe(after.submissions);
    expect(after.cases.every(({ runs, failures }) => failures <= runs)).toBe(true);
    expect(total(after.cpuTimes)).toBe(
      after.verdicts.find(({ verdict }) => verdict === 'AC')?.count ?? 0,
    );
    expect(brief(await as(instructor, 'GET', 'exercises/none/statistics'))).toEqual([
      404,
      'exercise-not-found',
    ]);
  });

  test('of what nobody tried are zeros', async () => {
    const { json } = await as(instructor, 'GET', 'exercises/routing/statistics');
    expect(json).toMatchObject({ submissions: 0, verdicts: [], cases: [], cpuTimes: [] });
  });
});
