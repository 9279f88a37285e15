import {
  beat,
  forgetWorker,
  HEARTBEAT_INTERVAL_MS,
  type Heartbeat,
} from '../platform/database/worker-heartbeats.ts';
import type { Database } from '../platform/database/database.ts';
import type { Logger } from '../platform/log/logger.ts';

export interface HeartbeatTimer {
  /** The last beat has ended, and the worker is forgotten. */
  stop(): Promise<void>;
}

/** Tells the store every few seconds that this worker lives, and how it does. */
export function startHeartbeat(
  database: Database,
  read: () => Heartbeat,
  logger: Logger,
): HeartbeatTimer {
  let current: Promise<void> = Promise.resolve();
  const tell = (): void => {
    current = current
      .then(() => beat(database, read()))
      .catch((error: unknown) => logger.warn({ err: error }, 'could not tell that I live'));
  };
  tell();
  const timer = setInterval(tell, HEARTBEAT_INTERVAL_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await current;
      await forgetWorker(database, read().workerId);
    },
  };
}
