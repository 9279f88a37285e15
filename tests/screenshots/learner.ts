import { entryFile } from '../../grading/manifest/languages.ts';
import type {
  ExerciseSummaryResource,
  Page,
  SubmissionResource,
} from '../../grading/resource/resources.ts';
import { beginAttempt, finishAttempt } from '../../platform/database/grading-store.ts';
import type { Database } from '../../platform/database/database.ts';
import { PASSWORD, type TestApi } from '../support/api.ts';
import { aCase, resultOf } from '../support/shown-results.ts';
import { addResults, type ResultPage } from './results.ts';

export interface Learner {
  readonly login: { readonly data: { readonly username: string; readonly password: string } };
  /** One that is partly right. */
  readonly submissionId: string;
  /** Another one of the same exercise. */
  readonly otherId: string;
  readonly exerciseId: string;
  /** A page for each kind of result. */
  readonly results: readonly ResultPage[];
}

/** Shares of the points that the learner has reached, exercise by exercise as they are listed. */
const SHARES = [1, 1, 0.6, 1, null, 1, 0.4, 1, 1, null, 1, 0, 1, 1, 0.5];
const LEASE_MS = 60_000;

/** Somebody who is some way along: passed, tried and untouched exercises. */
export async function addLearner(api: TestApi, database: Database): Promise<Learner> {
  const { username, token } = await api.newUser();
  const { items } = (await api.call('GET', 'exercises?limit=100', { token }))
    .json as Page<ExerciseSummaryResource>;
  let last:
    { readonly submissionId: string; readonly exercise: ExerciseSummaryResource } | undefined;
  for (const [index, share] of SHARES.entries()) {
    const exercise = items[index];
    if (exercise === undefined || share === null) continue;
    const submissionId = await submit(api, token, exercise);
    await grade(database, submissionId, exercise.points, share);
    if (share < 1) last = { submissionId, exercise };
  }
  if (last === undefined) throw new Error('The repository has too few exercises.');
  const { submissionId, exercise } = last;
  const otherId = await submit(api, token, exercise, '-- My second\n-- solution\n');
  await grade(database, otherId, exercise.points, 0);
  const results = await addResults(api, database, token);
  const exerciseId = exercise.id;
  return {
    submissionId,
    otherId,
    exerciseId,
    results,
    login: { data: { username, password: PASSWORD } },
  };
}

async function submit(
  api: TestApi,
  token: string,
  { id, kind, languages: [language] }: ExerciseSummaryResource,
  content = '-- My solution\n',
): Promise<string> {
  const path = language && entryFile(kind, language);
  const files = [{ path: path ?? 'main', content }];
  const body = { exerciseId: id, language, files };
  const answer = await api.call('POST', 'submissions', {
    ...{ token, body, headers: { 'Idempotency-Key': `${id}-${content.length}` } },
  });
  if (answer.status !== 202) throw new Error(answer.text);
  return (answer.json as SubmissionResource).id;
}

async function grade(database: Database, id: string, points: number, share: number): Promise<void> {
  const begun = await beginAttempt(database, id, 'screenshots', LEASE_MS);
  if (begun.kind !== 'begun') throw new Error(begun.kind);
  const [score, verdict] = [points * share, share === 1 ? 'AC' : 'WA'] as const;
  const hidden = { group: 'hidden', sample: false };
  const right = Array.from({ length: 6 }, (_, index) => aCase(`case ${index + 1}`, hidden));
  const cases = [...right, aCase('the last one', { ...hidden, verdict, hint: 'Mind the end.' })];
  const passedCases = cases.filter((one) => one.verdict === 'AC').length;
  const group = { id: 'hidden', title: 'Hidden cases', points, score, passedCases };
  const groups = [{ ...group, totalCases: cases.length }];
  const result = resultOf(cases, { groups, score, maxScore: points });
  await finishAttempt(database, begun.attempt.token, result, []);
}
