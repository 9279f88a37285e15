import type { Database } from './database.ts';
import { WORKER_GONE_AFTER_MS } from './worker-heartbeats.ts';

/**
 * Workers need not run everything. The queue knows nothing of that: it gives any job to any worker.
 * One that does not run what a submission needs marks its row (`parkedAt`, by beginAttempt) and puts
 * the job aside for a while; the workers that do run it look for such rows and take them straight
 * from here, in the queue's order. So a job is handed round at most once in a while,
 * and what is parked waits for a free worker that runs it, never for luck.
 */

/** What a submission `s` of a version `v` needs (grading/job/runtime-name.ts). */
export const RUNTIME_SQL = `coalesce(v."sqlEngine", s.language)`;

/** Nobody is at it. The order is the queue's (fair-turn.ts): copies of rejudges come last. */
const NEXT_SQL = `
  SELECT s.id, s."rejudgeId" IS NOT NULL AS "isCopy"
    FROM "Submission" s JOIN "ExerciseVersion" v USING ("contentHash")
   WHERE s.state IN ('queued', 'running') AND s."parkedAt" IS NOT NULL
     AND ${RUNTIME_SQL} = ANY ($1::text[]) AND s.id <> ALL ($2::uuid[])
     AND NOT EXISTS (SELECT 1 FROM "Attempt" a
                      WHERE a."submissionId" = s.id AND a.state = 'running'
                        AND a."deadlineAt" > now())
   ORDER BY s."rejudgeId" IS NOT NULL, s.turn, s."createdAt", s.id LIMIT $3`;

export interface ParkedSubmission {
  readonly id: string;
  /** A copy of a rejudge: behind all that a learner waits for. */
  readonly isCopy: boolean;
}

/** Parked submissions that need one of the runtimes, those first that are to go first. */
export const nextParked = async (
  { pool }: Database,
  runtimes: readonly string[],
  { except, take }: { readonly except: readonly string[]; readonly take: number },
): Promise<ParkedSubmission[]> => {
  const { rows } = await pool.query<ParkedSubmission>({
    name: 'next-parked',
    text: NEXT_SQL,
    values: [runtimes, except, take],
  });
  return rows;
};

export interface UnservedRuntime {
  readonly runtime: string;
  /** Submissions that wait for it. */
  readonly waiting: number;
}

/** Whether a living worker runs `runtime`, an expression. */
const servedSql = (runtime: string): string => `
  EXISTS (SELECT 1 FROM "WorkerHeartbeat" w
           WHERE w."seenAt" > now() - interval '${WORKER_GONE_AFTER_MS} milliseconds'
             AND ${runtime} = ANY (w.runtimes))`;

/** Of a submission `s` of a version `v`: what it needs and no living worker runs; null: one does. */
export const WAITING_FOR_SQL = `CASE WHEN NOT ${servedSql(RUNTIME_SQL)} THEN ${RUNTIME_SQL} END`;

/** The same, of a submission by its id. */
export const waitingForOf = async ({ pool }: Database, id: string): Promise<string | null> => {
  const { rows } = await pool.query<{ waitingFor: string | null }>({
    name: 'waiting-for',
    text: `
      SELECT ${WAITING_FOR_SQL} AS "waitingFor"
        FROM "Submission" s JOIN "ExerciseVersion" v USING ("contentHash") WHERE s.id = $1`,
    values: [id],
  });
  return rows[0]?.waitingFor ?? null;
};

/** What submissions wait for and no living worker runs. */
export const unservedRuntimes = async ({ pool }: Database): Promise<UnservedRuntime[]> => {
  const { rows } = await pool.query<UnservedRuntime>(
    `SELECT runtime, waiting FROM (
       SELECT ${RUNTIME_SQL} AS runtime, count(*)::int AS waiting
         FROM "Submission" s JOIN "ExerciseVersion" v USING ("contentHash")
        WHERE s.state = 'queued' AND s."rejudgeId" IS NULL GROUP BY 1) needed
      WHERE NOT ${servedSql('runtime')} ORDER BY runtime`,
  );
  return rows;
};
