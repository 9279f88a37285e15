import type { Database } from './database.ts';

/** One minute of the last hour. */
export interface QueueMinute {
  readonly from: Date;
  readonly submitted: number;
  readonly graded: number;
  /** From submission to a worker; null: none was graded. */
  readonly medianWaitingMs: number | null;
  readonly p95WaitingMs: number | null;
}

export const HISTORY_MINUTES = 60;

const HISTORY_SQL = `
  WITH minutes AS (
    SELECT generate_series(date_trunc('minute', now()) - ($1 - 1) * interval '1 minute',
                           date_trunc('minute', now()), interval '1 minute') AS "from"),
  recent AS (
    SELECT "createdAt", "finishedAt", (result #>> '{clocks,queuedMs}')::float8 AS waiting
      FROM "Submission"
     WHERE "rejudgeId" IS NULL AND "createdAt" > now() - ($1 + 60) * interval '1 minute')
  SELECT m."from",
         count(*) FILTER (WHERE r."createdAt" >= m."from"
                            AND r."createdAt" < m."from" + interval '1 minute')::int AS submitted,
         count(*) FILTER (WHERE g.ended)::int AS graded,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY r.waiting) FILTER (WHERE g.ended)
           AS "medianWaitingMs",
         percentile_cont(0.95) WITHIN GROUP (ORDER BY r.waiting) FILTER (WHERE g.ended)
           AS "p95WaitingMs"
    FROM minutes m
    LEFT JOIN recent r ON r."createdAt" < m."from" + interval '1 minute'
                      AND (r."createdAt" >= m."from" OR r."finishedAt" >= m."from")
    LEFT JOIN LATERAL (
      SELECT r."finishedAt" >= m."from" AND r."finishedAt" < m."from" + interval '1 minute'
               AND r.waiting IS NOT NULL AS ended) g ON true
   GROUP BY m."from" ORDER BY m."from"`;

/** The last hour, minute by minute, the oldest first; copies of rejudges wait for nobody. */
export const readQueueHistory = async ({ pool }: Database): Promise<QueueMinute[]> =>
  (await pool.query<QueueMinute>(HISTORY_SQL, [HISTORY_MINUTES])).rows;

/** How long the submission that waits longest has waited; 0 where none does. */
export const oldestWaitingMs = async ({ pool }: Database): Promise<number> => {
  const { rows } = await pool.query<{ waiting: number }>(
    `SELECT coalesce(extract(epoch FROM now() - min("createdAt")) * 1000, 0)::float8 AS waiting
       FROM "Submission" WHERE state = 'queued' AND "rejudgeId" IS NULL`,
  );
  return rows[0]?.waiting ?? 0;
};
