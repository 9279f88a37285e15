import { MAX_ATTEMPTS, MAX_LOST_ATTEMPTS } from '../../grading/job/grade-job.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Told } from './learner.ts';

interface Row {
  readonly id: string;
  readonly state: string;
  readonly verdict: string | null;
  readonly attempts: readonly string[];
  readonly finished: number;
  readonly events: number;
  readonly lastSeq: number;
  readonly cases: number;
}

/** Attempts by their end, over all submissions. */
export type AttemptCounts = Readonly<Record<string, number>>;

export interface Judgement {
  /** What is wrong, a line each. */
  readonly violations: readonly string[];
  readonly attempts: AttemptCounts;
}

const ROWS_SQL = `
  SELECT s.id, s.state::text, s.verdict,
         ARRAY (SELECT a.state::text FROM "Attempt" a WHERE a."submissionId" = s.id
                 ORDER BY a.number) AS attempts,
         (SELECT count(*)::int FROM "SubmissionEvent" e
           WHERE e."submissionId" = s.id AND e.data->>'type' = 'finished') AS finished,
         (SELECT count(*)::int FROM "SubmissionEvent" e WHERE e."submissionId" = s.id) AS events,
         (SELECT coalesce(max(e.seq), 0) FROM "SubmissionEvent" e
           WHERE e."submissionId" = s.id) AS "lastSeq",
         (SELECT count(*)::int FROM "CaseResult" c WHERE c."submissionId" = s.id) AS cases
    FROM "Submission" s WHERE s."rejudgeId" IS NULL`;

/** Learners and exercises whose best score is not the best of what was graded, or is missing. */
const WRONG_BEST_SQL = `
  SELECT b."userId", best."userId" AS of, b.score AS told, best.score AS best
    FROM (SELECT "userId", "exerciseId", max(score) AS score FROM "Submission"
           WHERE state = 'graded' AND "rejudgeId" IS NULL GROUP BY 1, 2) best
    FULL JOIN "BestScore" b USING ("userId", "exerciseId")
    LEFT JOIN "Submission" s ON s.id = b."submissionId"
   WHERE b.score IS DISTINCT FROM best.score OR s.score IS DISTINCT FROM best.score`;

const count = (attempts: readonly string[], state: string): number =>
  attempts.filter((one) => one === state).length;

/** Each submission once, ended, right, by one attempt, and told as it is stored. */
export async function judge(database: Database, told: readonly Told[]): Promise<Judgement> {
  const { rows } = await database.pool.query<Row>(ROWS_SQL);
  const wrongBest = await database.pool.query(WRONG_BEST_SQL);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const violations = told.flatMap((one) => faultsOf(one, byId.get(one.id)));
  if (new Set(told.map(({ id }) => id)).size !== told.length) {
    violations.push('two that were handed in became one submission');
  }
  if (rows.length !== told.length) {
    violations.push(`${told.length} were handed in, and ${rows.length} are stored`);
  }
  for (const row of wrongBest.rows) violations.push(`best score: ${JSON.stringify(row)}`);
  const attempts: Record<string, number> = {};
  for (const state of rows.flatMap((row) => row.attempts)) {
    attempts[state] = (attempts[state] ?? 0) + 1;
  }
  return { violations, attempts };
}

function faultsOf(told: Told, row: Row | undefined): string[] {
  const { work } = told;
  const name = `${work.name} (${told.id})`;
  if (row === undefined) return [`${name} is lost`];
  const { state, verdict, attempts, finished, events, lastSeq } = row;
  const cases = work.verdicts.includes('CE') ? row.cases : Math.max(row.cases, 1);
  const checks: readonly (readonly [boolean, string])[] = [
    [state === 'graded', `rests as ${state}`],
    [work.verdicts.includes(verdict ?? ''), `got ${String(verdict)}, not ${work.verdicts.join()}`],
    [told.verdict === verdict && told.state === state, `its learner was told ${told.verdict}`],
    [count(attempts, 'succeeded') === 1, `has ${count(attempts, 'succeeded')} results`],
    [count(attempts, 'running') === 0, 'has an attempt that still runs'],
    [count(attempts, 'failed') < MAX_ATTEMPTS, 'failed too often'],
    [count(attempts, 'lost') < MAX_LOST_ATTEMPTS, 'was lost too often'],
    [finished === 1, `was finished ${finished} times`],
    [events === lastSeq, `has ${events} events, and the last is number ${lastSeq}`],
    [cases === row.cases, 'has no cases'],
  ];
  return checks.filter(([holds]) => !holds).map(([, text]) => `${name} ${text}`);
}
