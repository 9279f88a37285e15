import { type Actor, recordDeed } from './audit.ts';
import type { Database } from './database.ts';
import {
  AUTHORS_PARTS_SQL,
  columnsOf,
  GIVEN_SQL,
  type ExerciseToStore,
} from './exercise-versions.ts';
import { inTransaction } from './in-transaction.ts';

/**
 * What people decide about exercises at the desk; what the folders say is in exercise-versions.ts.
 * An upload is a version that nobody sees: of an exercise that was never published it is the
 * current one (a draft), of any other it waits until it is published.
 */
const UPLOAD_SQL = `
  WITH given AS (${GIVEN_SQL}),
  version AS (
    INSERT INTO "ExerciseVersion" ("contentHash", "exerciseId", title, points, bundle, source,
                                   "sqlEngine", "uploadedBy")
    SELECT hash, id, title, points, bundle, 'upload', "sqlEngine", $10 FROM given
    ON CONFLICT ("contentHash") DO NOTHING RETURNING "contentHash"),
  ${AUTHORS_PARTS_SQL},
  draft AS (
    INSERT INTO "Exercise" AS e (id, phase, "currentHash", published, "updatedAt")
    SELECT id, phase, hash, false, now() FROM given
    ON CONFLICT (id) DO UPDATE
       SET phase = excluded.phase, "currentHash" = excluded."currentHash", "updatedAt" = now()
     WHERE e."publishedAt" IS NULL)
  SELECT EXISTS (SELECT 1 FROM version) AS "isNew"`;

export interface StoredUpload {
  /** False where the store had this very content already. */
  readonly isNew: boolean;
}

export const storeUpload = async (
  { pool }: Database,
  upload: ExerciseToStore,
  userId: string,
): Promise<StoredUpload> => {
  const { rows } = await pool.query<StoredUpload>(UPLOAD_SQL, [...columnsOf([upload]), userId]);
  if (rows[0] === undefined) throw new Error('The store gave no report of the upload.');
  return rows[0];
};

/** A version that the sound folder holds is not pinned: the exercise follows its folder again. */
const PUBLISH_SQL = `
  UPDATE "Exercise" e
     SET phase = $3, "currentHash" = $2, published = true, hidden = false,
         pinned = NOT e."inFolder" OR e."folderHash" IS DISTINCT FROM $2,
         "publishedAt" = coalesce(e."publishedAt", now()), "updatedAt" = now()
   WHERE id = $1 AND EXISTS (
           SELECT 1 FROM "ExerciseVersion" v WHERE v."contentHash" = $2 AND v."exerciseId" = $1)`;

/** From now on learners get this version. False where the exercise has no such version. */
export const publishVersion = (
  database: Database,
  { id, contentHash, phase }: Readonly<Record<'id' | 'contentHash' | 'phase', string>>,
  actor: Actor,
): Promise<boolean> =>
  inTransaction(database, async (client) => {
    const { rowCount } = await client.query(PUBLISH_SQL, [id, contentHash, phase]);
    if (rowCount !== 1) return false;
    const subject = { subjectId: id, subjectName: id };
    const deed = { action: 'version-published', ...subject, detail: { contentHash } } as const;
    await recordDeed(client, actor, deed);
    return true;
  });

/** False where there is no such exercise. */
export const setHidden = (
  database: Database,
  id: string,
  hidden: boolean,
  actor: Actor,
): Promise<boolean> =>
  inTransaction(database, async (client) => {
    const { rowCount } = await client.query(
      'UPDATE "Exercise" SET hidden = $2, "updatedAt" = now() WHERE id = $1',
      [id, hidden],
    );
    if (rowCount !== 1) return false;
    const action = hidden ? 'exercise-hidden' : 'exercise-shown';
    await recordDeed(client, actor, { action, subjectId: id, subjectName: id });
    return true;
  });
