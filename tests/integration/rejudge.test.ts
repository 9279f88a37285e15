import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type {
  Page,
  RejudgeItemResource,
  RejudgeResource,
  SubmissionResource,
} from '../../grading/resource/resources.ts';
import { THE_SERVER } from '../../platform/database/user-administration.ts';
import { sweep } from '../../platform/database/grading-store.ts';
import { applyBatch, beginApplying } from '../../platform/database/rejudge-apply.ts';
import { brief, startApi } from '../support/api.ts';
import type { Answer, TestApi, TestUser } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';
import { gradeSubmission } from '../support/grade-submission.ts';
import { addSubmission, aSubmission } from '../support/submissions.ts';

const db = withTestDatabase();
let api: TestApi;
let teacher: TestUser;

const as = ({ token }: TestUser, method: string, path: string, body?: unknown): Promise<Answer> =>
  api.call(method, path, { token, ...(body === undefined ? {} : { body }) });
const get = async <T>(user: TestUser, path: string): Promise<T> =>
  (await as(user, 'GET', path)).json as T;
const submit = async (user: TestUser, score?: number): Promise<string> => {
  const files = [{ path: 'main.py', content: '1\n' }];
  const body = { exerciseId: 'word-count', language: 'python', files };
  const answer = await as(user, 'POST', 'submissions', body);
  expect([answer.status, answer.text]).toEqual([202, expect.any(String)]);
  const { id } = answer.json as SubmissionResource;
  if (score !== undefined) await gradeSubmission(db.database, id, score);
  return id;
};
const newLearner = async (): Promise<TestUser> => {
  const learner = await api.newUser();
  const cohort = (await as(teacher, 'POST', 'cohorts', { name: 'A class' })).json;
  const { joinCode } = cohort as { joinCode: string };
  expect((await as(learner, 'POST', 'cohorts/join', { joinCode })).status).toBeLessThan(300);
  return learner;
};
const rejudge = async (filter: object): Promise<RejudgeResource> => {
  const answer = await as(teacher, 'POST', 'rejudges', { reason: 'A case was wrong', filter });
  expect(answer.status).toBe(201);
  return answer.json as RejudgeResource;
};
/** Grades the copies in the order of what they copy. */
const gradeCopies = async (rejudgeId: string, ...scores: number[]): Promise<void> => {
  const copies = await db.database.prisma.submission.findMany({
    where: { rejudgeId },
    orderBy: { rejudgeOf: 'asc' },
  });
  expect(copies.length).toBe(scores.length);
  for (const [index, { id }] of copies.entries()) {
    await gradeSubmission(db.database, id, scores[index]!);
  }
};
const best = async (user: TestUser): Promise<number | undefined> => {
  const row = await db.database.prisma.bestScore.findFirst({
    where: { user: { username: user.username } },
  });
  return row?.score;
};

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database);
  teacher = await api.newUser();
  const data = { role: 'instructor' } as const;
  await db.database.prisma.user.update({ where: { username: teacher.username }, data });
});
afterAll(() => api.close());

test('nothing changes until it is applied; then marks move up and down, and the old stays', async () => {
  const learner = await newLearner();
  const higher = await submit(learner, 8);
  const lower = await submit(learner, 3);
  const before = await get<unknown>(learner, 'progress');
  const { userId, exerciseId } = await db.database.prisma.submission.findUniqueOrThrow({
    where: { id: higher },
  });
  const filter = { exerciseId, from: new Date(Date.now() - 60_000).toISOString() };
  expect(await get(teacher, `rejudges/matches?exerciseId=${exerciseId}`)).toMatchObject({
    count: 2,
  });
  const made = await rejudge(filter);
  expect(made).toMatchObject({ state: 'grading', total: 2, graded: 0 });
  expect(brief(await as(teacher, 'POST', `rejudges/${made.id}/apply`))).toEqual([
    ...[409, 'rejudge-not-ready'],
  ]);
  await gradeCopies(made.id, 1, 5);
  expect(await get(teacher, `rejudges/${made.id}`)).toMatchObject({
    ...{ state: 'ready', graded: 2, up: 1, down: 1, unchanged: 0 },
  });
  const items = await get<Page<RejudgeItemResource>>(
    teacher,
    `rejudges/${made.id}/items?changed=true`,
  );
  expect(items.items.map((item) => [item.before.score, item.after?.score])).toEqual([
    ...[
      [8, 1],
      [3, 5],
    ],
  ]);
  // A learner sees none of it.
  const list = await get<Page<{ id: string }>>(learner, 'submissions');
  expect(list.items.map(({ id }) => id)).toEqual([lower, higher]);
  expect(await get(learner, 'progress')).toEqual(before);
  const copy = await db.database.prisma.submission.findFirstOrThrow({
    where: { rejudgeOf: higher },
  });
  expect((await as(learner, 'GET', `submissions/${copy.id}`)).status).toBe(404);
  expect((await as(learner, 'GET', `submissions/${copy.id}/events`)).status).toBe(404);
  expect(await get(teacher, `exercises/${exerciseId}/statistics`)).toMatchObject({
    submissions: 2,
  });
  expect(await best(learner)).toBe(8);

  expect((await as(teacher, 'POST', `rejudges/${made.id}/apply`)).json).toMatchObject({
    ...{ state: 'applied', applied: 2, up: 1, down: 1 },
  });
  expect(await best(learner)).toBe(5);
  const counts = await db.database.prisma.bestScore.findFirstOrThrow({ where: { userId } });
  expect(counts.submissionId).toBe(lower);
  const after = await get<SubmissionResource>(learner, `submissions/${higher}`);
  expect([after.score, after.rejudged.map(({ score }) => score)]).toEqual([1, [8]]);
  expect(after.result?.cases.length).toBe(2);
});

test('a copy is graded with the files of its original', async () => {
  const learner = await newLearner();
  const submissionId = await submit(learner, 4);
  const made = await rejudge({ submissionId });
  const copy = await db.database.prisma.submission.findFirstOrThrow({
    where: { rejudgeId: made.id },
  });
  const { beginAttempt } = await import('../../platform/database/grading-store.ts');
  const begun = await beginAttempt(db.database, copy.id, 'w', 1000);
  expect(begun).toMatchObject({ kind: 'begun', files: [{ path: 'main.py', content: '1\n' }] });
});

test('applying that was cut off is ended by the sweep', async () => {
  const learner = await newLearner();
  const submissionId = await submit(learner, 4);
  const made = await rejudge({ submissionId });
  await gradeCopies(made.id, 9);
  expect(await beginApplying(db.database, made.id, THE_SERVER)).toBe(true);
  await sweep(db.database, api.queue);
  expect(await get(teacher, `rejudges/${made.id}`)).toMatchObject({ state: 'applied', applied: 1 });
  expect(await best(learner)).toBe(9);
});

test('what is graded while a rejudge is applied counts, whichever comes first', async () => {
  const learner = await newLearner();
  const submissionId = await submit(learner, 10);
  const made = await rejudge({ submissionId });
  await gradeCopies(made.id, 2);
  const another = await submit(learner);
  await Promise.all([
    as(teacher, 'POST', `rejudges/${made.id}/apply`),
    gradeSubmission(db.database, another, 6),
  ]);
  expect(await best(learner)).toBe(6);
});

test('a discarded rejudge leaves nothing', async () => {
  const learner = await newLearner();
  const submissionId = await submit(learner, 4);
  const made = await rejudge({ submissionId });
  expect((await as(teacher, 'POST', `rejudges/${made.id}/discard`)).json).toMatchObject({
    state: 'discarded',
  });
  expect(await db.database.prisma.submission.count({ where: { rejudgeId: made.id } })).toBe(0);
  expect(await best(learner)).toBe(4);
  expect((await as(teacher, 'POST', `rejudges/${made.id}/apply`)).status).toBe(409);
});

test('an instructor rejudges learners of the own cohorts, and sees the own rejudges', async () => {
  const stranger = await api.newUser();
  const submissionId = await submit(stranger, 4);
  const answer = await as(teacher, 'POST', 'rejudges', { reason: 'x', filter: { submissionId } });
  expect(brief(answer)).toEqual([409, 'nothing-to-rejudge']);
  const other = await api.newUser();
  const data = { role: 'instructor' } as const;
  await db.database.prisma.user.update({ where: { username: other.username }, data });
  const mine = await rejudge({ submissionId: await submit(await newLearner(), 4) });
  expect((await as(other, 'GET', `rejudges/${mine.id}`)).status).toBe(404);
});

test('what a learner waits for comes before copies in the queue', async () => {
  const learner = await newLearner();
  const made = await rejudge({ submissionId: await submit(learner, 4) });
  const copy = await db.database.prisma.submission.findFirstOrThrow({
    where: { rejudgeId: made.id },
  });
  await sweep(db.database, api.queue, { queuedGraceMs: 0 });
  const later = await submit(learner);
  const position = async (id: string): Promise<number> => (await api.queue.position(id)) ?? -1;
  expect(await position(later)).toBeLessThan(await position(copy.id));
});

test('two that apply one rejudge end it when all of it is applied, not before', async () => {
  const learner = await newLearner();
  const username = learner.username;
  const first = await db.database.prisma.submission.findUniqueOrThrow({
    where: { id: await submit(learner, 4) },
  });
  const { userId, exerciseId, contentHash, maxScore } = first;
  // More than one batch of them.
  for (let made = 0; made < 59; made += 1) {
    const more = aSubmission(userId, exerciseId, contentHash);
    const id = await addSubmission(db.database, { ...more, maxScore });
    await gradeSubmission(db.database, id, 4);
  }
  const cohort = await db.database.prisma.cohortMember.findFirstOrThrow({
    where: { user: { username } },
  });
  const made = await rejudge({ cohortId: cohort.cohortId });
  await gradeCopies(made.id, ...Array.from({ length: 60 }, () => 7));
  expect(await beginApplying(db.database, made.id, THE_SERVER)).toBe(true);
  await Promise.all([applyBatch(db.database, made.id), applyBatch(db.database, made.id)]);
  const now = await get<RejudgeResource>(teacher, `rejudges/${made.id}`);
  expect([now.state, now.applied < now.total]).not.toEqual(['applied', true]);
  await sweep(db.database, api.queue);
  expect(await get(teacher, `rejudges/${made.id}`)).toMatchObject({
    state: 'applied',
    applied: 60,
  });
});
