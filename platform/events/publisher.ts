import type { SubmissionEvent } from '../../grading/event/submission-event.ts';
import type { Database } from '../database/database.ts';
import { retryOnConflict } from '../database/retry-conflict.ts';
import { storableJson } from '../database/storable-json.ts';
import type { Logger } from '../log/logger.ts';
import { appendEventsSql } from './event-channel.ts';

/** Events within this time travel in one statement. */
const COALESCE_MS = 5;
/** Of one submission, while the database is slow. Past it, progress is dropped; results never. */
const MAX_BUFFERED_EVENTS = 1000;

/**
 * Only while the submission is being graded: a worker that lost its attempt cannot add to what is
 * finished. Progress may be lost with the server, so the commit does not wait for the disk.
 */
const PUBLISH_SQL = `
  WITH setting AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)),
  live AS (
    SELECT s.id AS "submissionId" FROM "Submission" s, setting
     WHERE s.id = $1 AND s.state IN ('queued', 'running')),
  ${appendEventsSql('live', '$2::jsonb')}
  SELECT count(*) FROM announced`;

export interface Publisher {
  readonly publish: (submissionId: string, events: readonly SubmissionEvent[]) => void;
  readonly drain: (submissionId: string) => Promise<readonly SubmissionEvent[]>;
  readonly close: () => Promise<void>;
}

/** Events of one submission that wait, and the statement that is on its way. */
interface Outbox {
  waiting: SubmissionEvent[];
  timer: NodeJS.Timeout | undefined;
  sending: Promise<void> | undefined;
}

export const createPublisher = ({ pool }: Database, logger: Logger): Publisher => {
  const outboxes = new Map<string, Outbox>();

  const send = async (submissionId: string, events: readonly SubmissionEvent[]): Promise<void> => {
    try {
      const values = [submissionId, storableJson(events)];
      const query = { name: 'publish-events', text: PUBLISH_SQL, values };
      await retryOnConflict(() => pool.query(query));
    } catch (error) {
      logger.warn({ submissionId, err: error, lost: events.length }, 'live events were lost');
    }
  };

  /** One statement at a time for each submission: that keeps the order. */
  const flush = (submissionId: string, outbox: Outbox): void => {
    clearTimeout(outbox.timer);
    outbox.timer = undefined;
    if (outbox.sending !== undefined || outbox.waiting.length === 0) return;
    const events = outbox.waiting;
    outbox.waiting = [];
    outbox.sending = send(submissionId, events).then(() => {
      outbox.sending = undefined;
      if (outbox.waiting.length > 0) flush(submissionId, outbox);
      else if (outboxes.get(submissionId) === outbox) outboxes.delete(submissionId);
    });
  };

  const publish = (submissionId: string, events: readonly SubmissionEvent[]): void => {
    const outbox = outboxes.get(submissionId) ?? {
      waiting: [],
      timer: undefined,
      sending: undefined,
    };
    outboxes.set(submissionId, outbox);
    const room = MAX_BUFFERED_EVENTS - outbox.waiting.length;
    if (events.length > room)
      logger.warn({ submissionId }, 'too many live events: some are dropped');
    outbox.waiting.push(...events.slice(0, Math.max(room, 0)));
    outbox.timer ??= setTimeout(() => flush(submissionId, outbox), COALESCE_MS);
  };

  const drain = async (submissionId: string): Promise<readonly SubmissionEvent[]> => {
    const outbox = outboxes.get(submissionId);
    if (outbox === undefined) return [];
    outboxes.delete(submissionId);
    clearTimeout(outbox.timer);
    const rest = outbox.waiting;
    outbox.waiting = [];
    await outbox.sending;
    return rest;
  };

  const close = async (): Promise<void> => {
    // Each round sends what a statement on its way had left waiting: two are enough.
    while (outboxes.size > 0) {
      for (const [submissionId, outbox] of outboxes) {
        flush(submissionId, outbox);
        if (outbox.sending === undefined) outboxes.delete(submissionId);
      }
      await Promise.all(
        [...outboxes.values()].map((outbox) => outbox.sending ?? Promise.resolve()),
      );
    }
  };

  return { publish, drain, close };
};
