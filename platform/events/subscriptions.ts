import { Ajv } from 'ajv';
import type { SequencedEvent, SubmissionEvent } from '../../grading/event/submission-event.ts';
import type { Database } from '../database/database.ts';
import type { Logger } from '../log/logger.ts';
import { EVENT_CHANNEL, type EventMessage } from './event-channel.ts';
import { openListenConnection } from './listen-connection.ts';
import type { ListenConnection } from './listen-connection.ts';

export interface Subscriptions {
  readonly subscribe: (
    submissionId: string,
    afterSeq: number,
    listener: (event: SequencedEvent) => void,
  ) => { close(): void };
  readonly close: () => Promise<void>;
}

/** Events read at one time. */
const READ_BATCH = 500;
/** How often open subscriptions look into the table, should an announcement ever be lost. */
const SAFETY_READ_INTERVAL_MS = 10_000;

const READ_SQL = `
  SELECT seq, data FROM "SubmissionEvent"
   WHERE "submissionId" = $1 AND seq > $2 ORDER BY seq LIMIT ${READ_BATCH}`;

const ajv = new Ajv();
/** The envelope. Events themselves are ours from end to end: only our workers can write them. */
const isMessage = ajv.compile<EventMessage>({
  type: 'object',
  required: ['s', 'q', 'l'],
  properties: {
    s: { type: 'string' },
    q: { type: 'integer' },
    l: { type: 'integer' },
    e: { type: 'array', items: { type: 'object', required: ['type'] } },
  },
});

interface Subscriber {
  readonly submissionId: string;
  readonly listener: (event: SequencedEvent) => void;
  lastSeq: number;
  /** A read of the table is under way. */
  reading: boolean;
  /** Something was announced meanwhile: read once more. */
  stale: boolean;
  closed: boolean;
}

const parseMessage = (payload: string): EventMessage | null => {
  try {
    const message: unknown = JSON.parse(payload);
    return isMessage(message) ? message : null;
  } catch {
    return null;
  }
};

export const createSubscriptions = (database: Database, logger: Logger): Subscriptions => {
  const bySubmission = new Map<string, Set<Subscriber>>();
  let connection: ListenConnection | undefined;
  let safetyTimer: NodeJS.Timeout | undefined;

  const deliver = (subscriber: Subscriber, seq: number, event: SubmissionEvent): void => {
    if (subscriber.closed || seq <= subscriber.lastSeq) return;
    subscriber.lastSeq = seq;
    try {
      subscriber.listener({ ...event, seq });
    } catch (error) {
      logger.error({ submissionId: subscriber.submissionId, err: error }, 'a listener threw');
    }
  };

  const readOnce = async (subscriber: Subscriber): Promise<number> => {
    const { rows } = await database.pool.query<{ seq: number; data: SubmissionEvent }>({
      name: 'read-events',
      text: READ_SQL,
      values: [subscriber.submissionId, subscriber.lastSeq],
    });
    for (const { seq, data } of rows) deliver(subscriber, seq, data);
    return rows.length;
  };

  const read = async (subscriber: Subscriber): Promise<void> => {
    subscriber.stale = true;
    if (subscriber.reading) return;
    subscriber.reading = true;
    try {
      while (subscriber.stale && !subscriber.closed) {
        subscriber.stale = false;
        if ((await readOnce(subscriber)) === READ_BATCH) subscriber.stale = true;
      }
    } catch (error) {
      // The next announcement, the reconnection or the safety timer reads again.
      logger.warn({ submissionId: subscriber.submissionId, err: error }, 'cannot read events');
    } finally {
      subscriber.reading = false;
    }
  };

  const onMessage = (payload: string): void => {
    const message = parseMessage(payload);
    if (message === null) {
      logger.warn('an event message is malformed');
      return;
    }
    for (const subscriber of bySubmission.get(message.s) ?? []) {
      if (message.l <= subscriber.lastSeq) continue;
      const contiguous = !subscriber.reading && message.q <= subscriber.lastSeq + 1;
      if (!contiguous || message.e === undefined) void read(subscriber);
      else message.e.forEach((event, index) => deliver(subscriber, message.q + index, event));
    }
  };

  const readAll = (): void => {
    for (const subscribers of bySubmission.values()) {
      for (const subscriber of subscribers) void read(subscriber);
    }
  };

  const connect = (): void => {
    const handlers = { onMessage, onListening: readAll };
    connection ??= openListenConnection(
      { url: database.url, channel: EVENT_CHANNEL },
      handlers,
      logger,
    );
    safetyTimer ??= setInterval(readAll, SAFETY_READ_INTERVAL_MS).unref();
  };

  return {
    subscribe(submissionId, afterSeq, listener) {
      const subscriber: Subscriber = {
        ...{ submissionId, listener, lastSeq: afterSeq },
        ...{ reading: false, stale: false, closed: false },
      };
      const subscribers = bySubmission.get(submissionId) ?? new Set();
      bySubmission.set(submissionId, subscribers.add(subscriber));
      connect();
      // Registered first, then read: what is announced from here on is not missed. Before the
      // connection listens, its onListening reads once more.
      void read(subscriber);
      return {
        close() {
          subscriber.closed = true;
          subscribers.delete(subscriber);
          // Only if it is still this set: closing twice must not cut off a later subscriber.
          if (subscribers.size === 0 && bySubmission.get(submissionId) === subscribers) {
            bySubmission.delete(submissionId);
          }
        },
      };
    },
    async close() {
      clearInterval(safetyTimer);
      for (const subscribers of bySubmission.values()) {
        for (const subscriber of subscribers) subscriber.closed = true;
      }
      bySubmission.clear();
      await connection?.close();
    },
  };
};
