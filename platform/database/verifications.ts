import type { Database } from './database.ts';
import type { VerificationState } from './generated/client.ts';
import { newId } from './new-id.ts';

/** Verifications as they are asked for and looked at; verification-steps.ts is the worker's side. */

/** Open at one time, over all exercises: each may keep a worker busy for minutes. */
export const MAX_OPEN_VERIFICATIONS = 100;

export type RequestedVerification =
  /** Queued as a row; the caller adds its job, and the sweep if it does not. */
  | { readonly kind: 'created'; readonly id: string }
  /** The same is queued or running already. */
  | { readonly kind: 'open'; readonly id: string }
  | { readonly kind: 'no-solutions' }
  | { readonly kind: 'too-many' };

const REQUEST_SQL = `
  WITH part AS (SELECT hash FROM "VersionAuthorsPart" WHERE "contentHash" = $2),
  same AS (
    SELECT v.id FROM "Verification" v, part
     WHERE v."contentHash" = $2 AND v."authorsHash" = part.hash AND v.state IN ('queued', 'running')
     LIMIT 1),
  made AS (
    INSERT INTO "Verification" (id, "contentHash", "authorsHash", "userId", "requestId",
                                "traceParent")
    SELECT $1, $2, part.hash, $3, $5, $6 FROM part
     WHERE NOT EXISTS (SELECT 1 FROM same)
       AND (SELECT count(*) FROM "Verification" WHERE state IN ('queued', 'running')) < $4
    RETURNING id)
  SELECT EXISTS (SELECT 1 FROM part) AS "hasSolutions", (SELECT id FROM same) AS same,
         (SELECT id FROM made) AS made`;

interface RequestRow {
  readonly hasSolutions: boolean;
  readonly same: string | null;
  readonly made: string | null;
}

export interface VerificationRequest {
  readonly contentHash: string;
  readonly userId: string;
  /** Of the HTTP request: the log lines of the steps carry it, and their spans are of its trace. */
  readonly requestId: string | null;
  readonly traceParent: string | null;
}

export const requestVerification = async (
  { pool }: Database,
  { contentHash, userId, requestId, traceParent }: VerificationRequest,
): Promise<RequestedVerification> => {
  const values = [
    ...[newId(), contentHash, userId, MAX_OPEN_VERIFICATIONS, requestId, traceParent],
  ];
  const { rows } = await pool.query<RequestRow>(REQUEST_SQL, values);
  const row = rows[0];
  if (!row?.hasSolutions) return { kind: 'no-solutions' };
  if (row.same !== null) return { kind: 'open', id: row.same };
  return row.made === null ? { kind: 'too-many' } : { kind: 'created', id: row.made };
};

export interface VerificationRow {
  readonly id: string;
  readonly exerciseId: string;
  readonly contentHash: string;
  readonly username: string | null;
  readonly state: VerificationState;
  readonly ok: boolean | null;
  readonly stale: boolean;
  readonly done: number;
  readonly total: number;
  readonly running: string | null;
  readonly error: string | null;
  readonly report: unknown;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** Of a verification `f` with the authors' part `a` of its version: that is another one by now. */
export const STALE_SQL = `f."authorsHash" IS DISTINCT FROM a.hash`;

/** Of a verification `f`: solutions that were run. Steps go when it is finished. */
export const DONE_SQL = `CASE f.state WHEN 'finished' THEN f.total ELSE (
  SELECT count(*)::int FROM "VerificationStep" t WHERE t."verificationId" = f.id) END`;

const FIND_SQL = `
  SELECT f.id, v."exerciseId", f."contentHash", u.username, f.state, f.ok, f.total, f.running,
         f.error, f.report, f."createdAt", f."finishedAt",
         ${STALE_SQL} AS stale, ${DONE_SQL} AS done
    FROM "Verification" f JOIN "ExerciseVersion" v ON v."contentHash" = f."contentHash"
    LEFT JOIN "VersionAuthorsPart" a ON a."contentHash" = f."contentHash"
    LEFT JOIN "User" u ON u.id = f."userId"
   WHERE f.id = $1`;

export const findVerification = async (
  { pool }: Database,
  id: string,
): Promise<VerificationRow | null> => {
  const { rows } = await pool.query<VerificationRow>(FIND_SQL, [id]);
  return rows[0] ?? null;
};
