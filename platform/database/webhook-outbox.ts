import { MAX_DELIVERY_ATTEMPTS } from '../webhooks/retry-delay.ts';
import type { Database } from './database.ts';

/**
 * The outbox: what is to be told is written by the statement that makes it true, so that neither is
 * there without the other. Hooks are locked against being deleted meanwhile, or the insert would
 * fail, and what made the event with it.
 */

/** ISO 8601 in UTC, as all times of the API. */
const isoTime = (time: string): string =>
  `to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Of "Webhook" w and its owner o: whether the owner may (still) read what it is told. */
export const OWNER_MAY_READ_SQL = `(
  o."disabledAt" IS NULL AND (o.role = 'admin' OR (o.role = 'instructor' AND EXISTS (
    SELECT 1 FROM "CohortMember" i
     WHERE i."cohortId" = w."cohortId" AND i."userId" = o.id AND i.role = 'instructor'))))`;

/** Of "Webhook" w: whether this learner is one of those that it hears of. */
const hearsOf = (userId: string): string => `(
  w."cohortId" IS NULL OR EXISTS (
    SELECT 1 FROM "CohortMember" l
     WHERE l."cohortId" = w."cohortId" AND l."userId" = ${userId} AND l.role = 'learner'))`;

const insertSql = (event: string, from: string): string => `
  INSERT INTO "WebhookDelivery" (id, "webhookId", event, "subjectId", payload, "attemptsLeft")
  SELECT gen_random_uuid(), "webhookId", '${event}', "subjectId",
         jsonb_build_object('type', '${event}', 'timestamp', ${isoTime('now()')}, 'data', data),
         ${MAX_DELIVERY_ATTEMPTS}
    FROM ${from}
  ON CONFLICT ("webhookId", event, "subjectId") DO NOTHING`;

/**
 * CTEs for the statement that stores a result (finish-attempt.ts): of its CTEs `s` is the
 * submission, `attempt` there if the result counts, `best` if it is the learner's best; $2 to $4
 * are verdict, score and maximum. Samples alone and copies of rejudges are no news.
 */
export const GRADED_DELIVERIES_SQL = `
  listening AS MATERIALIZED (
    SELECT w.id AS "webhookId", s.id AS "subjectId",
           jsonb_build_object(
             'submissionId', s.id, 'userId', s."userId", 'username', u.username,
             'exerciseId', s."exerciseId", 'phase', e.phase, 'language', s.language,
             'verdict', $2::text, 'score', $3::float8, 'maxScore', $4::float8,
             'counts', EXISTS (SELECT 1 FROM best),
             'submittedAt', ${isoTime('s."createdAt"')}, 'gradedAt', ${isoTime('now()')}) AS data
      FROM s
      JOIN attempt ON attempt."submissionId" = s.id
      JOIN "User" u ON u.id = s."userId"
      JOIN "Exercise" e ON e.id = s."exerciseId"
      JOIN "Webhook" w ON w.enabled AND 'submission.graded' = ANY (w.events)
      JOIN "User" o ON o.id = w."userId"
     WHERE NOT s."samplesOnly" AND s."rejudgeId" IS NULL
       AND ${hearsOf('s."userId"')} AND ${OWNER_MAY_READ_SQL}
       FOR KEY SHARE OF w),
  deliveries AS (${insertSql('submission.graded', 'listening')})`;

/** As one statement: $1 is a rejudge, which is applied by it. What it did is counted for each hook. */
export const REJUDGE_APPLIED_SQL = `
  WITH applied AS (
    UPDATE "Rejudge" SET state = 'applied', "finishedAt" = now()
     WHERE id = $1 AND state = 'applying' RETURNING id, reason),
  hooks AS MATERIALIZED (
    SELECT w.id, w."cohortId" FROM "Webhook" w JOIN "User" o ON o.id = w."userId"
     WHERE w.enabled AND 'rejudge.applied' = ANY (w.events) AND ${OWNER_MAY_READ_SQL}
       FOR KEY SHARE OF w),
  listening AS (
    SELECT w.id AS "webhookId", applied.id AS "subjectId",
           jsonb_build_object(
             'rejudgeId', applied.id, 'reason', applied.reason,
             'exerciseIds', jsonb_agg(DISTINCT t."exerciseId"), 'submissions', count(*),
             'up', count(*) FILTER (WHERE t.score > c.score),
             'down', count(*) FILTER (WHERE t.score < c.score),
             'appliedAt', ${isoTime('now()')}) AS data
      FROM applied
      JOIN "Submission" c ON c."rejudgeId" = applied.id AND c."replacedAt" IS NOT NULL
      JOIN "Submission" t ON t.id = c."rejudgeOf"
      JOIN hooks w ON ${hearsOf('t."userId"')}
     GROUP BY w.id, applied.id, applied.reason)
  ${insertSql('rejudge.applied', 'listening')}`;

/** A delivery that this process holds until its lease is over. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly webhookId: string;
  readonly leaseToken: string;
  readonly payload: unknown;
  /** The number of this attempt. */
  readonly attempts: number;
  readonly url: string;
  readonly secret: string;
  /** What it tells of, where that is a submission; and of the request that handed it in. */
  readonly submissionId: string | null;
  readonly requestId: string | null;
  readonly traceParent: string | null;
}

/**
 * Of each hook the one that is due longest, and none of hooks that this process is speaking to: a
 * receiver that hangs delays its own messages alone. The order of hooks is by chance, so that none
 * waits behind the others for ever.
 */
const CLAIM_SQL = `
  WITH hooks AS (
    SELECT w.id, w.url, w.secret FROM "Webhook" w JOIN "User" o ON o.id = w."userId"
     WHERE w.enabled AND w.id <> ALL ($1::uuid[]) AND ${OWNER_MAY_READ_SQL}
       AND EXISTS (SELECT 1 FROM "WebhookDelivery" d
                    WHERE d."webhookId" = w.id AND d.state = 'pending' AND d."attemptsLeft" > 0
                      AND d."nextAttemptAt" <= now())
     ORDER BY random() LIMIT $2),
  due AS (
    SELECT d.id, hooks.url, hooks.secret, s.id AS "submissionId", s."requestId", s."traceParent"
      FROM hooks, LATERAL (
      SELECT id, "subjectId" FROM "WebhookDelivery"
       WHERE "webhookId" = hooks.id AND state = 'pending' AND "attemptsLeft" > 0
         AND "nextAttemptAt" <= now()
       ORDER BY "nextAttemptAt", "createdAt" LIMIT 1 FOR UPDATE SKIP LOCKED) d
      LEFT JOIN "Submission" s ON s.id = d."subjectId" AND s."rejudgeId" IS NULL)
  UPDATE "WebhookDelivery" d
     SET attempts = d.attempts + 1, "attemptsLeft" = d."attemptsLeft" - 1,
         "leaseToken" = gen_random_uuid(), "lastAttemptAt" = now(),
         "nextAttemptAt" = now() + $3 * interval '1 millisecond'
    FROM due WHERE d.id = due.id
  RETURNING d.id, d."webhookId", d."leaseToken", d.payload, d.attempts, due.url, due.secret,
            due."submissionId", due."requestId", due."traceParent"`;

/** Counts the attempt before it is made: one that takes its process with it is one, too. */
export const claimDeliveries = async (
  { pool }: Database,
  claim: { readonly busyHooks: readonly string[]; readonly take: number; readonly leaseMs: number },
): Promise<ClaimedDelivery[]> => {
  const values = [claim.busyHooks, claim.take, claim.leaseMs];
  const { rows } = await pool.query<ClaimedDelivery>({
    ...{ name: 'claim-deliveries', text: CLAIM_SQL, values },
  });
  return rows;
};

const DELIVERED_SQL = `
  WITH done AS (
    UPDATE "WebhookDelivery"
       SET state = 'delivered', "deliveredAt" = now(), "responseCode" = $3, error = NULL,
           "leaseToken" = NULL
     WHERE id = $1 AND "leaseToken" = $2 RETURNING "webhookId")
  UPDATE "Webhook" w SET "failingSince" = NULL
    FROM done WHERE w.id = done."webhookId" AND w."failingSince" IS NOT NULL`;

export const deliverySucceeded = async (
  { pool }: Database,
  { id, leaseToken }: ClaimedDelivery,
  responseCode: number,
): Promise<void> => {
  await pool.query(DELIVERED_SQL, [id, leaseToken, responseCode]);
};

const NOT_DELIVERED_SQL = `
  WITH done AS (
    UPDATE "WebhookDelivery"
       SET state = CASE WHEN "attemptsLeft" > 0 THEN 'pending' ELSE 'failed' END::"DeliveryState",
           "responseCode" = $3, error = $4, "leaseToken" = NULL,
           "nextAttemptAt" = now() + $5 * interval '1 millisecond'
     WHERE id = $1 AND "leaseToken" = $2 RETURNING "webhookId")
  UPDATE "Webhook" w SET "failingSince" = coalesce(w."failingSince", now())
    FROM done WHERE w.id = done."webhookId" RETURNING w."failingSince"`;

export interface DeliveryFailure {
  readonly responseCode: number | null;
  readonly error: string;
  readonly retryAfterMs: number;
}

/** Since when the hook fails; null where the attempt was not ours any more. */
export const deliveryFailed = async (
  { pool }: Database,
  { id, leaseToken }: ClaimedDelivery,
  { responseCode, error, retryAfterMs }: DeliveryFailure,
): Promise<Date | null> => {
  const { rows } = await pool.query<{ failingSince: Date }>(NOT_DELIVERED_SQL, [
    ...[id, leaseToken, responseCode, error, retryAfterMs],
  ]);
  return rows[0]?.failingSince ?? null;
};

/** The process stops in the middle of it: no attempt is used up, and another goes on at once. */
export const handBackDelivery = async (
  { pool }: Database,
  { id, leaseToken }: ClaimedDelivery,
): Promise<void> => {
  await pool.query(
    `UPDATE "WebhookDelivery"
        SET attempts = attempts - 1, "attemptsLeft" = "attemptsLeft" + 1, "leaseToken" = NULL,
            "nextAttemptAt" = now()
      WHERE id = $1 AND "leaseToken" = $2`,
    [id, leaseToken],
  );
};

const SWITCH_OFF_SQL = `
  WITH off AS (
    UPDATE "Webhook" SET enabled = false, note = $2 WHERE id = $1 RETURNING id)
  UPDATE "WebhookDelivery" d SET state = 'failed', error = 'The hook was switched off.'
    FROM off WHERE d."webhookId" = off.id AND d.state = 'pending'`;

/** What it was still to be told has failed with it; a person can have it sent again. */
export const switchOff = async (
  { pool }: Database,
  webhookId: string,
  note: string | null,
): Promise<void> => {
  await pool.query(SWITCH_OFF_SQL, [webhookId, note]);
};

/** How long deliveries are kept, whatever became of them. */
const RETENTION_DAYS = 30;
const DELETE_BATCH = 1000;

/** Ends what nothing else would: attempts whose process died with the last one, and old rows. */
export const tidyDeliveries = async ({ pool }: Database): Promise<void> => {
  await pool.query(
    `UPDATE "WebhookDelivery" SET state = 'failed', error = 'The last attempt was cut off.'
      WHERE state = 'pending' AND "attemptsLeft" = 0 AND "nextAttemptAt" < now()`,
  );
  await pool.query(
    `DELETE FROM "WebhookDelivery" WHERE id IN (
       SELECT id FROM "WebhookDelivery"
        WHERE "createdAt" < now() - $1 * interval '1 day' LIMIT $2)`,
    [RETENTION_DAYS, DELETE_BATCH],
  );
};
