import type { Database } from './database.ts';
import type { WorkerHeartbeat } from './generated/client.ts';

export const HEARTBEAT_INTERVAL_MS = 5_000;
/** After so long without a word, a worker counts as gone. */
export const WORKER_GONE_AFTER_MS = 4 * HEARTBEAT_INTERVAL_MS;
/** Rows of workers that are gone are kept for so long, to be seen. */
const KEPT_FOR = '1 hour';
/** More workers than these are not shown. */
const MAX_WORKERS = 500;

export type Heartbeat = Omit<WorkerHeartbeat, 'seenAt'>;

/** In the order of the statement's values. */
const COLUMNS = [
  ...(['workerId', 'host', 'pid', 'version', 'concurrency', 'isolation', 'paused'] as const),
  ...(['idleCells', 'leasedCells', 'startingCells', 'startedAt', 'runtimes'] as const),
] satisfies readonly (keyof Heartbeat)[];

const quoted = COLUMNS.map((column) => `"${column}"`);

/** One statement, by the database's clock. */
const BEAT_SQL = `
  WITH gone AS (
    DELETE FROM "WorkerHeartbeat"
     WHERE "seenAt" < now() - interval '${KEPT_FOR}' AND "workerId" <> $1)
  INSERT INTO "WorkerHeartbeat" (${quoted.join(', ')}, "seenAt")
  VALUES (${COLUMNS.map((_, index) => `$${index + 1}`).join(', ')}, now())
  ON CONFLICT ("workerId") DO UPDATE
     SET ${quoted.map((column) => `${column} = excluded.${column}`).join(', ')},
         "seenAt" = excluded."seenAt"`;

/** Says that the worker lives, and removes the rows of those long gone. */
export const beat = async ({ pool }: Database, heartbeat: Heartbeat): Promise<void> => {
  const values = COLUMNS.map((column) => heartbeat[column]);
  await pool.query({ name: 'worker-heartbeat', text: BEAT_SQL, values });
};

/** A worker that stops in order is forgotten at once. */
export const forgetWorker = async ({ prisma }: Database, workerId: string): Promise<void> => {
  await prisma.workerHeartbeat.deleteMany({ where: { workerId } });
};

export type SeenWorker = WorkerHeartbeat & { readonly alive: boolean };

/** The newest first. */
export const listWorkers = async ({ pool }: Database): Promise<SeenWorker[]> => {
  const { rows } = await pool.query<SeenWorker>(
    `SELECT *, "seenAt" > now() - $1 * interval '1 millisecond' AS alive
       FROM "WorkerHeartbeat" ORDER BY "startedAt" DESC, "workerId" LIMIT $2`,
    [WORKER_GONE_AFTER_MS, MAX_WORKERS],
  );
  return rows;
};
