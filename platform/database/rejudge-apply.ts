import type pg from 'pg';
import { type Actor, recordDeed } from './audit.ts';
import type { Database } from './database.ts';
import { inTransaction } from './in-transaction.ts';
import { retryOnConflict } from './retry-conflict.ts';
import { REJUDGE_APPLIED_SQL } from './webhook-outbox.ts';

/** Submissions whose results are exchanged in one transaction. */
const BATCH = 50;

/**
 * Applying exchanges the results of a submission and its copy: the new one is the submission's,
 * the copy keeps the old one for the history. Batch by batch, each of them a transaction that
 * marks its copies; so a process that dies leaves whole batches, and the sweep does the rest.
 */
const LOCK_SQL = `
  SELECT c.id AS copy, o.id AS original FROM "Submission" c
    JOIN "Submission" o ON o.id = c."rejudgeOf"
   WHERE c."rejudgeId" = $1 AND c."replacedAt" IS NULL AND c.state = 'graded'
     AND o.state IN ('graded', 'failed')
   ORDER BY o.id LIMIT ${BATCH} FOR NO KEY UPDATE`;

/** One statement: every row is read as it was before, so this is an exchange. */
const EXCHANGE_SQL = `
  UPDATE "Submission" t
     SET state = f.state, verdict = f.verdict, score = f.score, "maxScore" = f."maxScore",
         result = f.result, "contentHash" = f."contentHash", "finishedAt" = f."finishedAt",
         "replacedAt" = CASE WHEN t."rejudgeId" IS NULL THEN NULL ELSE now() END
    FROM unnest($1::uuid[], $2::uuid[]) AS pair (original, copy), "Submission" f
   WHERE (t.id = pair.original AND f.id = pair.copy) OR (t.id = pair.copy AND f.id = pair.original)`;

/** Through negative numbers, since (submission, index) is unique at every moment. */
const EXCHANGE_CASES_SQL = [
  `UPDATE "CaseResult" c SET "submissionId" = pair.copy, index = -1 - c.index
     FROM unnest($1::uuid[], $2::uuid[]) AS pair (original, copy)
    WHERE c."submissionId" = pair.original`,
  `UPDATE "CaseResult" c SET "submissionId" = pair.original
     FROM unnest($1::uuid[], $2::uuid[]) AS pair (original, copy)
    WHERE c."submissionId" = pair.copy AND c.index >= 0`,
  `UPDATE "CaseResult" c SET index = -1 - c.index
     FROM unnest($1::uuid[], $2::uuid[]) AS pair (original, copy)
    WHERE c."submissionId" = pair.copy AND c.index < 0`,
];

/**
 * Best scores, also downwards. A submission that is graded meanwhile writes the same row: that it
 * is there and locked before it is computed orders the two, and each sees what the other did.
 */
const BEST_SQL = [
  `INSERT INTO "BestScore" ("userId", "exerciseId", "submissionId", score, "maxScore", "updatedAt")
   SELECT DISTINCT ON ("userId", "exerciseId") "userId", "exerciseId", id, score, "maxScore", now()
     FROM "Submission" WHERE id = ANY ($1::uuid[])
    ORDER BY "userId", "exerciseId", score DESC
   ON CONFLICT ("userId", "exerciseId") DO NOTHING`,
  `SELECT 1 FROM "BestScore" b
    WHERE ("userId", "exerciseId") IN (
            SELECT "userId", "exerciseId" FROM "Submission" WHERE id = ANY ($1::uuid[]))
    ORDER BY "userId", "exerciseId" FOR UPDATE`,
  `UPDATE "BestScore" b
      SET "submissionId" = best.id, score = best.score, "maxScore" = best."maxScore",
          "updatedAt" = now()
     FROM (SELECT DISTINCT ON (s."userId", s."exerciseId")
                  s."userId", s."exerciseId", s.id, s.score, s."maxScore"
             FROM "Submission" s
            WHERE (s."userId", s."exerciseId") IN (
                    SELECT "userId", "exerciseId" FROM "Submission" WHERE id = ANY ($1::uuid[]))
              AND s.state = 'graded' AND NOT s."samplesOnly" AND s."rejudgeId" IS NULL
            ORDER BY s."userId", s."exerciseId", s.score DESC, s."createdAt", s.id) best
    WHERE b."userId" = best."userId" AND b."exerciseId" = best."exerciseId"`,
];

const exchangeBatch = async (client: pg.PoolClient, rejudgeId: string): Promise<number> => {
  const { rows } = await client.query<{ copy: string; original: string }>(LOCK_SQL, [rejudgeId]);
  if (rows.length === 0) return 0;
  const originals = rows.map((row) => row.original);
  const pairs = [originals, rows.map((row) => row.copy)];
  for (const sql of [EXCHANGE_SQL, ...EXCHANGE_CASES_SQL]) await client.query(sql, pairs);
  for (const sql of BEST_SQL) await client.query(sql, [originals]);
  return rows.length;
};

/** One batch of a rejudge that is being applied; false where nothing was left, and it is applied. */
export const applyBatch = async (database: Database, rejudgeId: string): Promise<boolean> => {
  const done = await retryOnConflict(() =>
    inTransaction(database, (client) => exchangeBatch(client, rejudgeId)),
  );
  if (done > 0) return true;
  await database.pool.query(REJUDGE_APPLIED_SQL, [rejudgeId]);
  return false;
};

/** false where it is not open (any more), or copies of it are still being graded. */
export const beginApplying = (database: Database, id: string, actor: Actor): Promise<boolean> =>
  inTransaction(database, async (client) => {
    const { rows } = await client.query<{ reason: string }>(
      `UPDATE "Rejudge" r SET state = 'applying'
        WHERE id = $1 AND state = 'open' AND NOT EXISTS (
          SELECT 1 FROM "Submission" s
           WHERE s."rejudgeId" = r.id AND s.state IN ('queued', 'running'))
        RETURNING reason`,
      [id],
    );
    const row = rows[0];
    if (row === undefined) return false;
    const subject = { subjectId: id, subjectName: row.reason };
    await recordDeed(client, actor, { action: 'rejudge-applied', ...subject });
    return true;
  });

export const applyAll = async (database: Database, rejudgeId: string): Promise<void> => {
  let more = true;
  while (more) more = await applyBatch(database, rejudgeId);
};

/** What a process that died was applying. Two may work on one: rows are locked. */
export const resumeApplying = async (database: Database): Promise<void> => {
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT id FROM "Rejudge" WHERE state = 'applying'`,
  );
  for (const { id } of rows) await applyAll(database, id);
};
