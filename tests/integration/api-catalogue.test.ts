import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type {
  ExerciseResource,
  ExerciseSummaryResource,
  Page,
  PhaseResource,
  ProgressResource,
  TopicResource,
} from '../../grading/resource/resources.ts';
import { brief, startApi } from '../support/api.ts';
import type { TestApi } from '../support/api.ts';
import { EXERCISES, makeExercise, publish, SECRET } from '../support/api-exercises.ts';
import { gradeSubmission } from '../support/grade-submission.ts';
import { withTestDatabase } from '../support/database.ts';

const db = withTestDatabase();
let api: TestApi;

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database);
});
afterAll(() => api.close());

const list = async (query = ''): Promise<Page<ExerciseSummaryResource>> =>
  (await api.call('GET', `exercises${query}`)).json as Page<ExerciseSummaryResource>;
const ids = async (query = ''): Promise<string[]> => (await list(query)).items.map(({ id }) => id);

describe('phases and topics', () => {
  test('come from the roadmap, with what the catalogue has of each', async () => {
    const { items } = (await api.call('GET', 'phases')).json as { items: PhaseResource[] };
    const shown = items.map(({ id, points, passShare, exerciseCount }) => [
      ...[id, points, passShare, exerciseCount],
    ]);
    expect(shown).toEqual([
      ['phase-1', 40, 0.7, 3],
      ['phase-2', 5, 0.5, 1],
    ]);
    expect(items[0]!.projects).toEqual([
      { id: 'calculator', title: 'Calculator', exerciseCount: 1 },
    ]);
    const topics = (await api.call('GET', 'topics')).json as { items: TopicResource[] };
    expect(topics.items).toEqual([
      { id: 'variables', title: 'Variables', phase: 'phase-1', exerciseCount: 2 },
      { id: 'algorithms', title: 'Searching', phase: 'phase-1', exerciseCount: 2 },
    ]);
  });
});

describe('the list of exercises', () => {
  test('is ordered by phase and id', async () => {
    expect(await ids()).toEqual(['binary-search', 'calculator', 'word-count', 'routing']);
  });

  test.each([
    ['?phase=phase-2', ['routing']],
    ['?topic=algorithms', ['binary-search', 'word-count']],
    ['?language=javascript', ['binary-search', 'word-count', 'routing']],
    ['?kind=program&phase=phase-1&topic=variables', ['calculator', 'word-count']],
    ['?q=COUNT%20words', ['word-count']],
    ['?q=nothing-like-it', []],
    ['?phase=phase-9', []],
  ])('is filtered by %s', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  test('is paged without gap or repetition, with a filter too', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Page<ExerciseSummaryResource> = await list(
        `?limit=1&language=javascript${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['binary-search', 'word-count', 'routing']);
  });

  test.each([
    ['?limit=0', ['?limit']],
    ['?limit=101', ['?limit']],
    ['?limit=ten', ['?limit']],
    ['?limit=1&limit=2', ['?limit']],
    ['?language=cobol', ['?language']],
    ['?cursor=bm9uc2Vuc2U', ['?cursor']],
    ['?cursor=WyJhIiwxXQ', ['?cursor']],
    ['?colour=red', ['?colour']],
    ['?phase=../x&q=', ['?phase', '?q']],
  ])('refuses %s and names the parameter', async (query, fields) => {
    expect(brief(await api.call('GET', `exercises${query}`))).toEqual([
      400,
      'invalid-parameter',
      ...fields,
    ]);
  });
});

describe('one exercise', () => {
  test('has statement, starter, samples, groups and limits, and nothing hidden', async () => {
    const answer = await api.call('GET', 'exercises/word-count');
    const exercise = answer.json as ExerciseResource;
    expect(exercise.statement).toBe('# Statement\n');
    expect(exercise.samples.map(({ name }) => name)).toEqual(['shown']);
    expect(exercise.groups.map(({ id, caseCount }) => [id, caseCount])).toEqual([
      ['sample', 1],
      ['hidden', 2],
    ]);
    expect(exercise.limits.map(({ limits }) => limits.cpuTimeMs)).toEqual([2000, 3000]);
    expect(exercise.bestScore).toBeNull();
    expect(answer.text).not.toContain(SECRET);
  });

  test('is not sent again to who has it', async () => {
    const first = await api.call('GET', 'exercises/word-count');
    const etag = first.headers.get('etag')!;
    const again = await api.call('GET', 'exercises/word-count', {
      headers: { 'If-None-Match': etag },
    });
    expect([again.status, again.text]).toEqual([304, '']);
    expect(again.headers.get('cache-control')).toBe('private, no-cache');
  });

  test('that is unknown is not found', async () => {
    for (const id of ['no-such', 'No%20Such', '..%2Fx']) {
      expect(brief(await api.call('GET', `exercises/${id}`))).toEqual([404, 'exercise-not-found']);
    }
  });

  test('is replaced when its author publishes another version, and gone when removed', async () => {
    const changed = makeExercise('word-count', { title: 'Count better' });
    const others = EXERCISES.filter(({ id }) => id !== 'word-count');
    await publish(db.database, [...others, changed, makeExercise('brand-new')]);
    api.app.refreshCatalogue();
    const answer = await api.call('GET', 'exercises/word-count');
    expect((answer.json as ExerciseResource).contentHash).toBe(changed.contentHash);
    expect(await ids()).toContain('brand-new');
    await publish(db.database);
    api.app.refreshCatalogue();
    expect((await api.call('GET', 'exercises/brand-new')).status).toBe(404);
  });
});

describe('best scores and progress', () => {
  test('are the reader’s own, and need a sign-in', async () => {
    expect(brief(await api.call('GET', 'progress'))).toEqual([401, 'unauthenticated']);
    const { token } = await api.newUser();
    const submit = async (exerciseId: string, score: number): Promise<void> => {
      const files = [{ path: 'main.py', content: 'print(1)\n' }];
      const body = { exerciseId, language: 'python', files };
      const { json } = await api.call('POST', 'submissions', { token, body });
      await gradeSubmission(db.database, (json as { id: string }).id, score);
    };
    await submit('binary-search', 20);
    await submit('word-count', 8);
    await submit('routing', 0);
    const first = await api.call('GET', 'exercises/binary-search', { token });
    expect((first.json as ExerciseResource).bestScore).toBe(20);
    expect(first.headers.get('etag')).not.toBe(
      (await api.call('GET', 'exercises/binary-search')).headers.get('etag'),
    );
    const page = (await api.call('GET', 'exercises', { token }))
      .json as Page<ExerciseSummaryResource>;
    expect(page.items.map(({ bestScore }) => bestScore)).toEqual([20, null, 8, 0]);
    const { phases } = (await api.call('GET', 'progress', { token })).json as ProgressResource;
    expect(phases.map(({ score, maxScore, passed }) => [score, maxScore, passed])).toEqual([
      [28, 40, true],
      [0, 5, false],
    ]);
    expect(phases[0]!.exercises.map(({ state }) => state)).toEqual([
      'passed',
      'untouched',
      'tried',
    ]);
    expect(phases[1]!.exercises[0]!.state).toBe('tried');
  });
});
