import { appendEventsSql } from '../events/event-channel.ts';
import type { Database } from './database.ts';
import { nextTurnSql } from './fair-turn.ts';
import type { SubmissionState } from './generated/client.ts';
import { retryOnConflict } from './retry-conflict.ts';

/** A submission that we failed to grade, with what its attempts said. */
export interface FailureRow {
  readonly id: string;
  readonly exerciseId: string;
  readonly language: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly user: { readonly username: string };
  readonly attempts: readonly {
    readonly number: number;
    readonly workerId: string;
    readonly error: string | null;
  }[];
}

export interface FailurePage {
  readonly after: string | null;
  readonly take: number;
  /** Of this exercise alone. */
  readonly exerciseId?: string | undefined;
}

/** Newest first, after the id `after`. */
export const listFailures = ({ prisma }: Database, page: FailurePage): Promise<FailureRow[]> =>
  prisma.submission.findMany({
    where: {
      state: 'failed',
      rejudgeId: null,
      ...(page.after === null ? {} : { id: { lt: page.after } }),
      ...(page.exerciseId === undefined ? {} : { exerciseId: page.exerciseId }),
    },
    orderBy: { id: 'desc' },
    take: page.take,
    select: {
      ...{ id: true, exerciseId: true, language: true, createdAt: true, finishedAt: true },
      user: { select: { username: true } },
      attempts: {
        select: { number: true, workerId: true, error: true },
        orderBy: { number: 'asc' },
      },
    },
  });

export const countFailures = ({ prisma }: Database): Promise<number> =>
  prisma.submission.count({ where: { state: 'failed', rejudgeId: null } });

/**
 * Attempts are counted over the life of a submission, so those of before go: their errors are in
 * the workers' logs. Events go on where they were, for whoever follows it.
 */
const RERUN_SQL = `
  WITH s AS (
    SELECT id AS "submissionId", "userId" FROM "Submission"
     WHERE id = $1 AND state = 'failed' AND "replacedAt" IS NULL FOR NO KEY UPDATE),
  attempts AS (DELETE FROM "Attempt" a USING s WHERE a."submissionId" = s."submissionId"),
  next AS (${nextTurnSql('(SELECT "userId" FROM s)')}),
  again AS (
    UPDATE "Submission" u
       SET state = 'queued', verdict = NULL, "finishedAt" = NULL, turn = next.turn
      FROM s, next WHERE u.id = s."submissionId"),
  ${appendEventsSql('s', `jsonb_build_array(jsonb_build_object('type', 'queued'))`)}
  SELECT next.turn, (SELECT count(*) FROM announced) AS announced FROM s, next`;

/** Queued again, for the caller to add its job with this turn; null where it is not failed (any more). */
export const rerunFailed = async (
  { pool }: Database,
  submissionId: string,
): Promise<number | null> => {
  const { rows } = await retryOnConflict(() =>
    pool.query<{ turn: number }>(RERUN_SQL, [submissionId]),
  );
  return rows[0]?.turn ?? null;
};

/** Failed ones of an exercise, or of all, oldest first. */
export const failedSubmissions = async (
  { prisma }: Database,
  { exerciseId, take }: { readonly exerciseId?: string | undefined; readonly take: number },
): Promise<string[]> => {
  const where = { state: 'failed', rejudgeId: null } as const;
  const rows = await prisma.submission.findMany({
    where: { ...where, ...(exerciseId === undefined ? {} : { exerciseId }) },
    orderBy: { id: 'asc' },
    take,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
};

export interface SubmissionStateRow {
  readonly id: string;
  readonly state: SubmissionState;
}

/** What has become of those that were run again; ids that there are not are left out. */
export const submissionStates = (
  { prisma }: Database,
  ids: readonly string[],
): Promise<SubmissionStateRow[]> =>
  prisma.submission.findMany({
    where: { id: { in: [...ids] }, rejudgeId: null },
    select: { id: true, state: true },
  });
