import { RUNTIME_NAMES } from '../../grading/job/runtime-name.ts';
import type { Database } from '../../platform/database/database.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { startHeartbeat, type HeartbeatTimer } from '../../worker/heartbeat.ts';

/**
 * Says what a worker of all languages says, where the test itself does its work: without it,
 * submissions wait for a worker that lives. Stop it before the database goes.
 */
export const pretendWorker = (database: Database, workerId = 'lab-7'): HeartbeatTimer => {
  const startedAt = new Date();
  return startHeartbeat(
    database,
    () => ({
      ...{ workerId, host: 'lab', pid: 7, version: '0.1.0', concurrency: 2, startedAt },
      ...{ runtimes: [...RUNTIME_NAMES], isolation: 'recycled', paused: false },
      ...{ idleCells: 3, leasedCells: 1, startingCells: 0 },
    }),
    silentLogger,
  );
};
