import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type {
  CohortMemberResource,
  CohortResource,
  GradebookResource,
  Page,
  ScoreResource,
  SubmissionResource,
  SubmissionSummaryResource,
} from '../../grading/resource/resources.ts';
import type { Role } from '../../grading/account/role.ts';
import { brief, startApi } from '../support/api.ts';
import type { Answer, TestApi, TestUser } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';
import { gradeSubmission } from '../support/grade-submission.ts';

const db = withTestDatabase();
let api: TestApi;
let teacher: TestUser;
let cohort: CohortResource;

/** Roles come by the admin's hand; a new token does not remember the old one. */
const userOf = async (role: Role): Promise<TestUser> => {
  const user = await api.newUser();
  const where = { username: user.username };
  await db.database.prisma.user.update({ where, data: { role } });
  return user;
};
const as = ({ token }: TestUser, method: string, path: string, body?: unknown): Promise<Answer> =>
  api.call(method, path, { token, ...(body === undefined ? {} : { body }) });
const idOf = async (user: TestUser): Promise<string> =>
  ((await as(user, 'GET', 'users/me')).json as { id: string }).id;
const join = (user: TestUser, joinCode = cohort.joinCode): Promise<Answer> =>
  as(user, 'POST', 'cohorts/join', { joinCode });

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database);
});
afterAll(() => api.close());
beforeEach(async () => {
  teacher = await userOf('instructor');
  const made = await as(teacher, 'POST', 'cohorts', { name: 'Backend 2026' });
  expect(made.status).toBe(201);
  cohort = made.json as CohortResource;
  expect(made.headers.get('location')).toBe(`/api/v1/cohorts/${cohort.id}`);
});

describe('a cohort', () => {
  test('is made by instructors alone', async () => {
    const learner = await api.newUser();
    expect(brief(await as(learner, 'POST', 'cohorts', { name: 'Mine' }))).toEqual([
      403,
      'role-required',
    ]);
    expect(brief(await api.call('POST', 'cohorts', { body: { name: 'Mine' } }))).toEqual([
      401,
      'unauthenticated',
    ]);
  });

  test('is joined with its code, however that is typed, and once', async () => {
    const learner = await api.newUser();
    const typed = cohort.joinCode!.toLowerCase().replace('-', ' ').replaceAll('0', 'o');
    for (const code of [typed, cohort.joinCode]) {
      expect((await join(learner, code)).json).toMatchObject({
        ...{ id: cohort.id, role: 'learner', learnerCount: 1 },
        // What lets others in is not for learners to give on.
        joinCode: null,
      });
    }
    const list = (await as(learner, 'GET', 'cohorts')).json as Page<CohortResource>;
    expect(list.items.map(({ id }) => id)).toEqual([cohort.id]);
  });

  test('is not joined with a code that was replaced or taken away, nor when archived', async () => {
    const learner = await api.newUser();
    const old = cohort.joinCode;
    const change = (body: object): Promise<Answer> =>
      as(teacher, 'PATCH', `cohorts/${cohort.id}`, body);
    const { joinCode } = (await change({ joinCode: 'new' })).json as CohortResource;
    expect(brief(await join(learner, old))).toEqual([404, 'join-code-not-found', '/joinCode']);
    await change({ archived: true });
    expect((await join(learner, joinCode)).status).toBe(404);
    await change({ archived: false, joinCode: 'none' });
    expect((await join(learner, joinCode)).status).toBe(404);
  });

  test('is nothing to whoever is not in it, whatever their role', async () => {
    const stranger = await userOf('instructor');
    const learner = await api.newUser();
    await join(learner);
    const path = `cohorts/${cohort.id}`;
    for (const [user, of] of [
      [stranger, path],
      [stranger, `${path}/members`],
      [stranger, `${path}/gradebook`],
      [stranger, `${path}/gradebook.csv`],
    ] as const) {
      expect(brief(await as(user, 'GET', of))).toEqual([404, 'cohort-not-found']);
    }
    expect((await as(learner, 'GET', path)).status).toBe(200);
    expect(brief(await as(learner, 'GET', `${path}/gradebook`))).toEqual([403, 'role-required']);
    const admin = await userOf('admin');
    expect((await as(admin, 'GET', `${path}/gradebook`)).status).toBe(200);
  });

  test('an instructor who joins another’s as a learner sees no marks there', async () => {
    const colleague = await userOf('instructor');
    await join(colleague);
    const answer = await as(colleague, 'GET', `cohorts/${cohort.id}/gradebook`);
    expect(brief(answer)).toEqual([404, 'cohort-not-found']);
  });

  test('loses its learners, and keeps its last instructor', async () => {
    const [learner, other] = [await api.newUser(), await api.newUser()];
    await join(learner);
    await join(other);
    const of = async (user: TestUser): Promise<string> =>
      `cohorts/${cohort.id}/members/${await idOf(user)}`;
    expect((await as(learner, 'DELETE', await of(other))).status).toBe(404);
    expect((await as(learner, 'DELETE', await of(learner))).status).toBe(204);
    expect((await as(teacher, 'DELETE', await of(other))).status).toBe(204);
    expect(brief(await as(teacher, 'DELETE', await of(other)))).toEqual([404, 'member-not-found']);
    expect(brief(await as(teacher, 'DELETE', await of(teacher)))).toEqual([409, 'last-instructor']);
    const { items } = (await as(teacher, 'GET', `cohorts/${cohort.id}/members`))
      .json as Page<CohortMemberResource>;
    expect(items.map(({ username }) => username)).toEqual([teacher.username]);
  });
});

describe('the members', () => {
  const members = async (query: string): Promise<CohortMemberResource[]> => {
    const answer = await as(teacher, 'GET', `cohorts/${cohort.id}/members${query}`);
    return [...(answer.json as Page<CohortMemberResource>).items];
  };

  test('are found by a part of their name, and by their role', async () => {
    const [one, other] = [await api.newUser(), await api.newUser()];
    const where = { username: one.username };
    await db.database.prisma.user.update({ where, data: { displayName: 'Grace 100 % Hopper' } });
    await join(one);
    await join(other);
    const named = async (query: string): Promise<string[]> =>
      (await members(query)).map(({ username }) => username);
    expect(await named('?q=hopper')).toEqual([one.username]);
    expect(await named(`?q=${other.username.toUpperCase()}`)).toEqual([other.username]);
    expect(await named('?q=nobody')).toEqual([]);
    expect(await named('?role=instructor')).toEqual([teacher.username]);
    const path = `cohorts/${cohort.id}/members/${await idOf(one)}`;
    expect((await as(teacher, 'GET', path)).json).toMatchObject({
      ...{ username: one.username, role: 'learner', mayInstruct: false },
    });
    const stranger = await userOf('instructor');
    expect(brief(await as(stranger, 'GET', path))).toEqual([404, 'cohort-not-found']);
  });

  test('become instructors where their account is one, and never leave none', async () => {
    const [learner, colleague] = [await api.newUser(), await userOf('instructor')];
    await join(learner);
    await join(colleague);
    const make = async (user: TestUser, role: string, by = teacher): Promise<Answer> =>
      as(by, 'PATCH', `cohorts/${cohort.id}/members/${await idOf(user)}`, { role });
    expect(brief(await make(learner, 'instructor'))).toEqual([409, 'member-not-instructor']);
    expect(brief(await make(colleague, 'instructor', colleague))).toEqual([
      ...[404, 'cohort-not-found'],
    ]);
    expect((await make(colleague, 'instructor')).json).toMatchObject({ role: 'instructor' });
    expect((await make(teacher, 'learner', colleague)).status).toBe(200);
    expect(brief(await make(colleague, 'learner', colleague))).toEqual([409, 'last-instructor']);
    expect(brief(await make(colleague, 'learner'))).toEqual([404, 'cohort-not-found']);
  });
});

describe('the gradebook', () => {
  const submit = async (user: TestUser): Promise<string> => {
    const files = [{ path: 'main.py', content: 'print(1)\n' }];
    const body = { exerciseId: 'word-count', language: 'python', files };
    const answer = await as(user, 'POST', 'submissions', body);
    expect(answer.status).toBe(202);
    return (answer.json as SubmissionResource).id;
  };
  const read = async (): Promise<GradebookResource> =>
    (await as(teacher, 'GET', `cohorts/${cohort.id}/gradebook`)).json as GradebookResource;
  const assign = (dueAt: string | null): Promise<Answer> =>
    as(teacher, 'PUT', `cohorts/${cohort.id}/assignments/word-count`, { dueAt });

  test('has all exercises until some are assigned', async () => {
    const all = (await read()).exercises.length;
    expect(all).toBeGreaterThan(1);
    await assign(null);
    expect((await read()).exercises.map(({ id }) => id)).toEqual(['word-count']);
    await as(teacher, 'DELETE', `cohorts/${cohort.id}/assignments/word-count`);
    expect((await read()).exercises).toHaveLength(all);
    const none = await as(teacher, 'PUT', `cohorts/${cohort.id}/assignments/none`, { dueAt: null });
    expect(brief(none)).toEqual([404, 'exercise-not-found']);
  });

  test('takes several exercises at once, or none of them', async () => {
    const put = (exerciseIds: readonly string[], dueAt: string | null): Promise<Answer> =>
      as(teacher, 'PATCH', `cohorts/${cohort.id}/assignments`, { exerciseIds, dueAt });
    expect(brief(await put(['routing', 'none'], null))).toEqual([404, 'exercise-not-found']);
    expect((await read()).exercises.length).toBeGreaterThan(1);
    const dueAt = '2026-12-01T10:00:00.000Z';
    await put(['routing'], null);
    expect((await put(['routing', 'calculator'], dueAt)).json).toMatchObject({
      assignments: [
        { exerciseId: 'calculator', dueAt },
        { exerciseId: 'routing', dueAt },
      ],
    });
    expect((await put([], dueAt)).status).toBe(422);
    const all = await as(teacher, 'GET', `cohorts/${cohort.id}/gradebook?exercises=all`);
    expect((all.json as GradebookResource).exercises).toHaveLength(4);
  });

  test('tells its instructors when somebody was last at work, and no learner', async () => {
    const learner = await api.newUser();
    await join(learner);
    const seen = async (user: TestUser): Promise<unknown> =>
      ((await as(user, 'GET', `cohorts/${cohort.id}`)).json as CohortResource).lastActivityAt;
    expect(await seen(teacher)).toBeNull();
    const id = await submit(learner);
    const { createdAt } = (await as(learner, 'GET', `submissions/${id}`))
      .json as SubmissionResource;
    expect([await seen(teacher), await seen(learner)]).toEqual([createdAt, null]);
  });

  test('shows the best score, how often it was tried, and what came late', async () => {
    const [eager, late, idle] = [await api.newUser(), await api.newUser(), await api.newUser()];
    for (const user of [eager, late, idle]) await join(user);
    const first = await submit(eager);
    await gradeSubmission(db.database, first, 4);
    await gradeSubmission(db.database, await submit(eager), 2);
    await assign(new Date().toISOString());
    await gradeSubmission(db.database, await submit(late), 10);
    await submit(late);

    const { learners } = await read();
    const marks = Object.fromEntries(learners.map((row) => [row.username, row]));
    expect(marks[eager.username]).toMatchObject({
      total: 4,
      marks: [{ score: 4, submissions: 2, late: false }],
    });
    expect(marks[late.username]).toMatchObject({
      total: 10,
      marks: [{ score: 10, submissions: 2, late: true }],
    });
    expect(marks[idle.username]!.marks).toEqual([
      { score: null, submissions: 0, reachedAt: null, late: false },
    ]);

    const member = `cohorts/${cohort.id}/members/${await idOf(eager)}/submissions`;
    const list = (await as(teacher, 'GET', member)).json as Page<SubmissionSummaryResource>;
    expect(list.items).toHaveLength(2);
    const one = (await as(teacher, 'GET', `${member}/${first}`)).json as SubmissionResource;
    expect(one.files).toEqual([{ path: 'main.py', content: 'print(1)\n' }]);
    const others = `cohorts/${cohort.id}/members/${await idOf(late)}/submissions/${first}`;
    expect(brief(await as(teacher, 'GET', others))).toEqual([404, 'submission-not-found']);
  });

  test('is downloaded as it is looked at', async () => {
    const [low, high] = [await api.newUser(), await api.newUser()];
    for (const [user, score] of [
      [low, 1],
      [high, 7],
    ] as const) {
      await join(user);
      await gradeSubmission(db.database, await submit(user), score);
    }
    const lines = async (query: string): Promise<string[]> =>
      (await as(teacher, 'GET', `cohorts/${cohort.id}/gradebook.csv?${query}`)).text
        .split('\r\n')
        .slice(2, -1)
        .map((line) => line.split(',')[0] ?? '');
    expect(await lines('sort=-word-count')).toEqual([high.username, low.username]);
    expect(await lines('sort=total')).toEqual([low.username, high.username]);
    expect(await lines(`q=${high.username}`)).toEqual([high.username]);
    const { text } = await as(teacher, 'GET', `cohorts/${cohort.id}/gradebook.csv?phase=phase-2`);
    expect(text.split('\r\n')[0]).toMatch(/username,name,routing,total$/);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])(
    'shows the name %j to a spreadsheet as a text',
    async (displayName) => {
      const learner = await api.newUser();
      const where = { username: learner.username };
      await db.database.prisma.user.update({ where, data: { displayName } });
      await join(learner);
      const { text } = await as(teacher, 'GET', `cohorts/${cohort.id}/gradebook.csv`);
      expect(text).toMatch(new RegExp(`^${learner.username},"?'`, 'm'));
    },
  );

  test('is exported with one score a row, as CSV and as JSON', async () => {
    const [eager, idle] = [await api.newUser(), await api.newUser()];
    for (const user of [eager, idle]) await join(user);
    await gradeSubmission(db.database, await submit(eager), 4);
    await gradeSubmission(db.database, await submit(eager), 2);
    await assign('2020-01-01T00:00:00.000Z');
    const { exercises, learners } = await read();
    const row = learners.find(({ username }) => username === eager.username)!;
    const { id: exerciseId, ...exercise } = exercises[0]!;
    const { id: userId, username, displayName, marks } = row;
    const score: ScoreResource = {
      ...{ userId, username, displayName, exerciseId, ...exercise, ...marks[0]! },
    };
    const path = `cohorts/${cohort.id}/scores`;
    expect((await as(teacher, 'GET', `${path}.json`)).json).toEqual({ items: [score] });
    expect(score).toMatchObject({ score: 4, submissions: 2, late: true });
    // The byte order mark is the client's to take away.
    const { text, headers } = await as(teacher, 'GET', `${path}.csv`);
    expect(headers.get('content-disposition')).toContain(`scores-${cohort.id}.csv`);
    expect(text.split('\r\n')).toEqual([
      'username,displayName,exerciseId,title,phase,score,maxScore,submissions,reachedAt,dueAt,late,userId',
      `${username},${displayName},word-count,${score.title},${score.phase},4,10,2,${String(score.reachedAt)},2020-01-01T00:00:00.000Z,true,${userId}`,
      '',
    ]);
  });

  test('of everybody is exported to admins, all batches of it', async () => {
    const admin = await userOf('admin');
    const learner = await api.newUser();
    await gradeSubmission(db.database, await submit(learner), 7);
    // More than one batch, before and after the learner.
    await db.database.prisma.user.createMany({
      data: Array.from({ length: 450 }, (_, index) => ({
        username: `${index % 2 === 0 ? '0' : 'z'}-crowd-${index}`,
        displayName: 'One of many',
        passwordHash: 'none',
      })),
    });
    const { items } = (await as(admin, 'GET', 'scores.json')).json as { items: ScoreResource[] };
    expect(items.filter(({ username }) => username === learner.username)).toEqual([
      expect.objectContaining({ exerciseId: 'word-count', score: 7, submissions: 1 }),
    ]);
    expect(brief(await as(teacher, 'GET', 'scores.csv'))).toEqual([403, 'role-required']);
  });

  test('is a file that a spreadsheet reads and does not run', async () => {
    const learner = await api.newUser();
    const where = { username: learner.username };
    const displayName = '=HYPERLINK("http://x"), "Bobby"';
    await db.database.prisma.user.update({ where, data: { displayName } });
    await join(learner);
    await assign(null);
    const answer = await as(teacher, 'GET', `cohorts/${cohort.id}/gradebook.csv`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    expect(answer.text.split('\r\n').slice(0, 3)).toEqual([
      expect.stringMatching(/^\uFEFF?username,name,word-count,total$/),
      ',maximum,10,10',
      `${learner.username},"'=HYPERLINK(""http://x""), ""Bobby""",,0`,
    ]);
  });
});
