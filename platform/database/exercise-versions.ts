import type { PackedAuthorsPart } from '../../grading/catalogue/authors-part.ts';
import type { Exercise } from '../../grading/catalogue/exercise.ts';
import type { Database } from './database.ts';

export interface ExerciseToStore {
  readonly exercise: Exercise;
  /** packExercise(exercise): what workers grade with. Null: the store has it (`storedVersions`). */
  readonly bundle: Uint8Array | null;
  /**
   * packAuthorsPart(...): what workers verify with. Absent: the store's stays; a version without
   * one cannot be verified.
   */
  readonly authorsPart?: PackedAuthorsPart;
}

export interface SyncReport {
  /** Versions that the store did not have. */
  readonly newVersions: number;
  /** Exercises that are new, point to another version, or are back. */
  readonly changed: readonly string[];
  /** Exercises that are no longer among those given: not offered, with their history kept. */
  readonly unpublished: readonly string[];
}

/** The columns of what is given, as `given` of a statement; values by `columnsOf`. */
export const GIVEN_SQL = `
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::bytea[],
                       $7::text[], $8::bytea[], $9::text[])
    AS g (id, phase, hash, title, points, bundle, "authorsHash", authors, "sqlEngine")`;

const sqlEngineOf = (exercise: Exercise): string | null =>
  exercise.kind === 'sql' ? exercise.spec.engine : null;

export const columnsOf = (exercises: readonly ExerciseToStore[]): unknown[] => [
  exercises.map(({ exercise }) => exercise.id),
  exercises.map(({ exercise }) => exercise.phase),
  exercises.map(({ exercise }) => exercise.contentHash),
  exercises.map(({ exercise }) => exercise.title),
  exercises.map(({ exercise }) => exercise.points),
  exercises.map(({ bundle }) => (bundle ? Buffer.from(bundle) : null)),
  exercises.map(({ authorsPart }) => authorsPart?.hash ?? null),
  exercises.map(({ authorsPart }) => (authorsPart ? Buffer.from(authorsPart.bytes) : null)),
  exercises.map(({ exercise }) => sqlEngineOf(exercise)),
];

/** A version never changes; what its author keeps beside it does, without making a new one. */
export const AUTHORS_PARTS_SQL = `
  authors AS (
    INSERT INTO "VersionAuthorsPart" AS a ("contentHash", hash, bytes)
    SELECT hash, "authorsHash", authors FROM given WHERE "authorsHash" IS NOT NULL ORDER BY hash
    ON CONFLICT ("contentHash") DO UPDATE SET hash = excluded.hash, bytes = excluded.bytes
     WHERE a.hash <> excluded.hash)`;

/**
 * One statement: an exercise and its version refer to each other, which only the end of a
 * statement checks.
 *
 * A pinned exercise, whose version was chosen at the desk, keeps it while the folder holds what it
 * held before, even if the folder was away or unsound in between; another content of the folder
 * ends that. `hidden` is a person's and is never touched.
 */
const SYNC_SQL = `
  WITH given AS (${GIVEN_SQL}),
  versions AS (
    INSERT INTO "ExerciseVersion" AS v
           ("contentHash", "exerciseId", title, points, bundle, "sqlEngine")
    SELECT hash, id, title, points, bundle, "sqlEngine" FROM given WHERE bundle IS NOT NULL
     -- Processes that store the same at once wait for each other in one order.
     ORDER BY hash
    -- Of versions from before this column.
    ON CONFLICT ("contentHash") DO UPDATE SET "sqlEngine" = excluded."sqlEngine"
     WHERE v."sqlEngine" IS DISTINCT FROM excluded."sqlEngine"
    RETURNING xmax = 0 AS "isNew"),
  ${AUTHORS_PARTS_SQL},
  changed AS (
    INSERT INTO "Exercise" AS e (id, phase, "currentHash", published, "folderHash", "inFolder",
                                 "publishedAt", "updatedAt")
    SELECT id, phase, hash, true, hash, true, now(), now() FROM given ORDER BY id
    ON CONFLICT (id) DO UPDATE
       SET phase = CASE WHEN e.pinned AND e."folderHash" = excluded."folderHash"
                        THEN e.phase ELSE excluded.phase END,
           "currentHash" = CASE WHEN e.pinned AND e."folderHash" = excluded."folderHash"
                                THEN e."currentHash" ELSE excluded."currentHash" END,
           pinned = coalesce(e.pinned AND e."folderHash" = excluded."folderHash", false),
           "folderHash" = excluded."folderHash", "inFolder" = true, published = true,
           "publishedAt" = coalesce(e."publishedAt", now()), "updatedAt" = now()
     WHERE (e."folderHash", e."inFolder", e.published)
           IS DISTINCT FROM (excluded."folderHash", true, true)
    RETURNING id),
  gone AS (
    UPDATE "Exercise" SET "inFolder" = false, published = pinned, "updatedAt" = now()
     WHERE "inFolder" AND id <> ALL ($1::text[]) RETURNING id, published)
  SELECT (SELECT count(*)::int FROM versions WHERE "isNew") AS "newVersions",
         ARRAY(SELECT id FROM changed ORDER BY id) AS changed,
         ARRAY(SELECT id FROM gone WHERE NOT published ORDER BY id) AS unpublished`;

/**
 * Makes the store's catalogue the exercises given, beside what was published at the desk. All or
 * nothing.
 */
export const syncExercises = async (
  { pool }: Database,
  exercises: readonly ExerciseToStore[],
): Promise<SyncReport> => {
  const { rows } = await pool.query<SyncReport>(SYNC_SQL, columnsOf(exercises));
  const report = rows[0];
  if (report === undefined) throw new Error('The store gave no report of the exercises.');
  return report;
};

const STORED_SQL = `
  SELECT v."contentHash", a.hash AS "authorsHash"
    FROM unnest($1::text[], $2::text[]) AS g (hash, "sqlEngine")
    JOIN "ExerciseVersion" v ON v."contentHash" = g.hash
     AND v."sqlEngine" IS NOT DISTINCT FROM g."sqlEngine"
    LEFT JOIN "VersionAuthorsPart" a ON a."contentHash" = v."contentHash"`;

/**
 * Which of these versions the store has as they are, by content hash, and the hash of what their
 * authors keep beside them (null: nothing). They need not be packed for `syncExercises`.
 */
export const storedVersions = async (
  { pool }: Database,
  exercises: readonly Exercise[],
): Promise<ReadonlyMap<string, string | null>> => {
  const { rows } = await pool.query<{ contentHash: string; authorsHash: string | null }>(
    STORED_SQL,
    [exercises.map(({ contentHash }) => contentHash), exercises.map(sqlEngineOf)],
  );
  return new Map(rows.map(({ contentHash, authorsHash }) => [contentHash, authorsHash]));
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

/** Solutions and manifest of a version: for workers that verify it, and nobody else. */
export const loadAuthorsPart = async (
  { prisma }: Database,
  contentHash: string,
): Promise<PackedAuthorsPart | null> =>
  prisma.versionAuthorsPart.findUnique({
    where: { contentHash },
    select: { bytes: true, hash: true },
  });
