import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type {
  Page,
  SubmissionResource,
  UploadedExerciseResource,
} from '../../grading/resource/resources.ts';
import { webDir } from '../../platform/config/paths.ts';
import { startApi, type TestApi, type TestUser } from '../support/api.ts';
import { folderEntries, makeTarGz } from '../support/archives.ts';
import { withTestDatabase } from '../support/database.ts';
import { gradeSubmission } from '../support/grade-submission.ts';
import { filesBelow, openSecretLines, storeExercises, type LeaksIn } from './secret-lines.ts';

/**
 * Every byte that the API gives a learner, compared with what the exercises of this repository hide;
 * with results of real cells in learner-verdicts.test.ts.
 */
const db = withTestDatabase();
const START_TIMEOUT_MS = 120_000;
let api: TestApi;
let learner: TestUser;
let teacher: TestUser;
let ids: readonly string[];
let secrets: ReadonlyMap<string, string>;
let leaksIn: LeaksIn;

const HIDDEN_MARK = 'a-statement-of-an-exercise-that-is-hidden';
const DRAFT_MARK = 'a-statement-of-a-draft-that-nobody-published';

const upload = async (id: string, mark: string): Promise<string> => {
  const entries = folderEntries(`phase-1/${id}/`, { 'statement.md': `# ${mark}\n\n${mark}\n` });
  const answer = await api.call('POST', 'authoring/exercises', {
    token: teacher.token,
    rawBody: Uint8Array.from(await makeTarGz(entries)),
    headers: { 'Content-Type': 'application/gzip' },
  });
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return (answer.json as UploadedExerciseResource).contentHash;
};

beforeAll(async () => {
  const { catalogue, roadmap } = await storeExercises(db.database);
  api = await startApi(db.database, { roadmap: () => roadmap, webDir });
  [learner, teacher] = [await api.newUser(), await api.newUser()];
  await db.database.prisma.user.update({
    where: { username: teacher.username },
    data: { role: 'instructor' },
  });
  ({ secrets, leaksIn } = openSecretLines(catalogue));
  const listed = await api.call('GET', 'exercises?limit=100', { token: learner.token });
  ids = (listed.json as Page<{ id: string }>).items.map(({ id }) => id);
}, START_TIMEOUT_MS);
afterAll(() => api.close());

const get = async (path: string, token: string | null = learner.token) =>
  api.call('GET', path, token === null ? {} : { token });

test('there is something to look for in every exercise, and the search finds it', () => {
  expect(ids.length).toBeGreaterThanOrEqual(40);
  const files = new Set([...secrets.values()].map((file) => file.split('/')[2]));
  expect(ids.filter((id) => !files.has(id))).toEqual([]);
  const [secret = ''] = secrets.keys();
  expect(leaksIn(JSON.stringify({ somewhere: `before ${secret} after` }))).toHaveLength(1);
});

test('the catalogue, the exercises and the pages hold no secret line', async () => {
  const paths = [
    ...['exercises?limit=100', 'exercises?q=a&limit=100', 'phases', 'topics', 'progress'],
    ...['openapi.json', 'docs', 'docs/errors', 'version', 'ready', '/', '/sign-in', '/exercises/x'],
    ...ids.map((id) => `exercises/${id}`),
  ];
  const leaks: string[] = [];
  for (const path of paths) {
    for (const token of [learner.token, null]) {
      const answer = await get(path, token);
      const all = answer.text + JSON.stringify([...answer.headers]);
      leaks.push(...leaksIn(all).map((leak) => `${path} ${leak}`));
    }
  }
  const bundle = filesBelow(webDir).filter((file) => !/\.(?:br|gz)$/.test(file));
  for (const file of bundle) leaks.push(...leaksIn(readFileSync(file, 'utf8')));
  expect(leaks).toEqual([]);
});

test('what only authors may read is refused to a learner, and its refusals hold nothing', async () => {
  for (const id of ids) {
    const { contentHash } = await db.database.prisma.exerciseVersion.findFirstOrThrow({
      where: { exerciseId: id },
      select: { contentHash: true },
    });
    for (const path of [
      ...[`exercises/${id}/versions`, `exercises/${id}/statistics`, `authoring/exercises/${id}`],
    ]) {
      const answer = await get(path);
      expect([path, answer.status, leaksIn(answer.text)]).toEqual([path, 403, []]);
    }
    const conditional = await api.call('GET', `exercises/${id}`, {
      headers: { 'If-None-Match': `"${contentHash}"` },
      token: learner.token,
    });
    expect(leaksIn(conditional.text)).toEqual([]);
  }
});

test('the routes of a submission add no secret line to the result that is stored', async () => {
  const id = 'binary-search';
  const body = { exerciseId: id, language: 'python', files: [{ path: 'main.py', content: '1\n' }] };
  const send = () =>
    api.call('POST', 'submissions', {
      ...{ token: learner.token, body, headers: { 'Idempotency-Key': 'the-same-key' } },
    });
  const { id: submission } = (await send()).json as SubmissionResource;
  await gradeSubmission(db.database, submission, 3);
  const replay = await send();
  const answers = [replay, await get(`submissions/${submission}`), await get('submissions')];
  answers.push(await get(`submissions/${submission}/events`), await get('progress'));
  for (const answer of answers) expect(leaksIn(answer.text)).toEqual([]);
});

test('a hidden exercise and a draft are nowhere', async () => {
  const hiddenHash = await upload('hidden-one', HIDDEN_MARK);
  await upload('draft-one', DRAFT_MARK);
  const asTeacher = { token: teacher.token };
  const published = await api.call(
    'POST',
    `exercises/hidden-one/versions/${hiddenHash}/publish`,
    asTeacher,
  );
  expect(published.status).toBeLessThan(300);
  expect((await get('exercises/hidden-one')).text).toContain(HIDDEN_MARK);
  const body = { hidden: true };
  await api.call('PUT', 'exercises/hidden-one/visibility', { ...asTeacher, body });
  for (const one of ['hidden-one', 'draft-one']) {
    for (const token of [learner.token, null]) {
      const answers = [
        await get(`exercises/${one}`, token),
        await get('exercises?limit=100', token),
        await get(`exercises?q=${one}`, token),
        await get('progress', token),
      ];
      expect(answers[0]?.status).toBe(404);
      for (const { status, text } of answers) {
        expect(status === 200 ? text : '').not.toContain(one);
        expect(text).not.toMatch(new RegExp(`${HIDDEN_MARK}|${DRAFT_MARK}`));
      }
    }
  }
});
