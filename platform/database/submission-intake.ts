import { createHash } from 'node:crypto';
import type { TextFile } from '../../grading/catalogue/exercise.ts';
import { appendEventsSql } from '../events/event-channel.ts';
import type { Database } from './database.ts';
import { nextTurnSql } from './fair-turn.ts';
import { newId } from './new-id.ts';

export interface NewSubmission {
  readonly userId: string;
  readonly exerciseId: string;
  /** The version that is current now: the submission stays with it. */
  readonly contentHash: string;
  readonly language: string;
  readonly samplesOnly: boolean;
  readonly maxScore: number;
  /** Validated: no NUL character, which PostgreSQL's text cannot hold. */
  readonly files: readonly TextFile[];
  readonly idempotencyKey: string | null;
  /** Of the request that hands it in, for the log; null: by no request. */
  readonly requestId: string | null;
  /** Of its span: W3C Trace Context; null: not traced. */
  readonly traceParent: string | null;
}

export interface QueuedSubmission {
  readonly submissionId: string;
  readonly createdAt: Date;
  /** The job's priority. */
  readonly turn: number;
  /** Queued submissions that come before it. */
  readonly position: number;
}

/** What is not graded yet when one more comes. */
export interface Backlog {
  /** Of this user, queued or running. */
  readonly ownUnfinished: number;
  /** Of everybody, queued. */
  readonly queued: number;
}

export type EnqueueOutcome =
  /** A new row; the caller adds the job. */
  | ({ readonly kind: 'queued' } & QueuedSubmission)
  /** This key came before with the same request: that submission is meant. */
  | { readonly kind: 'repeated'; readonly submissionId: string }
  /** This key came before with another request. */
  | { readonly kind: 'conflict'; readonly submissionId: string }
  /** There is no room for one more. */
  | ({ readonly kind: 'refused' } & Backlog);

/** As much as PostgreSQL's integer holds. */
const UNLIMITED = 2_147_483_647;
const ANY_ROOM: Backlog = { ownUnfinished: UNLIMITED, queued: UNLIMITED };

/**
 * One statement, and so one transaction: the row, its files and its first event, or nothing. It
 * always gives the backlog, and a `submissionId` where there was room and the key is new.
 */
const INSERT_SQL = `
  WITH backlog AS (
    SELECT count(*) FILTER (WHERE "userId" = $2::uuid)::int AS own,
           count(*) FILTER (WHERE state = 'queued')::int AS queued
      FROM "Submission" WHERE state IN ('queued', 'running') AND "rejudgeId" IS NULL),
  next AS (${nextTurnSql('$2::uuid')}),
  inserted AS (
    INSERT INTO "Submission" (id, "userId", "exerciseId", "contentHash", language, "samplesOnly",
                              "maxScore", "idempotencyKey", "requestHash", turn, "requestId",
                              "traceParent")
    SELECT $1::uuid, $2::uuid, $3, $4, $5, $6::boolean, $7::float8, $8, $9::bytea, next.turn, $14, $15
      FROM next, backlog
     WHERE backlog.own < $12::int AND backlog.queued < $13::int
    ON CONFLICT ("userId", "idempotencyKey") DO NOTHING
    RETURNING id AS "submissionId", "createdAt", turn),
  files AS (
    INSERT INTO "SubmissionFile" ("submissionId", path, content)
    SELECT inserted."submissionId", file.path, file.content
      FROM inserted, unnest($10::text[], $11::text[]) AS file (path, content)),
  ${appendEventsSql('inserted', `'[{"type":"queued"}]'::jsonb`)}
  SELECT backlog.own AS "ownUnfinished", backlog.queued,
         "submissionId", "createdAt", turn,
         (SELECT count(*)::int FROM "Submission" before
           WHERE before.state = 'queued' AND before."rejudgeId" IS NULL
             AND before.turn <= inserted.turn) AS position,
         (SELECT count(*) FROM announced) AS announced
    FROM backlog LEFT JOIN inserted ON true`;

interface InsertRow extends Backlog, Omit<QueuedSubmission, 'submissionId'> {
  readonly submissionId: string | null;
}

/** What makes two requests the same. The version is not part: an author may save in between. */
const hashRequest = (submission: NewSubmission): Buffer => {
  const files = submission.files
    .map(({ path, content }) => [path, content] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const { exerciseId, language, samplesOnly } = submission;
  return createHash('sha256')
    .update(JSON.stringify([exerciseId, language, samplesOnly, files]))
    .digest();
};

const findByKey = async (
  { pool }: Database,
  { userId, idempotencyKey }: NewSubmission,
  requestHash: Buffer,
): Promise<EnqueueOutcome | null> => {
  if (idempotencyKey === null) return null;
  const { rows } = await pool.query<{ id: string; requestHash: Buffer | null }>(
    'SELECT id, "requestHash" FROM "Submission" WHERE "userId" = $1 AND "idempotencyKey" = $2',
    [userId, idempotencyKey],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const same = row.requestHash !== null && requestHash.equals(row.requestHash);
  return { kind: same ? 'repeated' : 'conflict', submissionId: row.id };
};

/**
 * Stores a submission as queued, where less than `room` is there. Adding the job is the caller's, and
 * the sweep's if it fails. A repeated key makes nothing new, so it is answered however full it is.
 */
export const enqueueSubmission = async (
  database: Database,
  submission: NewSubmission,
  room: Backlog = ANY_ROOM,
): Promise<EnqueueOutcome> => {
  const requestHash = hashRequest(submission);
  const { rows } = await database.pool.query<InsertRow>({
    name: 'enqueue-submission',
    text: INSERT_SQL,
    values: [
      newId(),
      submission.userId,
      submission.exerciseId,
      submission.contentHash,
      submission.language,
      submission.samplesOnly,
      submission.maxScore,
      submission.idempotencyKey,
      submission.idempotencyKey === null ? null : requestHash,
      submission.files.map((file) => file.path),
      submission.files.map((file) => file.content),
      room.ownUnfinished,
      room.queued,
      submission.requestId,
      submission.traceParent,
    ],
  });
  const row = rows[0];
  if (row === undefined) throw new Error('The store did not say what became of a submission.');
  const { submissionId, createdAt, turn, position, ownUnfinished, queued } = row;
  if (submissionId !== null) return { kind: 'queued', submissionId, createdAt, turn, position };
  const known = await findByKey(database, submission, requestHash);
  return known ?? { kind: 'refused', ownUnfinished, queued };
};
