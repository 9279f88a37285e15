import type { Database } from './database.ts';

/** One learner's standing in one exercise; no row where nothing was handed in. */
export interface MarkRow {
  readonly userId: string;
  readonly exerciseId: string;
  /** The best; null where nothing is graded yet. */
  readonly score: number | null;
  /** Handed in for a score: tries of samples are left out. */
  readonly submissions: number;
  /** When the best score was handed in. */
  readonly reachedAt: Date | null;
}

/** The earliest of those with the best score counts, so that a later repetition is never late. */
const MARKS_SQL = `
  SELECT s."userId", s."exerciseId", max(s.score) AS score, count(*)::int AS submissions,
         (array_agg(s."createdAt" ORDER BY s.score DESC NULLS LAST, s."createdAt")
           FILTER (WHERE s.score IS NOT NULL))[1] AS "reachedAt"
    FROM "Submission" s
   WHERE s."userId" = ANY ($1::uuid[]) AND s."exerciseId" = ANY ($2::text[])
     AND NOT s."samplesOnly" AND s."rejudgeId" IS NULL
   GROUP BY 1, 2`;

/** Of these users, in these exercises. */
export const readMarks = async (
  { pool }: Database,
  userIds: readonly string[],
  exerciseIds: readonly string[],
): Promise<MarkRow[]> => {
  const { rows } = await pool.query<MarkRow>(MARKS_SQL, [userIds, exerciseIds]);
  return rows;
};
