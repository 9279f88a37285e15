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
}

export interface QueuedSubmission {
  readonly submissionId: string;
  readonly createdAt: Date;
  /** The job's priority. */
  readonly turn: number;
  /** Queued submissions that come before it. */
  readonly position: number;
}

export type EnqueueOutcome =
  /** A new row; the caller adds the job. */
  | ({ readonly kind: 'queued' } & QueuedSubmission)
  /** This key came before with the same request: that submission is meant. */
  | { readonly kind: 'repeated'; readonly submissionId: string }
  /** This key came before with another request. */
  | { readonly kind: 'conflict'; readonly submissionId: string };

/** One statement, and so one transaction: the row, its files and its first event, or nothing. */
const INSERT_SQL = `
  WITH next AS (${nextTurnSql('$2::uuid')}),
  inserted AS (
    INSERT INTO "Submission" (id, "userId", "exerciseId", "contentHash", language, "samplesOnly",
                              "maxScore", "idempotencyKey", "requestHash", turn)
    SELECT $1::uuid, $2::uuid, $3, $4, $5, $6::boolean, $7::float8, $8, $9::bytea, next.turn
      FROM next
    ON CONFLICT ("userId", "idempotencyKey") DO NOTHING
    RETURNING id AS "submissionId", "createdAt", turn),
  files AS (
    INSERT INTO "SubmissionFile" ("submissionId", path, content)
    SELECT inserted."submissionId", file.path, file.content
      FROM inserted, unnest($10::text[], $11::text[]) AS file (path, content)),
  ${appendEventsSql('inserted', `'[{"type":"queued"}]'::jsonb`)}
  SELECT "submissionId", "createdAt", turn,
         (SELECT count(*)::int FROM "Submission" before
           WHERE before.state = 'queued' AND before."rejudgeId" IS NULL
             AND before.turn <= inserted.turn) AS position,
         (SELECT count(*) FROM announced) AS announced
    FROM inserted`;

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
): Promise<EnqueueOutcome> => {
  const { rows } = await pool.query<{ id: string; requestHash: Buffer | null }>(
    'SELECT id, "requestHash" FROM "Submission" WHERE "userId" = $1 AND "idempotencyKey" = $2',
    [userId, idempotencyKey],
  );
  const row = rows[0];
  if (row === undefined) throw new Error('A submission was refused as known, but is not there.');
  const same = row.requestHash !== null && requestHash.equals(row.requestHash);
  return { kind: same ? 'repeated' : 'conflict', submissionId: row.id };
};

/** Stores a submission as queued. Adding the job is the caller's, and the sweep's if it fails. */
export const enqueueSubmission = async (
  database: Database,
  submission: NewSubmission,
): Promise<EnqueueOutcome> => {
  const requestHash = hashRequest(submission);
  const { rows } = await database.pool.query<QueuedSubmission>({
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
    ],
  });
  const inserted = rows[0];
  if (inserted !== undefined) {
    const { submissionId, createdAt, turn, position } = inserted;
    return { kind: 'queued', submissionId, createdAt, turn, position };
  }
  return findByKey(database, submission, requestHash);
};
