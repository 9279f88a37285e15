import type { SequencedEvent, SubmissionEvent } from '../../grading/event/submission-event.ts';
import type { Database } from '../database/database.ts';
import type { Logger } from '../log/logger.ts';
import { silentLogger } from '../log/logger.ts';
import { createPublisher } from './publisher.ts';
import { createSubscriptions } from './subscriptions.ts';

export type EventListener = (event: SequencedEvent) => void;

export interface Subscription {
  close(): void;
}

/**
 * Live events of submissions, between processes, through PostgreSQL: appended to a table that
 * orders them (`seq` is 1, 2, 3, ... for each submission, without a gap), and announced by NOTIFY.
 * What a listener misses it reads from the table, so that nothing is missed and nothing comes
 * twice, whatever becomes of a connection.
 */
export interface EventHub {
  /**
   * Appends in order. Returns at once: events that come within a few milliseconds travel together.
   * They are progress, not results: should the database refuse them, it is logged, and no more.
   */
  publishEvents(submissionId: string, events: readonly SubmissionEvent[]): void;
  /**
   * Waits for what is on its way, and takes back what is not: pass it to finishAttempt, which
   * stores it with the result. Call it at the end of every attempt.
   */
  drainEvents(submissionId: string): Promise<readonly SubmissionEvent[]>;
  /** Calls `listener` for each event after `afterSeq` (0: all), in order, past ones first. */
  subscribe(submissionId: string, afterSeq: number, listener: EventListener): Subscription;
  close(): Promise<void>;
}

export const openEventHub = (database: Database, logger: Logger = silentLogger): EventHub => {
  const publisher = createPublisher(database, logger);
  const subscriptions = createSubscriptions(database, logger);
  return {
    publishEvents: publisher.publish,
    drainEvents: publisher.drain,
    subscribe: subscriptions.subscribe,
    async close() {
      await Promise.all([publisher.close(), subscriptions.close()]);
    },
  };
};
