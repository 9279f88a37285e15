import type { QueuePositionEvent } from '../../grading/event/submission-event.ts';
import type { Database } from '../../platform/database/database.ts';
import { placeInQueue } from '../../platform/database/submissions-read.ts';
import type { Logger } from '../../platform/log/logger.ts';

/** A question to the database for each stream of a waiting submission: no more often than this. */
const INTERVAL_MS = 2000;

/**
 * Tells where a submission stands in the queue, whenever that has changed, until it waits no more.
 * The stream that it is for bounds its life. Gives the function that stops it before.
 */
export const watchQueuePosition = (
  { database, logger }: { readonly database: Database; readonly logger: Logger },
  submissionId: string,
  send: (event: QueuePositionEvent) => void,
): (() => void) => {
  let stopped = false;
  let told = '';
  const look = async (): Promise<void> => {
    const place = await placeInQueue(database, submissionId);
    if (stopped || place === null) return;
    const { position, waitingFor } = place;
    const now = `${position} ${String(waitingFor)}`;
    if (now !== told) send({ type: 'position', position, waitingFor });
    told = now;
    timer = setTimeout(lookOrLog, INTERVAL_MS);
  };
  const lookOrLog = (): void => {
    look().catch((error: unknown) => {
      logger.warn({ err: error, submissionId }, 'the place in the queue cannot be told');
    });
  };
  let timer = setTimeout(lookOrLog, INTERVAL_MS);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
};
