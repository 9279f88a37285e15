import type { RejudgeFilter } from '../../grading/resource/resources.ts';
import { type Actor, recordDeed } from './audit.ts';
import type { Reader } from './cohorts.ts';
import type { Database } from './database.ts';
import type { RejudgeState } from './generated/client.ts';
import { inTransaction } from './in-transaction.ts';
import { newId } from './new-id.ts';

/**
 * A rejudge grades copies of submissions with the current version of their exercise. A copy is a
 * row of "Submission" with "rejudgeId", graded by the ordinary pipeline, behind what learners wait
 * for; it has no files of its own and is shown nowhere. Only applying (rejudge-apply.ts) touches
 * the submissions themselves.
 */

/** Of one rejudge: its rows are made in one statement, which must stay short. */
export const MAX_REJUDGED = 2000;

/**
 * What a filter ($1) of a reader ($2 id, $3 is an admin) means: an instructor's are the learners
 * of the own cohorts. Tries of samples, and what is being graded, have no result to compare.
 */
const MATCHING_SQL = `
  FROM "Submission" s
 WHERE s."rejudgeId" IS NULL AND NOT s."samplesOnly" AND s.state IN ('graded', 'failed')
   AND coalesce(s.id = ($1::jsonb->>'submissionId')::uuid, true)
   AND coalesce(s."exerciseId" = $1::jsonb->>'exerciseId', true)
   AND coalesce(s.verdict = $1::jsonb->>'verdict', true)
   AND coalesce(s.language = $1::jsonb->>'language', true)
   AND coalesce(s."contentHash" = $1::jsonb->>'contentHash', true)
   AND coalesce(s."createdAt" >= ($1::jsonb->>'from')::timestamptz, true)
   AND coalesce(s."createdAt" < ($1::jsonb->>'until')::timestamptz, true)
   AND ($1::jsonb->>'cohortId' IS NULL OR EXISTS (
         SELECT 1 FROM "CohortMember" m WHERE m."userId" = s."userId" AND m.role = 'learner'
            AND m."cohortId" = ($1::jsonb->>'cohortId')::uuid))
   AND ($3::boolean OR EXISTS (
         SELECT 1 FROM "CohortMember" mine
           JOIN "CohortMember" m ON m."cohortId" = mine."cohortId" AND m.role = 'learner'
          WHERE mine."userId" = $2 AND mine.role = 'instructor' AND m."userId" = s."userId"))`;

const matchingValues = (reader: Reader, filter: RejudgeFilter): unknown[] => [
  JSON.stringify(filter),
  reader.id,
  reader.role === 'admin',
];

export const countMatching = async (
  { pool }: Database,
  reader: Reader,
  filter: RejudgeFilter,
): Promise<number> => {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count ${MATCHING_SQL}`,
    matchingValues(reader, filter),
  );
  return rows[0]?.count ?? 0;
};

const COPY_SQL = `
  WITH made AS (
    INSERT INTO "Rejudge" (id, "userId", reason, filter, total)
    VALUES ($1, $2, $3, $4, cardinality($5::uuid[])) RETURNING id)
  INSERT INTO "Submission" (id, "userId", "exerciseId", "contentHash", language, "maxScore",
                            "rejudgeId", "rejudgeOf", "requestId")
  SELECT pair.copy, s."userId", s."exerciseId", e."currentHash", s.language, v.points,
         made.id, s.id, $7
    FROM unnest($5::uuid[], $6::uuid[]) AS pair (original, copy)
    JOIN "Submission" s ON s.id = pair.original
    JOIN "Exercise" e ON e.id = s."exerciseId"
    JOIN "ExerciseVersion" v ON v."contentHash" = e."currentHash", made`;

export type CreateRejudgeOutcome =
  /** Its copies are queued rows; the caller adds their jobs, and the sweep what it does not. */
  | { readonly kind: 'created'; readonly id: string; readonly copies: readonly string[] }
  | { readonly kind: 'none-match' }
  | { readonly kind: 'too-many' };

export const createRejudge = async (
  database: Database,
  reader: Reader,
  { reason, filter }: { readonly reason: string; readonly filter: RejudgeFilter },
  actor: Actor,
): Promise<CreateRejudgeOutcome> => {
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT s.id ${MATCHING_SQL} ORDER BY s.id LIMIT ${MAX_REJUDGED + 1}`,
    matchingValues(reader, filter),
  );
  if (rows.length === 0) return { kind: 'none-match' };
  if (rows.length > MAX_REJUDGED) return { kind: 'too-many' };
  const id = newId();
  // Ids of one millisecond have no order: sorted, the copies are listed as the originals are.
  const copies = rows.map(() => newId()).sort();
  const originals = rows.map((row) => row.id);
  const values = [
    id,
    reader.id,
    reason,
    JSON.stringify(filter),
    originals,
    copies,
    actor.requestId,
  ];
  await inTransaction(database, async (client) => {
    await client.query(COPY_SQL, values);
    const detail = { submissions: String(copies.length) };
    const subject = { subjectId: id, subjectName: reason };
    await recordDeed(client, actor, { action: 'rejudge-created', ...subject, detail });
  });
  return { kind: 'created', id, copies };
};

export interface RejudgeRow {
  readonly id: string;
  readonly username: string;
  readonly reason: string;
  readonly filter: RejudgeFilter;
  readonly state: RejudgeState;
  readonly total: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  /** Copies that are queued or running. */
  readonly unfinished: number;
  readonly graded: number;
  readonly failed: number;
  readonly applied: number;
  readonly unchanged: number;
  readonly up: number;
  readonly down: number;
  readonly verdicts: readonly {
    readonly before: string | null;
    readonly after: string;
    readonly count: number;
  }[];
}

/** Before and after of a pair: applying exchanges them, and marks the copy. */
const PAIRS_SQL = `
  SELECT c.id AS "copyId", c."rejudgeId", c.state, c."replacedAt", o.id AS "submissionId",
         o."userId", o."exerciseId", o.language, o."createdAt",
         b.id AS "beforeId", b.verdict AS "verdictBefore", b.score AS "scoreBefore",
         a.id AS "afterId", a.verdict AS "verdictAfter", a.score AS "scoreAfter",
         a."maxScore" AS "maxScoreAfter", b."maxScore" AS "maxScoreBefore",
         (b.verdict, b.score, b."maxScore") IS DISTINCT FROM (a.verdict, a.score, a."maxScore")
           AS changed
    FROM "Submission" c JOIN "Submission" o ON o.id = c."rejudgeOf"
    JOIN "Submission" b ON b.id = CASE WHEN c."replacedAt" IS NULL THEN o.id ELSE c.id END
    JOIN "Submission" a ON a.id = CASE WHEN c."replacedAt" IS NULL THEN c.id ELSE o.id END`;

/** Those that the reader made; an admin's are all. $1 id, $2 is an admin. */
const REJUDGES_SQL = `
  SELECT r.id, u.username, r.reason, r.filter, r.state, r.total, r."createdAt", r."finishedAt",
         sums.*
    FROM "Rejudge" r JOIN "User" u ON u.id = r."userId",
         LATERAL (
           WITH p AS MATERIALIZED (
             SELECT pairs.*, coalesce(pairs."scoreBefore", 0) AS was,
                    pairs.state = 'graded' OR pairs."replacedAt" IS NOT NULL AS done
               FROM (${PAIRS_SQL} WHERE c."rejudgeId" = r.id) pairs)
           SELECT count(*) FILTER (WHERE p.state IN ('queued', 'running'))::int AS unfinished,
                  count(*) FILTER (WHERE p.done)::int AS graded,
                  count(*) FILTER (WHERE p.state = 'failed' AND p."replacedAt" IS NULL)::int
                    AS failed,
                  count(p."replacedAt")::int AS applied,
                  count(*) FILTER (WHERE p.done AND NOT p.changed)::int AS unchanged,
                  count(*) FILTER (WHERE p.done AND p."scoreAfter" > p.was)::int AS up,
                  count(*) FILTER (WHERE p.done AND p."scoreAfter" < p.was)::int AS down,
                  (SELECT coalesce(jsonb_agg(to_jsonb(m) ORDER BY m.count DESC, m), '[]')
                     FROM (SELECT "verdictBefore" AS before, "verdictAfter" AS after,
                                  count(*)::int AS count
                             FROM p WHERE done GROUP BY 1, 2) m) AS verdicts
             FROM p) sums
   WHERE ($2::boolean OR r."userId" = $1)`;

/** Newest first, after the id `after`. */
export const listRejudges = async (
  { pool }: Database,
  reader: Reader,
  page: { readonly after: string | null; readonly take: number },
): Promise<RejudgeRow[]> => {
  const { rows } = await pool.query<RejudgeRow>(
    `${REJUDGES_SQL} AND ($3::uuid IS NULL OR r.id < $3) ORDER BY r.id DESC LIMIT $4`,
    [reader.id, reader.role === 'admin', page.after, page.take],
  );
  return rows;
};

export const findRejudge = async (
  { pool }: Database,
  reader: Reader,
  id: string,
): Promise<RejudgeRow | null> => {
  const { rows } = await pool.query<RejudgeRow>(`${REJUDGES_SQL} AND r.id = $3`, [
    ...[reader.id, reader.role === 'admin', id],
  ]);
  return rows[0] ?? null;
};

export interface RejudgeItemRow {
  readonly copyId: string;
  readonly submissionId: string;
  readonly username: string;
  readonly exerciseId: string;
  readonly language: string;
  readonly createdAt: Date;
  readonly state: 'queued' | 'running' | 'graded' | 'failed';
  readonly replacedAt: Date | null;
  readonly changed: boolean;
  readonly verdictBefore: string | null;
  readonly scoreBefore: number | null;
  readonly maxScoreBefore: number;
  readonly verdictAfter: string | null;
  readonly scoreAfter: number | null;
  readonly maxScoreAfter: number;
  readonly cases: readonly {
    readonly name: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

/** Of one page, the cases whose verdicts differ; a case that came or went has a null. */
const ITEMS_SQL = `
  SELECT p.*, u.username, (
           SELECT coalesce(jsonb_agg(jsonb_build_object(
                    'name', d.name, 'before', d.before, 'after', d.after)), '[]')
             FROM (SELECT coalesce(b.name, a.name) AS name, b.verdict AS before,
                          a.verdict AS after
                     FROM (SELECT * FROM "CaseResult" WHERE "submissionId" = p."beforeId") b
                     FULL JOIN (SELECT * FROM "CaseResult" WHERE "submissionId" = p."afterId") a
                       ON a.name = b.name AND a."group" = b."group"
                    WHERE a.verdict IS DISTINCT FROM b.verdict
                    ORDER BY coalesce(a.index, b.index) LIMIT $5) d
            WHERE p.state = 'graded' OR p."replacedAt" IS NOT NULL) AS cases
    FROM (${PAIRS_SQL}) p JOIN "User" u ON u.id = p."userId"
   WHERE p."rejudgeId" = $1 AND ($2::uuid IS NULL OR p."copyId" > $2)
     AND (NOT $3::boolean OR p.state <> 'queued' AND p.state <> 'running' AND p.changed)
   ORDER BY p."copyId" LIMIT $4`;

/** Cases that are listed of one submission. */
const MAX_DIFFERING_CASES = 20;

export const listRejudgeItems = async (
  { pool }: Database,
  rejudgeId: string,
  changedOnly: boolean,
  page: { readonly after: string | null; readonly take: number },
): Promise<RejudgeItemRow[]> => {
  const { rows } = await pool.query<RejudgeItemRow>(ITEMS_SQL, [
    ...[rejudgeId, page.after, changedOnly, page.take, MAX_DIFFERING_CASES],
  ]);
  return rows;
};

/** Its copies go, whatever becomes of them; a worker that has one finds it gone. */
export const discardRejudge = (database: Database, id: string, actor: Actor): Promise<boolean> =>
  inTransaction(database, async (client) => {
    const { rows } = await client.query<{ reason: string }>(
      `WITH ended AS (
         UPDATE "Rejudge" SET state = 'discarded', "finishedAt" = now()
          WHERE id = $1 AND state = 'open' RETURNING id, reason),
       gone AS (DELETE FROM "Submission" s USING ended WHERE s."rejudgeId" = ended.id)
       SELECT reason FROM ended`,
      [id],
    );
    const row = rows[0];
    if (row === undefined) return false;
    const subject = { subjectId: id, subjectName: row.reason };
    await recordDeed(client, actor, { action: 'rejudge-discarded', ...subject });
    return true;
  });

/** The copies of an open rejudge that could not be graded. */
export const failedCopies = async ({ pool }: Database, id: string): Promise<string[]> => {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT s.id FROM "Submission" s JOIN "Rejudge" r ON r.id = s."rejudgeId"
      WHERE r.id = $1 AND r.state = 'open' AND s.state = 'failed'`,
    [id],
  );
  return rows.map((row) => row.id);
};
