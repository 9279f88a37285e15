import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type {
  Page,
  SubmissionResource,
  SubmissionSummaryResource,
} from '../../grading/resource/resources.ts';
import { brief, problem, startApi } from '../support/api.ts';
import type { Answer, TestApi, TestUser } from '../support/api.ts';
import { EXERCISES, publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';
import { gradeSubmission } from '../support/grade-submission.ts';

const db = withTestDatabase();
let api: TestApi;
let user: TestUser;

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database, { limits: { unfinishedSubmissionsPerUser: 5 } });
});
beforeEach(async () => {
  user = await api.newUser();
});
afterAll(() => api.close());

const SOURCE = {
  exerciseId: 'word-count',
  language: 'python',
  files: [
    { path: 'main.py', content: 'import lib.words\n' },
    { path: 'lib/words.py', content: 'print("é")\n' },
  ],
};

const submit = (body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  api.call('POST', 'submissions', { token: user.token, body, headers });
const idOf = (answer: Answer): string => (answer.json as SubmissionResource).id;
const mine = async (query = ''): Promise<Page<SubmissionSummaryResource>> =>
  (await api.call('GET', `submissions${query}`, { token: user.token }))
    .json as Page<SubmissionSummaryResource>;

describe('handing in', () => {
  test('stores the row and its files, queues one job, and says where to look', async () => {
    const answer = await submit(SOURCE);
    expect(answer.status).toBe(202);
    const submission = answer.json as SubmissionResource;
    expect(answer.headers.get('location')).toBe(`/api/v1/submissions/${submission.id}`);
    expect(submission).toMatchObject({
      ...SOURCE,
      contentHash: EXERCISES[2]!.contentHash,
      samplesOnly: false,
      state: 'queued',
      verdict: null,
      maxScore: 10,
      result: null,
    });
    expect(await api.queue.findLost([submission.id])).toEqual([]);
    const read = await api.call('GET', `submissions/${submission.id}`, { token: user.token });
    expect(read.json).toEqual({
      ...submission,
      files: [SOURCE.files[1], SOURCE.files[0]],
      queuePosition: expect.any(Number),
    });
  });

  test('with samplesOnly keeps the wish', async () => {
    const answer = await submit({ ...SOURCE, samplesOnly: true });
    expect((answer.json as SubmissionResource).samplesOnly).toBe(true);
  });

  test('gives later ones later positions', async () => {
    const first = (await submit(SOURCE)).json as SubmissionResource;
    const second = (await submit(SOURCE)).json as SubmissionResource;
    expect(second.queuePosition).toBe(first.queuePosition! + 1);
  });

  test('is answered although the queue is down; the row waits for the sweep', async () => {
    const down = { ...api.queue, add: () => Promise.reject(new Error('the queue is down')) };
    const other = await startApi(db.database, { queue: down });
    try {
      const { token } = user;
      const answer = await other.call('POST', 'submissions', { token, body: SOURCE });
      expect(answer.status).toBe(202);
      expect(await api.queue.findLost([idOf(answer)])).toEqual([idOf(answer)]);
      const where = { id: idOf(answer) };
      const row = await db.database.prisma.submission.findUniqueOrThrow({ where });
      expect(row.state).toBe('queued');
    } finally {
      await other.close();
    }
  });
});

describe('bad input changes nothing and names what is wrong', () => {
  const file = (path: string, content = 'x') => ({ path, content });
  const main = file('main.py');
  const files = (...list: object[]) => ({ ...SOURCE, files: list });

  test.each<[string, unknown, [number, string, ...string[]]]>([
    ['a path with ..', files(main, file('../x')), [422, 'validation-failed', '/files/1/path']],
    ['an absolute path', files(main, file('/etc/x')), [422, 'validation-failed', '/files/1/path']],
    ['a backslash', files(main, file('a\\b')), [422, 'validation-failed', '/files/1/path']],
    ['a path twice', files(main, main), [422, 'validation-failed', '/files/1/path']],
    ['a NUL', files(file('main.py', 'a\0b')), [422, 'validation-failed', '/files/0/content']],
    ['no file', files(), [422, 'validation-failed', '/files']],
    [
      '51 files',
      files(main, ...Array.from({ length: 50 }, (_, index) => file(`f${index}.py`))),
      [422, 'validation-failed', '/files'],
    ],
    [
      '257 KiB',
      files(main, file('big.py', 'é'.repeat(128 * 1024 + 512))),
      [422, 'validation-failed', '/files'],
    ],
    [
      'an unknown exercise',
      { ...SOURCE, exerciseId: 'no-such-thing' },
      [404, 'exercise-not-found', '/exerciseId'],
    ],
    [
      'an unknown language',
      { ...SOURCE, language: 'cobol' },
      [422, 'validation-failed', '/language'],
    ],
    [
      'a language not offered',
      { exerciseId: 'calculator', language: 'javascript', files: [file('main.js')] },
      [422, 'validation-failed', '/language'],
    ],
    ['an array', [], [422, 'validation-failed', '']],
    ['a wrong type', { ...SOURCE, files: 'main.py' }, [422, 'validation-failed', '/files']],
    [
      'several faults',
      { exerciseId: 'X', files: [{ path: 1 }], extra: true },
      [
        422,
        'validation-failed',
        '/extra',
        '/language',
        '/exerciseId',
        '/files/0/content',
        '/files/0/path',
      ],
    ],
  ])('%s', async (_name, body, expected) => {
    const answer = await submit(body);
    const [status, code, ...fields] = brief(answer);
    expect([status, code, ...fields.sort()]).toEqual([
      ...expected.slice(0, 2),
      ...expected.slice(2).sort(),
    ]);
    for (const { message } of problem(answer).errors!) expect(message).toMatch(/\w.*\.$/);
    expect((await mine()).items).toEqual([]);
  });

  const raw = (rawBody: string | Uint8Array<ArrayBuffer>, headers = {}): Promise<Answer> =>
    api.call('POST', 'submissions', { token: user.token, rawBody, headers });

  test('invalid JSON, by line and column', async () => {
    const answer = await raw('{"exerciseId": "word-count",\n "language": python}');
    expect(brief(answer)).toEqual([400, 'invalid-json']);
    expect(problem(answer).detail).toContain('line 2, column 14');
  });

  test('an empty body', async () => {
    expect(brief(await raw(''))).toEqual([400, 'invalid-json']);
    const none = await api.call('POST', 'submissions', { token: user.token });
    expect(brief(none)).toEqual([400, 'invalid-json']);
  });

  test('a body beyond all bounds', async () => {
    const answer = await raw(JSON.stringify(files(file('main.py', 'x'.repeat(3 * 1024 * 1024)))));
    expect(brief(answer)).toEqual([413, 'body-too-large']);
    expect(problem(answer).detail).toContain('2048 KiB');
  });

  test('a huge number of faults, without listing them all', async () => {
    const answer = await raw(
      `{"exerciseId":"a","language":"python","files":[${'{},'.repeat(50_000)}{}]}`,
    );
    expect(answer.status).toBe(422);
    expect(problem(answer).errors!.length).toBeLessThanOrEqual(50);
  });

  test('another media type or encoding', async () => {
    const text = await raw('x', { 'Content-Type': 'text/plain' });
    expect(brief(text)).toEqual([415, 'unsupported-media-type']);
    const coded = await raw('x', { 'Content-Encoding': 'zstd' });
    expect(brief(coded)).toEqual([415, 'unsupported-media-type']);
  });

  test('a wrong Idempotency-Key', async () => {
    for (const key of ['x'.repeat(256), 'with space', 'é']) {
      const answer = await submit(SOURCE, { 'Idempotency-Key': key });
      expect(brief(answer)).toEqual([400, 'invalid-parameter', 'Idempotency-Key']);
    }
  });

  test('nobody', async () => {
    const answer = await api.call('POST', 'submissions', { body: SOURCE });
    expect(brief(answer)).toEqual([401, 'unauthenticated']);
  });
});

describe('an Idempotency-Key', () => {
  const key = { 'Idempotency-Key': 'a-key!~' };

  test('makes one submission however often it is sent, at the same time too', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => submit(SOURCE, key)));
    expect(new Set(answers.map(idOf)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    await gradeSubmission(db.database, idOf(answers[0]!), 10);
    const later = await submit(SOURCE, key);
    expect(later.json).toMatchObject({ id: idOf(answers[0]!), state: 'graded', verdict: 'AC' });
    expect((await mine()).items).toHaveLength(1);
  });

  test('refuses other content', async () => {
    await submit(SOURCE, key);
    const other = await submit({ ...SOURCE, samplesOnly: true }, key);
    expect(brief(other)).toEqual([422, 'idempotency-key-reused', 'Idempotency-Key']);
    expect((await mine()).items).toHaveLength(1);
  });

  test('is each user’s own', async () => {
    const first = idOf(await submit(SOURCE, key));
    user = await api.newUser();
    expect(idOf(await submit(SOURCE, key))).not.toBe(first);
  });
});

describe('too many ungraded submissions', () => {
  test('are refused until one is graded; a repeated key is not a new one', async () => {
    const key = { 'Idempotency-Key': 'first' };
    const first = await submit(SOURCE, key);
    for (let index = 1; index < 5; index += 1) await submit(SOURCE);
    const refused = await submit(SOURCE);
    expect(brief(refused)).toEqual([429, 'too-many-unfinished']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(brief(await submit(SOURCE, { 'Idempotency-Key': 'new' }))[0]).toBe(429);
    expect(idOf(await submit(SOURCE, key))).toBe(idOf(first));
    await gradeSubmission(db.database, idOf(first), 10);
    expect((await submit(SOURCE)).status).toBe(202);
  });
});

test('what one learner hands in at the same moment keeps to the limit, in turns of their own', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => submit(SOURCE)));
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([202, 202, 202, 202, 202, 429, 429, 429]);
  const ids = answers.filter(({ status }) => status === 202).map(idOf);
  const rows = await db.database.prisma.submission.findMany({ where: { id: { in: ids } } });
  expect(new Set(rows.map(({ turn }) => turn)).size).toBe(5);
});

describe('a full queue', () => {
  test('takes no more, and says so; what is stored stays, and a repeated key is answered', async () => {
    const { count } = db.database.prisma.submission;
    const queued = await count({ where: { state: 'queued' } });
    const limits = { queuedSubmissions: queued + 1 };
    const full = await startApi(db.database, { limits });
    const send = (headers = {}): Promise<Answer> =>
      full.call('POST', 'submissions', { token: user.token, body: SOURCE, headers });
    const key = { 'Idempotency-Key': 'the-last' };
    const last = await send(key);
    expect(last.status).toBe(202);
    const before = await count();
    const refused = await send({ 'Idempotency-Key': 'one-more' });
    expect(brief(refused)).toEqual([503, 'queue-full']);
    expect(refused.headers.get('retry-after')).toBe('15');
    expect(await count()).toBe(before);
    expect(idOf(await send(key))).toBe(idOf(last));
    await gradeSubmission(db.database, idOf(last), 10);
    expect((await send({ 'Idempotency-Key': 'one-more' })).status).toBe(202);
    await full.close();
  });
});

describe('reading', () => {
  test('shows the result, case by case, with nothing of a hidden case but its verdict', async () => {
    const id = idOf(await submit(SOURCE));
    await gradeSubmission(db.database, id, 5);
    const read = (await api.call('GET', `submissions/${id}`, { token: user.token }))
      .json as SubmissionResource;
    expect(read).toMatchObject({ state: 'graded', verdict: 'WA', score: 5, queuePosition: null });
    expect(read.finishedAt).not.toBeNull();
    expect(read.result!.cases.map(({ name, sample }) => [name, sample])).toEqual([
      ['case-1', true],
      ['case-2', false],
    ]);
    expect(read.result!.cases[0]).toMatchObject({ verdict: 'AC', peakMemoryBytes: 5_000_000_000 });
    expect(read.result!.clocks.runMs).toBe(2);
  });

  test('keeps a hidden case’s feedback back even if the store had it', async () => {
    const id = idOf(await submit(SOURCE));
    await gradeSubmission(db.database, id, 5);
    const texts = { stdin: 'hidden!', expectedStdout: '', actualStdout: '', stderr: '' };
    const leaked = { kind: 'program', args: [], ...texts };
    for (const index of [0, 1]) {
      const where = { submissionId_index: { submissionId: id, index } };
      const row = await db.database.prisma.caseResult.findUniqueOrThrow({ where });
      const detail = { ...(row.detail as object), sampleFeedback: leaked };
      await db.database.prisma.caseResult.update({ where, data: { detail } });
    }
    const read = (await api.call('GET', `submissions/${id}`, { token: user.token }))
      .json as SubmissionResource;
    expect(read.result!.cases.map(({ sampleFeedback }) => sampleFeedback)).toEqual([leaked, null]);
  });

  test('is for the owner alone', async () => {
    const id = idOf(await submit(SOURCE));
    const other = await api.newUser();
    for (const path of [`submissions/${id}`, `submissions/${id}/events`]) {
      const answer = await api.call('GET', path, { token: other.token });
      expect(brief(answer)).toEqual([404, 'submission-not-found']);
      expect(brief(await api.call('GET', path))).toEqual([401, 'unauthenticated']);
    }
    const listed = await api.call('GET', 'submissions', { token: other.token });
    expect(listed.json).toEqual({ items: [], nextCursor: null });
  });

  test('of what does not exist is not found', async () => {
    for (const id of ['00000000-0000-7000-8000-000000000000', 'x', '%00']) {
      const answer = await api.call('GET', `submissions/${id}`, { token: user.token });
      expect(brief(answer)).toEqual([404, 'submission-not-found']);
    }
  });

  test('lists newest first, by page and filter', async () => {
    const made: string[] = [];
    for (const exerciseId of ['word-count', 'word-count', 'routing']) {
      made.push(idOf(await submit({ ...SOURCE, exerciseId })));
    }
    await gradeSubmission(db.database, made[0]!, 10);
    const first = await mine('?limit=2');
    expect(first.items.map(({ id }) => id)).toEqual([made[2], made[1]]);
    const second = await mine(`?limit=2&cursor=${first.nextCursor!}`);
    expect(second.items.map(({ id }) => id)).toEqual([made[0]]);
    expect(second.nextCursor).toBeNull();
    expect((await mine('?exerciseId=routing')).items.map(({ id }) => id)).toEqual([made[2]]);
    expect((await mine('?state=graded')).items.map(({ id }) => id)).toEqual([made[0]]);
    const bad = await api.call('GET', 'submissions?state=lost', { token: user.token });
    expect(brief(bad)).toEqual([400, 'invalid-parameter', '?state']);
  });

  test('lists by verdict, language and tries of the samples', async () => {
    const [wrong, right] = [idOf(await submit(SOURCE)), idOf(await submit(SOURCE))];
    const tried = idOf(await submit({ ...SOURCE, samplesOnly: true }));
    await gradeSubmission(db.database, wrong, 4);
    await gradeSubmission(db.database, right, 10);
    const idsOf = async (query: string) => (await mine(query)).items.map(({ id }) => id);
    expect(await idsOf('?verdict=WA')).toEqual([wrong]);
    expect(await idsOf('?verdict=AC&samplesOnly=false')).toEqual([right]);
    expect(await idsOf('?samplesOnly=true')).toEqual([tried]);
    expect(await idsOf('?language=java')).toEqual([]);
    for (const name of ['verdict', 'language', 'samplesOnly']) {
      const bad = await api.call('GET', `submissions?${name}=lost`, { token: user.token });
      expect(brief(bad)).toEqual([400, 'invalid-parameter', `?${name}`]);
    }
  });

  test('says which one counts: the first of the best ones, and a try of the samples never', async () => {
    const scores = [4, 10, 10];
    const made: string[] = [];
    for (const score of scores) {
      const id = idOf(await submit(SOURCE));
      await gradeSubmission(db.database, id, score);
      made.push(id);
    }
    const tried = idOf(await submit({ ...SOURCE, samplesOnly: true }));
    await gradeSubmission(db.database, tried, 10);
    const { items } = await mine('?exerciseId=word-count');
    expect(items.filter(({ counts }) => counts).map(({ id }) => id)).toEqual([made[1]]);
    const read = await api.call('GET', `submissions/${made[1]!}`, { token: user.token });
    expect((read.json as SubmissionResource).counts).toBe(true);
  });
});
