import type { Exercise } from '../../grading/catalogue/exercise.ts';
import type { Database } from './database.ts';

export interface ExerciseToStore {
  readonly exercise: Exercise;
  /** packExercise(exercise): what workers grade with. */
  readonly bundle: Uint8Array;
}

export interface SyncReport {
  /** Versions that the store did not have. */
  readonly newVersions: number;
  /** Exercises that are new, point to another version, or are published again. */
  readonly changed: readonly string[];
  /** Exercises that are no longer among those given: hidden, with their history kept. */
  readonly unpublished: readonly string[];
}

/**
 * One statement: an exercise and its version refer to each other, which only the end of a
 * statement checks.
 */
const SYNC_SQL = `
  WITH given AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::bytea[])
      AS g (id, phase, hash, title, points, bundle)),
  versions AS (
    INSERT INTO "ExerciseVersion" ("contentHash", "exerciseId", title, points, bundle)
    SELECT hash, id, title, points, bundle FROM given
    ON CONFLICT ("contentHash") DO NOTHING RETURNING "contentHash"),
  changed AS (
    INSERT INTO "Exercise" AS e (id, phase, "currentHash", published, "updatedAt")
    SELECT id, phase, hash, true, now() FROM given ORDER BY id
    ON CONFLICT (id) DO UPDATE
       SET phase = excluded.phase, "currentHash" = excluded."currentHash", published = true,
           "updatedAt" = now()
     WHERE (e.phase, e."currentHash", e.published)
           IS DISTINCT FROM (excluded.phase, excluded."currentHash", true)
    RETURNING id),
  gone AS (
    UPDATE "Exercise" SET published = false, "updatedAt" = now()
     WHERE published AND id <> ALL ($1::text[]) RETURNING id)
  SELECT (SELECT count(*)::int FROM versions) AS "newVersions",
         ARRAY(SELECT id FROM changed ORDER BY id) AS changed,
         ARRAY(SELECT id FROM gone ORDER BY id) AS unpublished`;

/** Makes the store's catalogue the exercises given, and those only. All or nothing. */
export const syncExercises = async (
  { pool }: Database,
  exercises: readonly ExerciseToStore[],
): Promise<SyncReport> => {
  const { rows } = await pool.query<SyncReport>(SYNC_SQL, [
    exercises.map(({ exercise }) => exercise.id),
    exercises.map(({ exercise }) => exercise.phase),
    exercises.map(({ exercise }) => exercise.contentHash),
    exercises.map(({ exercise }) => exercise.title),
    exercises.map(({ exercise }) => exercise.points),
    exercises.map(({ bundle }) => Buffer.from(bundle)),
  ]);
  const report = rows[0];
  if (report === undefined) throw new Error('The store gave no report of the exercises.');
  return report;
};

/** The bundle of one immutable version, or null where the store has none of this hash. */
export const loadExerciseVersion = async (
  { pool }: Database,
  contentHash: string,
): Promise<Uint8Array | null> => {
  const { rows } = await pool.query<{ bundle: Buffer }>({
    name: 'load-exercise-version',
    text: 'SELECT bundle FROM "ExerciseVersion" WHERE "contentHash" = $1',
    values: [contentHash],
  });
  return rows[0]?.bundle ?? null;
};
