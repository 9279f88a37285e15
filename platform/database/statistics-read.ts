import type { Database } from './database.ts';

/** What the graded submissions of one version of an exercise say about it; samples-only left out. */
export interface StatisticsRow {
  readonly submissions: number;
  readonly learners: number;
  /** Learners with a full score. */
  readonly solvers: number;
  readonly verdicts: readonly { readonly verdict: string; readonly count: number }[];
  readonly languages: readonly { readonly language: string; readonly count: number }[];
  readonly cases: readonly CaseStatisticsRow[];
  /** CPU time of the slowest case of an accepted submission, by bins of equal width. */
  readonly cpuTimes: readonly { readonly untilMs: number; readonly count: number }[];
}

export interface CaseStatisticsRow {
  readonly name: string;
  readonly group: string;
  readonly sample: boolean;
  readonly runs: number;
  /** Skipped ones count neither as run nor as failed. */
  readonly failures: number;
}

export const CPU_TIME_BINS = 20;

const STATISTICS_SQL = `
  WITH graded AS MATERIALIZED (
    SELECT id, "userId", verdict, language, score, "maxScore" FROM "Submission"
     WHERE "contentHash" = $1 AND state = 'graded' AND NOT "samplesOnly" AND "rejudgeId" IS NULL),
  slowest AS MATERIALIZED (
    SELECT max(c."cpuTimeMs") AS ms FROM graded g JOIN "CaseResult" c ON c."submissionId" = g.id
     WHERE g.verdict = 'AC' GROUP BY g.id),
  width AS (SELECT greatest(ceil(max(ms) / $2), 1) AS ms FROM slowest HAVING count(*) > 0)
  SELECT (SELECT count(*)::int FROM graded) AS submissions,
         (SELECT count(DISTINCT "userId")::int FROM graded) AS learners,
         (SELECT count(DISTINCT "userId")::int FROM graded WHERE score = "maxScore") AS solvers,
         (SELECT coalesce(jsonb_agg(x ORDER BY count DESC, verdict), '[]') FROM (
            SELECT verdict, count(*)::int FROM graded GROUP BY 1) x) AS verdicts,
         (SELECT coalesce(jsonb_agg(x ORDER BY count DESC, language), '[]') FROM (
            SELECT language, count(*)::int FROM graded GROUP BY 1) x) AS languages,
         (SELECT coalesce(jsonb_agg(to_jsonb(x) - 'index' ORDER BY index), '[]') FROM (
            SELECT c.name, c."group", c.sample, min(c.index) AS index,
                   (count(*) FILTER (WHERE c.verdict <> 'SK'))::int AS runs,
                   (count(*) FILTER (WHERE c.verdict NOT IN ('AC', 'SK')))::int AS failures
              FROM graded g JOIN "CaseResult" c ON c."submissionId" = g.id
             GROUP BY 1, 2, 3) x) AS cases,
         (SELECT coalesce(jsonb_agg(x ORDER BY "untilMs"), '[]') FROM (
            SELECT bin * width.ms AS "untilMs",
                   (SELECT count(*)::int FROM slowest
                     WHERE slowest.ms > (bin - 1) * width.ms AND slowest.ms <= bin * width.ms
                        OR bin = 1 AND slowest.ms = 0) AS count
              FROM width, generate_series(1, $2::int) bin) x) AS "cpuTimes"`;

export const readStatistics = async (
  { pool }: Database,
  contentHash: string,
): Promise<StatisticsRow> => {
  const { rows } = await pool.query<StatisticsRow>(STATISTICS_SQL, [contentHash, CPU_TIME_BINS]);
  if (rows[0] === undefined) throw new Error('The store gave no statistics.');
  return rows[0];
};
