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

/** Says that the worker lives, by the database's clock, and removes rows of those long gone. */
export const beat = async ({ prisma, pool }: Database, heartbeat: Heartbeat): Promise<void> => {
  const { rows } = await pool.query<{ now: Date }>('SELECT now()');
  const seenAt = rows[0]?.now ?? new Date();
  const { workerId, ...rest } = heartbeat;
  await prisma.workerHeartbeat.upsert({
    where: { workerId },
    create: { workerId, ...rest, seenAt },
    update: { ...rest, seenAt },
  });
  await pool.query(`DELETE FROM "WorkerHeartbeat" WHERE "seenAt" < now() - interval '${KEPT_FOR}'`);
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
