import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { Database } from '../database/database.ts';
import {
  claimDeliveries,
  deliveryFailed,
  deliverySucceeded,
  handBackDelivery,
  switchOff,
  tidyDeliveries,
} from '../database/webhook-outbox.ts';
import type { ClaimedDelivery } from '../database/webhook-outbox.ts';
import type { Logger } from '../log/logger.ts';
import { contextOf, inSpan } from '../tracing/span.ts';
import { retryDelayMs } from './retry-delay.ts';
import { sendMessage, type SendOptions, type SendOutcome } from './send-message.ts';
import { signMessage } from './sign-message.ts';

/** Receivers that one process speaks to at one time, with one message each. */
const CONCURRENCY = 8;
/** Longer than an attempt may take; past it, another process makes the next one. */
const LEASE_MS = 30_000;
const POLL_MS = 1000;
const TIDY_MS = 60_000;
/** A hook that nothing got through to for so long is switched off. */
export const GIVE_UP_DAYS = 5;
const GIVE_UP_MS = GIVE_UP_DAYS * 24 * 60 * 60_000;
/** RFC 9110: the receiver is gone for good; the specification of webhooks says to stop then. */
const GONE = 410;

export interface DelivererOptions extends Omit<SendOptions, 'signal'> {
  readonly logger: Logger;
  readonly pollMs?: number;
}

export interface Deliverer {
  /** Takes no more; what is under way is cut off and given back. */
  stop(): Promise<void>;
}

/**
 * Empties the outbox: any number of processes may run it. A message is delivered at least once, and
 * twice only where a process dies between the receiver's answer and its own note of it; both times
 * under the same `webhook-id`.
 */
export const startDeliverer = (database: Database, options: DelivererOptions): Deliverer => {
  const { logger, pollMs = POLL_MS } = options;
  const stopping = new AbortController();
  const underWay = new Map<string, Promise<void>>();
  const isStopping = (): boolean => stopping.signal.aborted;
  let turn: Promise<void> = Promise.resolve();
  let tidiedAtMs = 0;

  const deliver = async (delivery: ClaimedDelivery): Promise<void> => {
    const body = JSON.stringify(delivery.payload);
    const headers = signMessage({ deliveryId: delivery.id, secret: delivery.secret, body });
    const message = { url: delivery.url, headers, body };
    await inDeliverySpan(delivery, async () => {
      const outcome = await sendMessage(message, { ...options, signal: stopping.signal });
      if (!outcome.ok && isStopping()) await handBackDelivery(database, delivery);
      else await note(database, delivery, outcome, logger);
      return outcome;
    });
  };

  const take = async (): Promise<void> => {
    const claimed = await claimDeliveries(database, {
      busyHooks: [...underWay.keys()],
      take: CONCURRENCY - underWay.size,
      leaseMs: LEASE_MS,
    });
    for (const delivery of claimed) {
      const done = deliver(delivery)
        .catch((error: unknown) => logger.warn({ err: error }, 'a delivery was not noted'))
        .then(() => {
          underWay.delete(delivery.webhookId);
          // The next message of this hook need not wait for the poll.
          next();
        });
      underWay.set(delivery.webhookId, done);
    }
  };

  const look = async (): Promise<void> => {
    if (isStopping() || underWay.size >= CONCURRENCY) return;
    try {
      if (Date.now() - tidiedAtMs > TIDY_MS) {
        tidiedAtMs = Date.now();
        await tidyDeliveries(database);
      }
      await take();
    } catch (error) {
      if (!isStopping()) logger.warn({ err: error }, 'the outbox could not be read');
    }
  };
  /** One look at a time. */
  const next = (): void => void (turn = turn.then(look));

  const timer = setInterval(next, pollMs);
  timer.unref();
  next();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await turn;
      await Promise.all(underWay.values());
    },
  };
};

/**
 * An attempt, in the trace of the submission that it tells of. The trace ends here: the receiver is
 * a stranger, and the message carries neither the trace's id nor the request's.
 */
const inDeliverySpan = (
  { id, webhookId, attempts, submissionId, traceParent }: ClaimedDelivery,
  attempt: () => Promise<SendOutcome>,
): Promise<void> => {
  const attributes = {
    'assay.delivery.id': id,
    'assay.webhook.id': webhookId,
    'assay.attempt': attempts,
    ...(submissionId === null ? {} : { 'assay.submission.id': submissionId }),
  };
  const options = { kind: SpanKind.CLIENT, attributes, parent: contextOf(traceParent) };
  return inSpan('tell a webhook', options, async (span) => {
    const { ok, responseCode } = await attempt();
    if (responseCode !== null) span.setAttribute('http.response.status_code', responseCode);
    if (!ok) span.setStatus({ code: SpanStatusCode.ERROR });
  });
};

const note = async (
  database: Database,
  delivery: ClaimedDelivery,
  outcome: SendOutcome,
  logger: Logger,
): Promise<void> => {
  const { id, webhookId, attempts, submissionId, requestId } = delivery;
  const { responseCode } = outcome;
  const line = { deliveryId: id, webhookId, attempts, submissionId, requestId, responseCode };
  if (outcome.ok) {
    await deliverySucceeded(database, delivery, outcome.responseCode);
    logger.info(line, 'delivered');
    return;
  }
  const { error } = outcome;
  logger.info({ ...line, error }, 'not delivered');
  const retryAfterMs = retryDelayMs(attempts);
  const failingSince = await deliveryFailed(database, delivery, {
    ...{ responseCode, error, retryAfterMs },
  });
  if (failingSince === null) return;
  const tooLong = Date.now() - failingSince.getTime() > GIVE_UP_MS;
  if (responseCode !== GONE && !tooLong) return;
  const reason =
    responseCode === GONE
      ? 'The receiver answered 410 Gone.'
      : `Nothing got through for ${GIVE_UP_DAYS} days. Last: ${error}`;
  await switchOff(database, webhookId, reason);
  logger.warn({ webhookId, reason }, 'a hook was switched off');
};
