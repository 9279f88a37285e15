import type { SubmissionResource } from '../../grading/resource/resources.ts';
import type { GradingResult } from '../../grading/score/result.ts';
import type { Database } from '../../platform/database/database.ts';
import { beginAttempt, finishAttempt } from '../../platform/database/grading-store.ts';
import type { TestApi } from '../support/api.ts';
import * as shown from '../support/shown-results.ts';

export interface ResultPage {
  readonly name: string;
  readonly path: string;
}

/** Exercises of the repository, by kind, with what came of a submission. */
const RESULTS: Readonly<Record<string, readonly [exerciseId: string, result: GradingResult]>> = {
  'result-program': ['text-statistics', shown.PROGRAM_WRONG],
  'result-function': ['pair-with-sum', shown.FUNCTION_WRONG],
  'result-sql': ['silent-members', shown.SQL_WRONG],
  'result-http': ['routes', shown.HTTP_WRONG],
  'result-compile-error': ['calculator', shown.COMPILE_ERROR],
  'result-many-cases': ['binary-search', shown.MANY_CASES],
};
const LEASE_MS = 60_000;

/** A page for each kind of result, for the learner with this token. */
export async function addResults(
  api: TestApi,
  database: Database,
  token: string,
): Promise<readonly ResultPage[]> {
  const pages: ResultPage[] = [];
  for (const [name, [exerciseId, result]] of Object.entries(RESULTS)) {
    const isSql = exerciseId === 'silent-members';
    const file = isSql
      ? { path: 'main.sql', content: 'SELECT 1;\n' }
      : { path: exerciseId === 'pair-with-sum' ? 'solution.py' : 'main.py', content: 'print(1\n' };
    const body = { exerciseId, language: isSql ? 'sql' : 'python', files: [file] };
    const answer = await api.call('POST', 'submissions', { token, body });
    if (answer.status !== 202) throw new Error(answer.text);
    const { id } = answer.json as SubmissionResource;
    const begun = await beginAttempt(database, id, 'screenshots', LEASE_MS);
    if (begun.kind !== 'begun') throw new Error(begun.kind);
    await finishAttempt(database, begun.attempt.token, result, []);
    pages.push({ name, path: `/exercises/${exerciseId}?submission=${id}` });
  }
  return pages;
}
