import type { Database } from './database.ts';
import type { VerificationState, VersionSource } from './generated/client.ts';
import { DONE_SQL, STALE_SQL } from './verifications.ts';

/** The newest verification of a version, as lists show it. */
export interface VerificationSummaryRow {
  readonly id: string;
  readonly state: VerificationState;
  readonly ok: boolean | null;
  /** The solutions or the manifest are others by now. */
  readonly stale: boolean;
  readonly done: number;
  readonly total: number;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** An exercise as its authors see it. */
export interface AuthoredExerciseRow {
  readonly id: string;
  readonly phase: string;
  readonly title: string;
  readonly points: number;
  readonly currentHash: string;
  readonly published: boolean;
  readonly hidden: boolean;
  readonly pinned: boolean;
  readonly inFolder: boolean;
  readonly folderHash: string | null;
  readonly publishedAt: Date | null;
  readonly versions: number;
  /** An uploaded version is younger than the current one. */
  readonly hasNewer: boolean;
  readonly submissions: number;
  readonly accepted: number;
  readonly verification: VerificationSummaryRow | null;
}

/** Of the version `hash`, as JSON or null. */
const newestVerificationSql = (hash: string): string => `(
  SELECT jsonb_build_object(
           'id', f.id, 'state', f.state, 'ok', f.ok, 'total', f.total,
           'stale', ${STALE_SQL}, 'done', ${DONE_SQL},
           'createdAt', f."createdAt", 'finishedAt', f."finishedAt")
    FROM "Verification" f LEFT JOIN "VersionAuthorsPart" a ON a."contentHash" = f."contentHash"
   WHERE f."contentHash" = ${hash} ORDER BY f.id DESC LIMIT 1)`;

const EXERCISES_SQL = `
  SELECT e.id, e.phase, v.title, v.points, e."currentHash", e.published, e.hidden, e.pinned,
         e."inFolder", e."folderHash", e."publishedAt", counted.submissions, counted.accepted,
         (SELECT count(*)::int FROM "ExerciseVersion" x WHERE x."exerciseId" = e.id) AS versions,
         EXISTS (SELECT 1 FROM "ExerciseVersion" x WHERE x."exerciseId" = e.id
                    AND x.source = 'upload' AND x."createdAt" > v."createdAt") AS "hasNewer",
         ${newestVerificationSql('e."currentHash"')} AS verification
    FROM "Exercise" e JOIN "ExerciseVersion" v ON v."contentHash" = e."currentHash",
         LATERAL (
           SELECT count(*)::int AS submissions,
                  count(*) FILTER (WHERE s.verdict = 'AC')::int AS accepted
             FROM "Submission" s
            WHERE s."contentHash" = e."currentHash" AND s.state = 'graded'
              AND NOT s."samplesOnly" AND s."rejudgeId" IS NULL) counted`;

/** In the order of their ids, after the id `after`. */
export const listAuthoredExercises = async (
  { pool }: Database,
  page: { readonly after: string | null; readonly take: number },
): Promise<AuthoredExerciseRow[]> => {
  const { rows } = await pool.query<AuthoredExerciseRow>(
    `${EXERCISES_SQL} WHERE $1::text IS NULL OR e.id > $1 ORDER BY e.id LIMIT $2`,
    [page.after, page.take],
  );
  return rows;
};

export const findAuthoredExercise = async (
  { pool }: Database,
  id: string,
): Promise<AuthoredExerciseRow | null> => {
  const { rows } = await pool.query<AuthoredExerciseRow>(`${EXERCISES_SQL} WHERE e.id = $1`, [id]);
  return rows[0] ?? null;
};

/** One version of an exercise. */
export interface VersionRow {
  readonly contentHash: string;
  readonly title: string;
  readonly points: number;
  readonly source: VersionSource;
  readonly uploadedBy: string | null;
  readonly createdAt: Date;
  readonly isCurrent: boolean;
  /** What the folder holds now. */
  readonly isInFolder: boolean;
  /** The store has solutions to verify it with. */
  readonly hasSolutions: boolean;
  readonly submissions: number;
  readonly verification: VerificationSummaryRow | null;
}

const VERSIONS_SQL = `
  SELECT v."contentHash", v.title, v.points, v.source, u.username AS "uploadedBy", v."createdAt",
         v."contentHash" = e."currentHash" AS "isCurrent",
         coalesce(e."inFolder" AND v."contentHash" = e."folderHash", false) AS "isInFolder",
         EXISTS (SELECT 1 FROM "VersionAuthorsPart" a WHERE a."contentHash" = v."contentHash")
           AS "hasSolutions",
         (SELECT count(*)::int FROM "Submission" s
           WHERE s."contentHash" = v."contentHash" AND s."rejudgeId" IS NULL) AS submissions,
         ${newestVerificationSql('v."contentHash"')} AS verification
    FROM "ExerciseVersion" v JOIN "Exercise" e ON e.id = v."exerciseId"
    LEFT JOIN "User" u ON u.id = v."uploadedBy"
   WHERE v."exerciseId" = $1`;

/** Newest first, after the version of that time and hash. */
export const listVersions = async (
  { pool }: Database,
  exerciseId: string,
  page: { readonly after: readonly [time: string, hash: string] | null; readonly take: number },
): Promise<VersionRow[]> => {
  const { rows } = await pool.query<VersionRow>(
    `${VERSIONS_SQL} AND ($2::timestamptz IS NULL OR (v."createdAt", v."contentHash") < ($2, $3))
      ORDER BY v."createdAt" DESC, v."contentHash" DESC LIMIT $4`,
    [exerciseId, page.after?.[0] ?? null, page.after?.[1] ?? null, page.take],
  );
  return rows;
};

export const findVersion = async (
  { pool }: Database,
  exerciseId: string,
  contentHash: string,
): Promise<VersionRow | null> => {
  const values = [exerciseId, contentHash];
  const { rows } = await pool.query<VersionRow>(`${VERSIONS_SQL} AND v."contentHash" = $2`, values);
  return rows[0] ?? null;
};
