import type { Database } from './database.ts';
import type {
  CaseResult,
  Submission,
  SubmissionFile,
  SubmissionState,
} from './generated/client.ts';
import { WAITING_FOR_SQL } from './parked-submissions.ts';

/** Reads of submissions. Every one takes the reader's id: nobody reads what is another's. */
const SUMMARY = {
  id: true,
  exerciseId: true,
  contentHash: true,
  language: true,
  samplesOnly: true,
  state: true,
  verdict: true,
  score: true,
  maxScore: true,
  createdAt: true,
  finishedAt: true,
  countsAs: { select: { submissionId: true } },
} as const;

export type SubmissionSummaryRow = Pick<Submission, Exclude<keyof typeof SUMMARY, 'countsAs'>> & {
  /** Null where another one counts for the exercise, or none. */
  readonly countsAs: { readonly submissionId: string } | null;
};

export type SubmissionRow = SubmissionSummaryRow & {
  readonly result: Submission['result'];
  readonly files: readonly Pick<SubmissionFile, 'path' | 'content'>[];
  readonly cases: readonly CaseResult[];
  /** What it had before it was rejudged. */
  readonly copies: readonly Pick<Submission, 'replacedAt' | 'verdict' | 'score' | 'maxScore'>[];
};

/** Of one submission, those that are shown. */
const MAX_EARLIER_RESULTS = 10;

export const findOwnSubmission = (
  { prisma }: Database,
  userId: string,
  id: string,
): Promise<SubmissionRow | null> =>
  prisma.submission.findUnique({
    where: { id, userId, rejudgeId: null },
    select: {
      ...SUMMARY,
      result: true,
      files: { select: { path: true, content: true }, orderBy: { path: 'asc' } },
      cases: { orderBy: { index: 'asc' } },
      copies: {
        where: { replacedAt: { not: null } },
        select: { replacedAt: true, verdict: true, score: true, maxScore: true },
        orderBy: { replacedAt: 'desc' },
        take: MAX_EARLIER_RESULTS,
      },
    },
  });

/** Without files and cases: for the event stream, which asks again and again. */
export const findOwnSubmissionSummary = (
  { prisma }: Database,
  userId: string,
  id: string,
): Promise<SubmissionSummaryRow | null> =>
  prisma.submission.findUnique({ where: { id, userId, rejudgeId: null }, select: SUMMARY });

export interface SubmissionFilter {
  readonly exerciseId?: string;
  readonly state?: SubmissionState;
  readonly verdict?: string;
  readonly language?: string;
  readonly samplesOnly?: boolean;
}

const FILTERS = ['exerciseId', 'state', 'verdict', 'language', 'samplesOnly'] as const;

const equalTo = (filter: SubmissionFilter): SubmissionFilter =>
  Object.fromEntries(
    FILTERS.flatMap((name) => (filter[name] === undefined ? [] : [[name, filter[name]]])),
  );

/** Newest first (ids are UUIDs of version 7, which sort by time), after the id `after`. */
export const listOwnSubmissions = (
  { prisma }: Database,
  userId: string,
  filter: SubmissionFilter,
  page: { readonly after: string | null; readonly take: number },
): Promise<SubmissionSummaryRow[]> =>
  prisma.submission.findMany({
    where: {
      userId,
      rejudgeId: null,
      ...equalTo(filter),
      ...(page.after === null ? {} : { id: { lt: page.after } }),
    },
    orderBy: { id: 'desc' },
    take: page.take,
    select: SUMMARY,
  });

/** Past this many, a position is shown as this many: counting all of a long queue costs. */
const MAX_COUNTED_POSITION = 1000;

export interface PlaceInQueue {
  /** Queued submissions before this one. */
  readonly position: number;
  /** What it needs and no living worker runs (grading/job/runtime-name.ts); null: one does. */
  readonly waitingFor: string | null;
}

/** Null where it is not queued any more. */
export const placeInQueue = async (
  { pool }: Database,
  id: string,
): Promise<PlaceInQueue | null> => {
  const { rows } = await pool.query<PlaceInQueue>({
    name: 'queue-position',
    text: `
      SELECT (SELECT count(*)::int FROM (
                SELECT 1 FROM "Submission" before
                 WHERE before.state = 'queued' AND before."rejudgeId" IS NULL
                   AND (before.turn, before."createdAt", before.id)
                       < (s.turn, s."createdAt", s.id)
                 LIMIT ${MAX_COUNTED_POSITION}) counted) AS position,
             ${WAITING_FOR_SQL} AS "waitingFor"
        FROM "Submission" s JOIN "ExerciseVersion" v USING ("contentHash")
       WHERE s.id = $1 AND s.state = 'queued' AND s."rejudgeId" IS NULL`,
    values: [id],
  });
  return rows[0] ?? null;
};

/** The same of many by one question; those that are not queued any more are left out. */
export const placesInQueue = async (
  { pool }: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PlaceInQueue>> => {
  const { rows } = await pool.query<PlaceInQueue & { id: string }>({
    name: 'places-in-queue',
    text: `
      SELECT s.id, least(queued.position, ${MAX_COUNTED_POSITION})::int AS position,
             ${WAITING_FOR_SQL} AS "waitingFor"
        FROM (SELECT id, row_number() OVER (ORDER BY turn, "createdAt", id) - 1 AS position
                FROM "Submission" WHERE state = 'queued' AND "rejudgeId" IS NULL) queued
        JOIN "Submission" s USING (id) JOIN "ExerciseVersion" v USING ("contentHash")
       WHERE s.id = ANY ($1::uuid[])`,
    values: [ids],
  });
  return new Map(rows.map(({ id, ...place }) => [id, place]));
};

/** The number of a submission's newest event; 0 where there are none (any more). */
export const lastEventSeq = async ({ prisma }: Database, submissionId: string): Promise<number> => {
  const { _max } = await prisma.submissionEvent.aggregate({
    where: { submissionId },
    _max: { seq: true },
  });
  return _max.seq ?? 0;
};
