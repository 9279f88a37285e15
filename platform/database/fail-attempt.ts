import { MAX_ATTEMPTS } from '../../grading/job/grade-job.ts';
import { appendEventsSql } from '../events/event-channel.ts';
import type { Database } from './database.ts';
import { retryOnConflict } from './retry-conflict.ts';
import { storableStack } from './storable-error.ts';

/** What a learner is told: that it was us. The reason is the operator's business. */
const PUBLIC_REASON = 'The grader had an internal error.';

export type FailOutcome =
  /** The submission is queued again; the caller has its job tried again. */
  | 'retry'
  /** It rests as failed, with the verdict IE, until somebody re-runs it. */
  | 'gave-up'
  /** The token is not current: somebody else grades it, or has. Nothing was written. */
  | 'stale';

/** Ends the submission as IE. Best scores are not touched: the fault is ours. */
const giveUpSql = (source: string): string => `
  rested AS (
    UPDATE "Submission" u SET state = 'failed', verdict = 'IE', "finishedAt" = now()
      FROM ${source} x WHERE u.id = x."submissionId"
    RETURNING u.id AS "submissionId", u."maxScore"),
  ${appendEventsSql(
    'rested',
    `jsonb_build_array(jsonb_build_object('type', 'finished', 'verdict', 'IE', 'score', 0,
       'maxScore', (SELECT "maxScore" FROM rested)))`,
  )}`;

const LOCK_AND_FAIL_SQL = `
  s AS (
    SELECT s.id FROM "Submission" s JOIN "Attempt" a ON a."submissionId" = s.id
     WHERE a.token = $1 AND s.state = 'running' FOR NO KEY UPDATE OF s),
  failed AS (
    UPDATE "Attempt" a SET state = $3::"AttemptState", "finishedAt" = now(), error = $2
      FROM s WHERE a."submissionId" = s.id AND a.token = $1 AND a.state = 'running'
    RETURNING a."submissionId", a.number)`;

const RETRY_SQL = `
  WITH ${LOCK_AND_FAIL_SQL},
  again AS (
    UPDATE "Submission" u SET state = 'queued' FROM failed f WHERE u.id = f."submissionId"),
  ${appendEventsSql(
    'failed',
    `jsonb_build_array(jsonb_build_object('type', 'retrying', 'attempt',
       (SELECT number FROM failed), 'reason', '${PUBLIC_REASON}'))`,
  )}
  SELECT number, (SELECT count(*) FROM announced) AS announced FROM failed`;

const LAST_SQL = `
  WITH ${LOCK_AND_FAIL_SQL},
  ${giveUpSql('failed')}
  SELECT number, (SELECT count(*) FROM announced) AS announced FROM failed`;

const FAILED_BEFORE_SQL = `
  SELECT (SELECT count(*)::int FROM "Attempt" f
           WHERE f."submissionId" = a."submissionId" AND f.state = 'failed') AS "failedBefore"
    FROM "Attempt" a WHERE token = $1 AND state = 'running'`;

export interface FailOptions {
  /**
   * The engine or the store went away below the attempt: it ends as lost, like that of a worker that
   * died, and does not count as one of MAX_ATTEMPTS (beginAttempt counts those, too, to another end).
   */
  readonly infrastructure?: boolean;
}

/** An attempt failed for a reason of ours. Never touches a best score. */
export const failAttempt = async (
  { pool }: Database,
  token: string,
  error: unknown,
  { infrastructure = false }: FailOptions = {},
): Promise<FailOutcome> => {
  const running = await pool.query<{ failedBefore: number }>(FAILED_BEFORE_SQL, [token]);
  const failedBefore = running.rows[0]?.failedBefore;
  if (failedBefore === undefined) return 'stale';
  const last = !infrastructure && failedBefore + 1 >= MAX_ATTEMPTS;
  const values = [token, storableStack(error), infrastructure ? 'lost' : 'failed'];
  const { rowCount } = await retryOnConflict(() => pool.query(last ? LAST_SQL : RETRY_SQL, values));
  if (rowCount === 0) return 'stale';
  return last ? 'gave-up' : 'retry';
};

const GIVE_UP_SQL = `
  WITH s AS (
    SELECT id AS "submissionId" FROM "Submission"
     WHERE id = $1 AND state IN ('queued', 'running') FOR NO KEY UPDATE),
  lost AS (
    UPDATE "Attempt" a SET state = 'lost', "finishedAt" = now(), error = $2
      FROM s WHERE a."submissionId" = s."submissionId" AND a.state = 'running'),
  ${giveUpSql('s')}
  SELECT (SELECT count(*) FROM announced) AS announced`;

/** For a submission whose attempts are used up without one that could say so itself. */
export const giveUp = async (
  { pool }: Database,
  submissionId: string,
  reason: string,
): Promise<void> => {
  await retryOnConflict(() => pool.query(GIVE_UP_SQL, [submissionId, reason]));
};
