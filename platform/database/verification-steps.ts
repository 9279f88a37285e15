import { randomUUID } from 'node:crypto';
import { MAX_ATTEMPTS, MAX_LOST_ATTEMPTS } from '../../grading/job/grade-job.ts';
import type { Database } from './database.ts';
import { storableMessage } from './storable-error.ts';
import { storableJson, storableText } from './storable-json.ts';

/**
 * The worker's side of a verification. It runs in steps, a solution each, and between two of them
 * the job goes back to the end of the queue. A step is begun with a token and a lease; whoever
 * holds the token may end it, once. A worker that dies leaves a lease that runs out, or a job that
 * the queue delivers again, and the step is begun anew. As with submissions (begin-attempt.ts), it
 * may fail MAX_ATTEMPTS times for a reason of ours, and lose its worker or engine MAX_LOST_ATTEMPTS
 * times; then the verification rests as failed. So none is queued or running for ever.
 */
export interface BegunStep {
  readonly id: string;
  readonly token: string;
  readonly contentHash: string;
  readonly authorsHash: string;
  /** Of the steps that are done, in their order. */
  readonly outcomes: readonly unknown[];
  /** The number of this try of the step. */
  readonly attempt: number;
  /** Of the request that asked for the verification. */
  readonly requestId: string | null;
  readonly traceParent: string | null;
  readonly createdAt: Date;
}

export type BeginStepOutcome =
  | { readonly kind: 'begun'; readonly step: BegunStep }
  /** Finished, failed (perhaps just now) or gone. */
  | { readonly kind: 'over' }
  | { readonly kind: 'busy'; readonly retryAfterMs: number };

const BEGIN_SQL = `
  UPDATE "Verification" f
     SET state = 'running', token = $2, "workerId" = $3, attempts = attempts + 1,
         "deadlineAt" = now() + $4 * interval '1 millisecond'
   WHERE id = $1 AND state IN ('queued', 'running')
     AND failures < $6 AND attempts - failures < $7
     AND ("deadlineAt" IS NULL OR "deadlineAt" <= now() OR $5)
  RETURNING id, "contentHash", "authorsHash", attempts AS attempt, "requestId", "traceParent",
            "createdAt",
            (SELECT coalesce(jsonb_agg(t.outcome ORDER BY t.index), '[]') FROM "VerificationStep" t
              WHERE t."verificationId" = f.id) AS outcomes`;

const REST_SQL = `
  WITH f AS (
    UPDATE "Verification" SET state = 'failed', error = concat($2::text, ' (' || error || ')'),
           running = NULL, token = NULL, "deadlineAt" = NULL, "finishedAt" = now()
     WHERE id = $1 AND state IN ('queued', 'running') AND attempts - failures >= $4
       AND ("deadlineAt" IS NULL OR "deadlineAt" <= now() OR $3)
    RETURNING id),
  gone AS (DELETE FROM "VerificationStep" t USING f WHERE t."verificationId" = f.id)
  SELECT id FROM f`;

const LIVE_SQL = `
  SELECT ceil(extract(epoch FROM "deadlineAt" - now()) * 1000)::int AS "liveForMs"
    FROM "Verification" WHERE id = $1 AND state IN ('queued', 'running')`;

const MIN_RETRY_AFTER_MS = 200;
/** What the author reads. */
export const LOST =
  `Its worker or engine was lost ${MAX_LOST_ATTEMPTS} times in a row while one solution ran. ` +
  'Verify again when the service is well.';

export const beginStep = async (
  { pool }: Database,
  id: string,
  workerId: string,
  leaseMs: number,
  { redelivered = false }: { readonly redelivered?: boolean } = {},
): Promise<BeginStepOutcome> => {
  const token = randomUUID();
  const values = [...[id, token, workerId, leaseMs, redelivered, MAX_ATTEMPTS, MAX_LOST_ATTEMPTS]];
  const begun = await pool.query<Omit<BegunStep, 'token'>>(BEGIN_SQL, values);
  const row = begun.rows[0];
  if (row !== undefined) return { kind: 'begun', step: { ...row, token } };
  await pool.query(REST_SQL, [id, LOST, redelivered, MAX_LOST_ATTEMPTS]);
  const live = await pool.query<{ liveForMs: number | null }>(LIVE_SQL, [id]);
  const open = live.rows[0];
  if (open === undefined) return { kind: 'over' };
  return { kind: 'busy', retryAfterMs: Math.max(open.liveForMs ?? 0, MIN_RETRY_AFTER_MS) };
};

/** Says what runs, and extends the lease. False: the step is another worker's by now. */
export const extendStep = async (
  { pool }: Database,
  token: string,
  leaseMs: number,
): Promise<boolean> => {
  const { rowCount } = await pool.query(
    `UPDATE "Verification" SET "deadlineAt" = now() + $2 * interval '1 millisecond'
      WHERE token = $1`,
    [token, leaseMs],
  );
  return rowCount === 1;
};

/** For those who look: how many there are, and which one runs. */
export const announceStep = async (
  { pool }: Database,
  token: string,
  { total, running }: { readonly total: number; readonly running: string },
): Promise<void> => {
  await pool.query('UPDATE "Verification" SET total = $2, running = $3 WHERE token = $1', [
    ...[token, total, storableText(running)],
  ]);
};

/** Keeps what came of a step, and lets go of the verification until the next. */
export const storeStep = async (
  { pool }: Database,
  token: string,
  index: number,
  outcome: unknown,
): Promise<boolean> => {
  const { rowCount } = await pool.query(
    `WITH f AS (
       UPDATE "Verification"
          SET attempts = 0, failures = 0, token = NULL, "deadlineAt" = NULL, running = NULL, error = NULL
        WHERE token = $1 RETURNING id)
     INSERT INTO "VerificationStep" ("verificationId", index, outcome)
     SELECT id, $2, $3 FROM f`,
    [token, index, storableJson(outcome)],
  );
  return rowCount === 1;
};

/** Of one version; older ones go when another is finished. */
const KEPT_VERIFICATIONS = 10;

const FINISH_SQL = `
  WITH f AS (
    UPDATE "Verification"
       SET state = 'finished', ok = $2, report = $3, total = $4, running = NULL, error = NULL,
           token = NULL, "deadlineAt" = NULL, "finishedAt" = now()
     WHERE token = $1 RETURNING id, "contentHash"),
  steps AS (DELETE FROM "VerificationStep" t USING f WHERE t."verificationId" = f.id),
  old AS (
    DELETE FROM "Verification" WHERE id IN (
      SELECT o.id FROM "Verification" o, f
       WHERE o."contentHash" = f."contentHash" AND o.id <> f.id
         AND o.state IN ('finished', 'failed')
       ORDER BY o.id DESC OFFSET ${KEPT_VERIFICATIONS - 1}))
  SELECT id FROM f`;

export const finishVerification = async (
  { pool }: Database,
  token: string,
  result: { readonly ok: boolean; readonly total: number; readonly report: unknown },
): Promise<boolean> => {
  const values = [token, result.ok, storableJson(result.report), result.total];
  const { rowCount } = await pool.query(FINISH_SQL, values);
  return rowCount === 1;
};

const FAIL_SQL = `
  WITH f AS (
    UPDATE "Verification"
       SET failures = failures + 1,
           state = CASE WHEN $4 OR failures + 1 >= $3 THEN 'failed' ELSE state END,
           "finishedAt" = CASE WHEN $4 OR failures + 1 >= $3 THEN now() END,
           error = $2, running = NULL, token = NULL, "deadlineAt" = NULL
     WHERE token = $1 RETURNING id, state),
  gone AS (
    DELETE FROM "VerificationStep" t USING f WHERE t."verificationId" = f.id AND f.state = 'failed')
  SELECT state FROM f`;

/** A step failed for a reason of ours. `retry`: the caller has its job tried again. */
export const failStep = async (
  { pool }: Database,
  token: string,
  error: unknown,
  { forGood = false }: { readonly forGood?: boolean } = {},
): Promise<'retry' | 'gave-up' | 'stale'> => {
  const values = [token, storableMessage(error), MAX_ATTEMPTS, forGood];
  const { rows } = await pool.query<{ state: string }>(FAIL_SQL, values);
  if (rows[0] === undefined) return 'stale';
  return rows[0].state === 'failed' ? 'gave-up' : 'retry';
};

/** A step whose engine or store went away: one of MAX_LOST_ATTEMPTS, as if its worker had died. */
export const loseStep = async (
  { pool }: Database,
  token: string,
  error: unknown,
): Promise<void> => {
  await pool.query(
    `UPDATE "Verification" SET error = $2, running = NULL, token = NULL, "deadlineAt" = NULL
      WHERE token = $1`,
    [token, storableMessage(error)],
  );
};

/** Gives a step back as if it had not begun: the worker stops, or does not run it, as `why` says. */
export const abandonStep = async (
  { pool }: Database,
  token: string,
  why: string | null = null,
): Promise<void> => {
  await pool.query(
    `UPDATE "Verification"
        SET attempts = attempts - 1, token = NULL, "deadlineAt" = NULL, running = $2
      WHERE token = $1`,
    [token, why],
  );
};

/** Queued ones, and those between two steps or past their lease: the queue may have lost them. */
export const strandedVerifications = async (
  { pool }: Database,
  { graceMs, take }: { readonly graceMs: number; readonly take: number },
): Promise<string[]> => {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM "Verification"
      WHERE state IN ('queued', 'running') AND "createdAt" < now() - $1 * interval '1 millisecond'
        AND ("deadlineAt" IS NULL OR "deadlineAt" < now())
      ORDER BY id LIMIT $2`,
    [graceMs, take],
  );
  return rows.map(({ id }) => id);
};
