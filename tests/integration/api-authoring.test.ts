import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Problem as FolderProblem } from '../../grading/manifest/problem.ts';
import { fileProblem } from '../../grading/manifest/problem.ts';
import type {
  AuthoredExerciseResource,
  AuthorProblem,
  ExerciseResource,
  ExerciseVersionResource,
  Page,
  SubmissionResource,
  UploadedExerciseResource,
  VerificationResource,
} from '../../grading/resource/resources.ts';
import { brief, problem, startApi, type Answer, type TestApi } from '../support/api.ts';
import type { TestUser } from '../support/api.ts';
import { EXERCISES, makeExercise, publish } from '../support/api-exercises.ts';
import { folderEntries, makeTarGz, makeZip, SUM_EXERCISE } from '../support/archives.ts';
import { withTestDatabase } from '../support/database.ts';

const db = withTestDatabase();
let api: TestApi;
let instructor: TestUser;
let learner: TestUser;
let folderProblems: readonly FolderProblem[] = [];

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database, { folderProblems: () => folderProblems });
  [instructor, learner] = [await api.newUser(), await api.newUser()];
  const { username } = instructor;
  await db.database.prisma.user.update({ where: { username }, data: { role: 'instructor' } });
});
afterAll(() => api.close());

const as = ({ token }: TestUser, method: string, path: string, body?: unknown): Promise<Answer> =>
  api.call(method, path, { token, ...(body === undefined ? {} : { body }) });
const teach = (method: string, path: string, body?: unknown) => as(instructor, method, path, body);

const upload = async (
  changes: Readonly<Record<string, string | null>> = {},
  folder = 'phase-1/sum/',
  query = '',
): Promise<Answer> => {
  const archive = Uint8Array.from(await makeTarGz(folderEntries(folder, changes)));
  return api.call('POST', `authoring/exercises${query}`, {
    token: instructor.token,
    rawBody: archive,
    headers: { 'Content-Type': 'application/gzip' },
  });
};
const uploaded = (answer: Answer): UploadedExerciseResource => {
  expect([answer.status, answer.text]).toEqual([201, expect.anything()]);
  return answer.json as UploadedExerciseResource;
};
const authored = async (id: string): Promise<AuthoredExerciseResource> =>
  (await teach('GET', `authoring/exercises/${id}`)).json as AuthoredExerciseResource;
const publishHash = (id: string, hash: string): Promise<Answer> =>
  teach('POST', `exercises/${id}/versions/${hash}/publish`);
const hide = (id: string, hidden: boolean): Promise<Answer> =>
  teach('PUT', `exercises/${id}/visibility`, { hidden });
const submission = (exerciseId: string) => ({
  ...{ exerciseId, language: 'python', files: [{ path: 'main.py', content: 'print(1)\n' }] },
});

/** What a learner can find of an exercise, by every way there is. */
const traces = async (id: string): Promise<string[]> => {
  const [list, search, one, phases, topics, submit, progress, hiddenOne] = await Promise.all([
    as(learner, 'GET', 'exercises?limit=100'),
    as(learner, 'GET', `exercises?q=${id}`),
    as(learner, 'GET', `exercises/${id}`),
    as(learner, 'GET', 'phases'),
    as(learner, 'GET', 'topics'),
    as(learner, 'POST', 'submissions', submission(id)),
    as(learner, 'GET', 'progress'),
    api.call('GET', `exercises/${id}`),
  ]);
  const named = { list, search, one, submit, progress, hiddenOne };
  const found = Object.entries(named)
    .filter(([, { text, status }]) => status < 400 && text.includes(`"${id}"`))
    .map(([name]) => name);
  const count = (answer: Answer): number =>
    (answer.json as { items: { exerciseCount: number }[] }).items.reduce(
      (sum, { exerciseCount }) => sum + exerciseCount,
      0,
    );
  return [...found, `phases ${count(phases)}`, `topics ${count(topics)}`];
};

describe('an exercise that is uploaded', () => {
  test('that is wrong in three ways is told all three, and nothing is stored', async () => {
    const answer = await upload({
      'exercise.yaml': SUM_EXERCISE['exercise.yaml']!.replace('points: 10', 'point: 10'),
      'statement.md': null,
      'solutions/wrong-answer/x.py': 'print(1)\n',
    });
    expect(brief(answer)).toEqual([422, 'upload-rejected']);
    const { problems } = problem(answer) as { problems: AuthorProblem[] };
    expect(problems).toEqual([
      expect.objectContaining({ message: 'The key "points" is missing.' }),
      expect.objectContaining({
        file: 'phase-1/sum/exercise.yaml',
        line: 6,
        message: expect.stringContaining('Unknown key "point"'),
        remedy: 'Did you mean "points"?',
      }),
      expect.objectContaining({
        file: 'phase-1/sum/solutions/wrong-answer',
        remedy: 'Did you mean "wrong_answer"?',
      }),
      expect.objectContaining({ file: 'phase-1/sum/statement.md' }),
    ]);
    expect(brief(await teach('GET', 'authoring/exercises/sum'))).toEqual([
      404,
      'exercise-not-found',
    ]);
  });

  test('is a draft that instructors read and try, and learners have no trace of', async () => {
    const before = await traces('sum');
    const { exercise, isNew, contentHash } = uploaded(await upload());
    expect(isNew).toBe(true);
    expect(exercise).toMatchObject({ id: 'sum', state: 'draft', source: 'desk', contentHash });
    expect(await traces('sum')).toEqual(before);
    const read = await teach('GET', 'exercises/sum');
    expect((read.json as ExerciseResource).statement).toContain('The sum of two numbers');
    expect(read.text).not.toContain('1000001');
    expect((await teach('POST', 'submissions', submission('sum'))).status).toBe(202);
  });

  test('again is the same version; changed, the draft has moved on', async () => {
    expect(uploaded(await upload()).isNew).toBe(false);
    const changed = uploaded(await upload({ 'statement.md': '# Sum\n\nBetter.\n' }));
    expect(changed).toMatchObject({ isNew: true, exercise: { state: 'draft', versions: 2 } });
    expect(changed.exercise.contentHash).toBe(changed.contentHash);
  });

  test('published it is there for learners, hidden it is gone, shown it is back', async () => {
    const without = await traces('sum');
    const { contentHash } = await authored('sum');
    const published = await publishHash('sum', contentHash!);
    expect(published.json).toMatchObject({ state: 'published', source: 'desk' });
    const ways = ['list', 'search', 'one', 'submit', 'progress', 'hiddenOne'];
    expect(await traces('sum')).toEqual([...ways, 'phases 5', 'topics 5']);
    const mine = (await as(learner, 'POST', 'submissions', submission('sum')))
      .json as SubmissionResource;

    expect((await hide('sum', true)).status).toBe(204);
    expect(await authored('sum')).toMatchObject({ state: 'hidden' });
    expect(await traces('sum')).toEqual(without);
    const kept = await as(learner, 'GET', `submissions/${mine.id}`);
    expect([kept.status, kept.json]).toMatchObject([200, { files: mine.files }]);
    expect((await teach('GET', 'exercises/sum')).status).toBe(200);
    expect((await teach('GET', 'exercises/sum/statistics')).status).toBe(200);

    await hide('sum', false);
    expect(await traces('sum')).toEqual([...ways, 'phases 5', 'topics 5']);
  });

  test('survives that the folders are read again, hidden or not', async () => {
    await hide('sum', true);
    await publish(db.database);
    expect(await authored('sum')).toMatchObject({ state: 'hidden' });
    await hide('sum', false);
    await publish(db.database);
    expect(await authored('sum')).toMatchObject({ state: 'published' });
  });

  test('finds its id and its phase: in the archive, in the query, or from what is there', async () => {
    expect(uploaded(await upload({}, 'sum/')).exercise.phase).toBe('phase-1');
    const flat = await upload({}, '', '?id=flat-sum&phase=phase-1');
    expect(uploaded(flat).exercise).toMatchObject({ id: 'flat-sum', phase: 'phase-1' });
    const below = await upload({}, 'repo-main/exercises/phase-1/deep-sum/');
    expect(uploaded(below).exercise).toMatchObject({ id: 'deep-sum', phase: 'phase-1' });
    const messages = async (answer: Promise<Answer>): Promise<string[]> =>
      (problem(await answer) as { problems: AuthorProblem[] }).problems.map(
        ({ message, remedy }) => `${message} ${remedy}`,
      );
    expect(await messages(upload({}, '', '?phase=phase-1'))).toEqual([
      expect.stringContaining("does not say the folder's name"),
    ]);
    expect(await messages(upload({}, 'new-sum/'))).toEqual([
      expect.stringContaining('Choose one: phase-1, phase-2.'),
    ]);
    expect(await messages(upload({}, 'sum/', '?phase=phase-2'))).toEqual([
      expect.stringContaining('The topic "variables" is not one of phase-2'),
    ]);
  });

  test('as a zip it is the same version', async () => {
    const { contentHash } = uploaded(await upload());
    const zip = await api.call('POST', 'authoring/exercises', {
      token: instructor.token,
      rawBody: Uint8Array.from(makeZip(folderEntries('phase-1/sum/'))),
      headers: { 'Content-Type': 'application/zip' },
    });
    expect(uploaded(zip)).toMatchObject({ contentHash, isNew: false });
  });
});

describe('versions of an exercise that has a folder', () => {
  const folder = makeExercise('word-count', {
    title: 'Count words',
    topics: ['variables', 'algorithms'],
  });
  const changedFolder = makeExercise('word-count', { title: 'Count words anew' });
  const others = EXERCISES.filter(({ id }) => id !== 'word-count');
  const shown = async (): Promise<string> =>
    ((await as(learner, 'GET', 'exercises/word-count')).json as ExerciseResource).title;
  let fromDesk: string;

  test('an upload waits beside the current one until it is published', async () => {
    fromDesk = uploaded(await upload({}, 'phase-1/word-count/')).contentHash;
    expect(await shown()).toBe('Count words');
    expect(await authored('word-count')).toMatchObject({
      ...{ state: 'published', source: 'folder', hasNewer: true, contentHash: folder.contentHash },
    });
    const { items } = (await teach('GET', 'exercises/word-count/versions'))
      .json as Page<ExerciseVersionResource>;
    expect(items).toMatchObject([
      { contentHash: fromDesk, source: 'upload', isCurrent: false, hasSolutions: true },
      { contentHash: folder.contentHash, source: 'folder', isCurrent: true, isInFolder: true },
    ]);
    expect(items[0]?.uploadedBy).toBe(instructor.username);
  });

  test('published, it stays while the folder is what it was, gone or broken in between', async () => {
    await publishHash('word-count', fromDesk);
    expect(await shown()).toBe('The sum of two numbers');
    await publish(db.database);
    await publish(db.database, others);
    await publish(db.database);
    api.app.refreshCatalogue();
    expect(await shown()).toBe('The sum of two numbers');
    expect(await authored('word-count')).toMatchObject({ source: 'desk' });
  });

  test('another content of the folder takes over', async () => {
    await publish(db.database, [...others, changedFolder]);
    api.app.refreshCatalogue();
    expect(await shown()).toBe('Count words anew');
    expect(await authored('word-count')).toMatchObject({ source: 'folder' });
  });

  test('the version of the folder, published again, follows the folder again', async () => {
    await publishHash('word-count', fromDesk);
    await publishHash('word-count', changedFolder.contentHash);
    expect(await authored('word-count')).toMatchObject({ source: 'folder', state: 'published' });
    await publish(db.database, others);
    api.app.refreshCatalogue();
    expect(await authored('word-count')).toMatchObject({ state: 'gone' });
    expect((await as(learner, 'GET', 'exercises/word-count')).status).toBe(404);
  });

  test('a person may offer it all the same, and publishing shows what was hidden', async () => {
    await hide('word-count', true);
    await publishHash('word-count', changedFolder.contentHash);
    await publish(db.database, others);
    api.app.refreshCatalogue();
    expect(await authored('word-count')).toMatchObject({ state: 'published', source: 'desk' });
    expect(await shown()).toBe('Count words anew');
  });

  test('versions are paged, and those of others are not found', async () => {
    const first = (await teach('GET', 'exercises/word-count/versions?limit=2'))
      .json as Page<ExerciseVersionResource>;
    const second = (
      await teach('GET', `exercises/word-count/versions?limit=2&cursor=${first.nextCursor!}`)
    ).json as Page<ExerciseVersionResource>;
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
    const answer = await publishHash('calculator', fromDesk);
    expect(brief(answer)).toEqual([404, 'version-not-found']);
  });
});

test('folders that are broken stand in the list with what is wrong, known to the store or not', async () => {
  folderProblems = [
    fileProblem('fase-3', 'It is no phase.', 'Rename it.'),
    fileProblem('phase-1/never-sound/exercise.yaml', 'It is wrong.', 'Mend it.'),
    fileProblem('phase-1/calculator/statement.md', 'It is missing.', 'Add it.'),
  ];
  const sound = EXERCISES.filter(({ id }) => id !== 'calculator');
  await publish(db.database, sound);
  const all: AuthoredExerciseResource[] = [];
  for (let cursor = ''; ;) {
    const page = (await teach('GET', `authoring/exercises?limit=2${cursor}`))
      .json as Page<AuthoredExerciseResource>;
    all.push(...page.items);
    if (page.nextCursor === null) break;
    cursor = `&cursor=${page.nextCursor}`;
  }
  const ids = all.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(all.filter(({ state }) => state === 'broken')).toMatchObject([
    { id: 'calculator', problems: [{ message: 'It is missing.' }] },
    { id: 'never-sound', contentHash: null, problems: [{ remedy: 'Mend it.' }] },
  ]);
  expect((await teach('GET', 'authoring/problems')).json).toMatchObject({
    items: [{ file: 'fase-3' }, {}, {}],
  });
  folderProblems = [];
});

describe('verifications', () => {
  test('are rows first, once for the same solutions, and carry no solution to anybody', async () => {
    const { contentHash } = uploaded(await upload());
    const path = `exercises/sum/versions/${contentHash}/verifications`;
    const [first, second] = [await teach('POST', path), await teach('POST', path)];
    expect([first.status, first.json]).toMatchObject([202, { state: 'queued', report: null }]);
    const { id } = first.json as VerificationResource;
    expect((second.json as VerificationResource).id).toBe(id);
    expect(await api.queue.findLost([id])).toEqual([]);
    await upload({ 'solutions/wrong_answer/other.py': 'print(0)\n' });
    expect((await teach('GET', `verifications/${id}`)).json).toMatchObject({ stale: true });
    const third = (await teach('POST', path)).json as VerificationResource;
    expect(third.id).not.toBe(id);
    expect((await teach('GET', 'authoring/exercises/sum')).text).not.toContain('abs(a)');
  });

  test('need solutions, and a version of this exercise', async () => {
    const { contentHash } = makeExercise('routing', { phase: 'phase-2', points: 5 });
    const path = `exercises/routing/versions/${contentHash}/verifications`;
    expect(brief(await teach('POST', path))).toEqual([409, 'nothing-to-verify']);
    const other = `exercises/binary-search/versions/${contentHash}/verifications`;
    expect(brief(await teach('POST', other))).toEqual([404, 'version-not-found']);
  });
});

test('what is for authors is refused to learners, and solutions are in no answer of theirs', async () => {
  const { contentHash } = await authored('sum');
  const version = `exercises/sum/versions/${contentHash}`;
  const answers = await Promise.all([
    as(learner, 'GET', 'authoring/exercises'),
    as(learner, 'GET', 'authoring/exercises/sum'),
    as(learner, 'GET', 'authoring/problems'),
    as(learner, 'PUT', 'exercises/sum/visibility', { hidden: false }),
    as(learner, 'GET', 'exercises/sum/versions'),
    as(learner, 'POST', `${version}/publish`),
    as(learner, 'POST', `${version}/verifications`),
    as(learner, 'GET', 'verifications/00000000-0000-7000-8000-000000000000'),
    as(learner, 'GET', 'exercises/sum/statistics'),
    as(learner, 'POST', 'authoring/exercises'),
  ]);
  expect(answers.map(brief)).toEqual(answers.map(() => [403, 'role-required']));
  await publishHash('sum', contentHash!);
  const read = await as(learner, 'GET', 'exercises/sum');
  expect(read.status).toBe(200);
  expect(read.text).not.toMatch(/abs\(a\)|1000001|no-sign/);
});
