import type { TextFile } from '../../grading/catalogue/exercise.ts';
import { MAX_ATTEMPTS, MAX_LOST_ATTEMPTS } from '../../grading/job/grade-job.ts';
import { appendEventsSql } from '../events/event-channel.ts';
import type { Database } from './database.ts';
import { giveUp } from './fail-attempt.ts';
import { RUNTIME_SQL } from './parked-submissions.ts';
import { retryOnConflict } from './retry-conflict.ts';
import { randomUUID } from 'node:crypto';

/** One try at grading. Whoever holds the token of the newest running attempt may end it. */
export interface BegunAttempt {
  readonly submissionId: string;
  /** 1 for the first. */
  readonly number: number;
  readonly token: string;
}

export interface SubmissionToGrade {
  readonly id: string;
  readonly userId: string;
  readonly exerciseId: string;
  readonly contentHash: string;
  readonly language: string;
  readonly samplesOnly: boolean;
  readonly maxScore: number;
  readonly createdAt: Date;
  /** Of the request that made it; null: by no request. */
  readonly requestId: string | null;
  /** Of its span: W3C Trace Context; null: not traced. */
  readonly traceParent: string | null;
}

export type BeginOutcome =
  | {
      readonly kind: 'begun';
      readonly attempt: BegunAttempt;
      readonly submission: SubmissionToGrade;
      readonly files: readonly TextFile[];
    }
  /** Graded, failed for good (perhaps just now: too many lost attempts), or deleted. */
  | { readonly kind: 'already-finished' }
  /** The worker does not run what it needs: put aside for one that does (parked-submissions.ts). */
  | { readonly kind: 'not-offered'; readonly runtime: string }
  /** Another worker's attempt is alive; look again after so long. */
  | { readonly kind: 'busy'; readonly retryAfterMs: number };

export interface BeginOptions {
  /** The queue says that the former holder lost this job: take over even before its deadline. */
  readonly redelivered?: boolean;
  /** What this worker runs; absent: everything. */
  readonly runtimes?: readonly string[];
}

/**
 * One statement. Its lock on the submission's row orders it against other beginnings and ends; a
 * running attempt of before is marked lost by an update of its row, which is what a late
 * finishAttempt of that attempt then finds. Of two beginnings at one moment, the primary key
 * (submission, number) lets one in, and the other looks again.
 *
 * The commit need not reach the disk by itself: it is lost only together with the server, and the
 * attempt's result, which must survive, is written after it in the same log.
 */
const BEGIN_SQL = `
  WITH setting AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)),
  s AS (
    SELECT s.*, ${RUNTIME_SQL} AS runtime, coalesce(${RUNTIME_SQL} = ANY ($7::text[]), true) AS offered
      FROM setting, "Submission" s JOIN "ExerciseVersion" v USING ("contentHash")
     WHERE s.id = $1 AND s.state IN ('queued', 'running') FOR NO KEY UPDATE OF s),
  before AS (
    SELECT coalesce(max(number), 0) AS number,
           count(*) FILTER (WHERE state = 'failed') AS failed,
           count(*) FILTER (WHERE state IN ('running', 'lost')) AS lost,
           max("deadlineAt") FILTER (WHERE state = 'running' AND "workerId" <> $3) AS "liveUntil"
      FROM "Attempt" WHERE "submissionId" = $1),
  go AS (
    SELECT s.id AS "submissionId", before.number + 1 AS number FROM s, before
     WHERE s.offered AND before.failed < $6 AND before.lost < $8
       AND (before."liveUntil" IS NULL OR before."liveUntil" <= now() OR $5)),
  lost AS (
    UPDATE "Attempt" a SET state = 'lost', "finishedAt" = now()
      FROM go WHERE a."submissionId" = go."submissionId" AND a.state = 'running'),
  attempt AS (
    INSERT INTO "Attempt" ("submissionId", number, token, "workerId", "deadlineAt")
    SELECT "submissionId", number, $2, $3, now() + $4 * interval '1 millisecond' FROM go),
  updated AS (
    UPDATE "Submission" u SET state = 'running', "parkedAt" = NULL
      FROM go WHERE u.id = go."submissionId"),
  parked AS (
    UPDATE "Submission" u SET "parkedAt" = now() FROM s WHERE u.id = s.id AND NOT s.offered),
  ${appendEventsSql('go', `jsonb_build_array(jsonb_build_object('type', 'started', 'attempt', (SELECT number FROM go)))`)}
  SELECT s.id, s."userId", s."exerciseId", s."contentHash", s.language, s."samplesOnly",
         s."maxScore", s."createdAt", s."requestId",
         s."traceParent", s.runtime, s.offered, go.number AS "attemptNumber",
         before.number AS "attemptsBefore",
         ceil(extract(epoch FROM before."liveUntil" - now()) * 1000)::int AS "liveForMs",
         (SELECT coalesce(jsonb_agg(jsonb_build_object('path', f.path, 'content', f.content)
                                    ORDER BY f.path), '[]'::jsonb)
            FROM "SubmissionFile" f
           WHERE f."submissionId" = coalesce(s."rejudgeOf", s.id) AND go.number IS NOT NULL)
           AS files,
         (SELECT count(*) FROM announced) AS announced
    FROM s CROSS JOIN before LEFT JOIN go ON true`;

interface BeginRow extends SubmissionToGrade {
  readonly runtime: string;
  readonly offered: boolean;
  readonly attemptNumber: number | null;
  readonly attemptsBefore: number;
  readonly liveForMs: number | null;
  readonly files: readonly TextFile[];
}

/** A busy attempt is looked at again when its lease may be over, but not all the time. */
const MIN_RETRY_AFTER_MS = 200;

/**
 * Marks the beginning of an attempt, with its `started` event, and gives what there is to grade.
 * The lease must be extended (extendAttempt) before `leaseMs` are over.
 */
export const beginAttempt = async (
  database: Database,
  submissionId: string,
  workerId: string,
  leaseMs: number,
  { redelivered = false, runtimes }: BeginOptions = {},
): Promise<BeginOutcome> => {
  const token = randomUUID();
  const row = await retryOnConflict(async () => {
    const { rows } = await database.pool.query<BeginRow>({
      name: 'begin-attempt',
      text: BEGIN_SQL,
      values: [
        ...[submissionId, token, workerId, leaseMs, redelivered, MAX_ATTEMPTS, runtimes ?? null],
        MAX_LOST_ATTEMPTS,
      ],
    });
    return rows[0];
  });
  if (row === undefined) return { kind: 'already-finished' };
  const { attemptNumber, attemptsBefore, liveForMs, files, runtime, offered, ...submission } = row;
  if (!offered) return { kind: 'not-offered', runtime };
  if (attemptNumber !== null) {
    const attempt = { submissionId, number: attemptNumber, token };
    return { kind: 'begun', attempt, submission, files };
  }
  if (liveForMs !== null && liveForMs > 0 && !redelivered) {
    return { kind: 'busy', retryAfterMs: Math.max(liveForMs, MIN_RETRY_AFTER_MS) };
  }
  // Nothing is alive and no attempt is left: its workers died of it, one after the other.
  await giveUp(database, submissionId, `lost after ${attemptsBefore} attempts`);
  return { kind: 'already-finished' };
};

const EXTEND_SQL = `
  UPDATE "Attempt" SET "deadlineAt" = now() + $2 * interval '1 millisecond'
   WHERE token = $1 AND state = 'running'`;

/** false: the attempt is not current any more, and its work is in vain. */
export const extendAttempt = async (
  { pool }: Database,
  token: string,
  leaseMs: number,
): Promise<boolean> => {
  const values = [token, leaseMs];
  const { rowCount } = await pool.query({ name: 'extend-attempt', text: EXTEND_SQL, values });
  return rowCount === 1;
};

const ABANDON_SQL = `
  WITH s AS (
    SELECT s.id FROM "Submission" s JOIN "Attempt" a ON a."submissionId" = s.id
     WHERE a.token = $1 FOR NO KEY UPDATE OF s),
  gone AS (
    DELETE FROM "Attempt" a USING s
     WHERE a."submissionId" = s.id AND a.token = $1 AND a.state = 'running'
    RETURNING a."submissionId")
  UPDATE "Submission" u SET state = 'queued' FROM gone
   WHERE u.id = gone."submissionId" AND u.state = 'running'`;

/** Gives an attempt back as if it had not begun, so that it does not count: the worker stops. */
export const abandonAttempt = async ({ pool }: Database, token: string): Promise<void> => {
  await pool.query({ name: 'abandon-attempt', text: ABANDON_SQL, values: [token] });
};
