import type { Logger } from '../log/logger.ts';
import { REJUDGE_PRIORITY } from '../../grading/job/grade-job.ts';
import type { GradeQueue } from '../queue/queue.ts';
import type { Database } from './database.ts';
import { resumeApplying } from './rejudge-apply.ts';
import { strandedVerifications } from './verification-steps.ts';

/** A queued row younger than this is still on its way into the queue. */
export const QUEUED_GRACE_MS = 10_000;
/** An attempt past its deadline by this is over, whatever its worker thinks. */
export const OVERDUE_GRACE_MS = 1000;
const SWEEP_INTERVAL_MS = 5000;
const PAGE_SIZE = 100;
/** The oldest rows a sweep looks at; with more than these waiting, the queue is not lost. */
const MAX_PAGES = 20;
/** Events serve the resuming of a connection: a day is plenty. */
const EVENT_RETENTION_HOURS = 24;
const DELETE_BATCH = 2000;

export interface SweepOptions {
  readonly queuedGraceMs?: number;
  readonly overdueGraceMs?: number;
}

export interface SweepReport {
  /** Jobs added again. */
  readonly requeued: readonly string[];
  readonly deletedEvents: number;
  readonly deletedSessions: number;
}

const STRANDED_SQL = `
  SELECT id, turn FROM "Submission" s
   WHERE (s.id > $1) AND (s."rejudgeId" IS NOT NULL) = $5
     AND ((s.state = 'queued' AND s."createdAt" < now() - $2 * interval '1 millisecond')
       OR (s.state = 'running' AND NOT EXISTS (
             SELECT 1 FROM "Attempt" a
              WHERE a."submissionId" = s.id AND a.state = 'running'
                AND a."deadlineAt" > now() - $3 * interval '1 millisecond')))
   ORDER BY s.id LIMIT $4`;

const OLD_EVENTS_SQL = `
  DELETE FROM "SubmissionEvent" WHERE ("submissionId", seq) IN (
    SELECT "submissionId", seq FROM "SubmissionEvent"
     WHERE "createdAt" < now() - $1 * interval '1 hour' LIMIT $2)`;

const OLD_SESSIONS_SQL = `
  DELETE FROM "Session" WHERE id IN (SELECT id FROM "Session" WHERE "expiresAt" < now() LIMIT $1)`;

const OLD_COUNTS_SQL = `
  DELETE FROM "RateLimitCount" WHERE key IN (
    SELECT key FROM "RateLimitCount" WHERE "resetAt" < now() LIMIT $1)`;

const OLD_DEVICES_SQL = `
  DELETE FROM "KnownDevice" WHERE ("userId", "deviceHash") IN (
    SELECT "userId", "deviceHash" FROM "KnownDevice" WHERE "expiresAt" < now() LIMIT $1)`;

const OLD_DEVICE_CODES_SQL = `
  DELETE FROM "DeviceCode" WHERE id IN (
    SELECT id FROM "DeviceCode" WHERE "expiresAt" < now() LIMIT $1)`;

const OLD_LOG_INS_SQL = `
  DELETE FROM "PendingLogIn" WHERE "stateHash" IN (
    SELECT "stateHash" FROM "PendingLogIn" WHERE "expiresAt" < now() LIMIT $1)`;

const NIL_UUID = '00000000-0000-0000-0000-000000000000';

const requeueStranded = async (
  { pool }: Database,
  queue: GradeQueue,
  { queuedGraceMs = QUEUED_GRACE_MS, overdueGraceMs = OVERDUE_GRACE_MS }: SweepOptions,
  ofRejudges: boolean,
): Promise<string[]> => {
  const requeued: string[] = [];
  let after = NIL_UUID;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { rows } = await pool.query<{ id: string; turn: number }>(STRANDED_SQL, [
      ...[after, queuedGraceMs, overdueGraceMs, PAGE_SIZE, ofRejudges],
    ]);
    const ids = new Set(await queue.findLost(rows.map((row) => row.id)));
    const lost = rows.filter(({ id }) => ids.has(id));
    // One after the other: of one turn, whoever came first goes first.
    for (const { id, turn } of lost) {
      await queue.add(id, { priority: ofRejudges ? REJUDGE_PRIORITY : turn });
    }
    requeued.push(...ids);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE_SIZE) break;
    after = last.id;
  }
  return requeued;
};

/** Of verifications there are never many; what one sweep does not look at, the next does. */
const requeueVerifications = async (
  database: Database,
  queue: GradeQueue,
  { queuedGraceMs = QUEUED_GRACE_MS }: SweepOptions,
): Promise<readonly string[]> => {
  const stranded = { graceMs: queuedGraceMs, take: PAGE_SIZE };
  const lost = await queue.findLost(await strandedVerifications(database, stranded));
  for (const id of lost) await queue.addVerification(id);
  return lost;
};

/**
 * Moves what nothing else would: submissions and verifications whose job the queue lost, and whose
 * worker died with it. Any number of processes may sweep; adding a job that is there does nothing.
 */
export const sweep = async (
  database: Database,
  queue: GradeQueue,
  options: SweepOptions = {},
): Promise<SweepReport> => {
  // Apart, so that the copies of a large rejudge never fill the pages of what learners wait for.
  const requeued = [
    ...(await requeueStranded(database, queue, options, false)),
    ...(await requeueStranded(database, queue, options, true)),
    ...(await requeueVerifications(database, queue, options)),
  ];
  await resumeApplying(database);
  const events = await database.pool.query(OLD_EVENTS_SQL, [EVENT_RETENTION_HOURS, DELETE_BATCH]);
  const sessions = await database.pool.query(OLD_SESSIONS_SQL, [DELETE_BATCH]);
  await database.pool.query(OLD_COUNTS_SQL, [DELETE_BATCH]);
  await database.pool.query(OLD_DEVICES_SQL, [DELETE_BATCH]);
  await database.pool.query(OLD_DEVICE_CODES_SQL, [DELETE_BATCH]);
  await database.pool.query(OLD_LOG_INS_SQL, [DELETE_BATCH]);
  return {
    requeued,
    deletedEvents: events.rowCount ?? 0,
    deletedSessions: sessions.rowCount ?? 0,
  };
};

export interface Sweeper {
  stop(): Promise<void>;
}

/** Sweeps now and then on a timer, one sweep at a time; a sweep that fails is logged. */
export const startSweeper = (
  database: Database,
  queue: GradeQueue,
  logger: Logger,
  options: SweepOptions & { readonly intervalMs?: number } = {},
): Sweeper => {
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();
  let stopped = false;

  const once = async (): Promise<void> => {
    try {
      const { requeued } = await sweep(database, queue, options);
      if (requeued.length > 0) logger.warn({ requeued }, 'queued submissions that were lost');
    } catch (error) {
      if (!stopped) logger.error({ err: error }, 'the sweep failed');
    }
  };
  const schedule = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      current = once().then(schedule);
    }, options.intervalMs ?? SWEEP_INTERVAL_MS);
    timer.unref();
  };
  current = once().then(schedule);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
};
