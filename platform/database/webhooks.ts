import { TEST_EVENT } from '../../grading/webhook/webhook-event.ts';
import { MAX_DELIVERY_ATTEMPTS } from '../webhooks/retry-delay.ts';
import type { Reader } from './cohorts.ts';
import type { Database } from './database.ts';
import type { Webhook, WebhookDelivery } from './generated/client.ts';
import { newId } from './new-id.ts';

/** Hooks as their owners and admins see them. The secret is read by the deliverer alone. */
const SHOWN = {
  ...{ id: true, url: true, events: true, enabled: true, note: true },
  ...{ failingSince: true, createdAt: true },
  user: { select: { username: true } },
  cohort: { select: { id: true, name: true } },
} as const;

type ShownColumn = 'id' | 'url' | 'events' | 'enabled' | 'note' | 'failingSince' | 'createdAt';

export type WebhookRow = Pick<Webhook, ShownColumn> & {
  readonly user: { readonly username: string };
  readonly cohort: { readonly id: string; readonly name: string } | null;
};

/** An instructor's own; an admin sees everybody's. */
const visibleTo = (reader: Reader) => (reader.role === 'admin' ? {} : { userId: reader.id });

/** Newest first. */
export const listWebhooks = (
  { prisma }: Database,
  reader: Reader,
  page: { readonly after: string | null; readonly take: number },
): Promise<WebhookRow[]> =>
  prisma.webhook.findMany({
    where: { ...visibleTo(reader), ...(page.after === null ? {} : { id: { lt: page.after } }) },
    orderBy: { id: 'desc' },
    take: page.take,
    select: SHOWN,
  });

/** Null where it does not exist or is another's. */
export const findWebhook = (
  { prisma }: Database,
  reader: Reader,
  id: string,
): Promise<WebhookRow | null> =>
  prisma.webhook.findUnique({ where: { id, ...visibleTo(reader) }, select: SHOWN });

export interface NewWebhook {
  readonly userId: string;
  readonly cohortId: string | null;
  readonly url: string;
  readonly secret: string;
  readonly events: readonly string[];
}

export const countWebhooks = ({ prisma }: Database, userId: string): Promise<number> =>
  prisma.webhook.count({ where: { userId } });

export const createWebhook = (
  { prisma }: Database,
  { events, ...data }: NewWebhook,
): Promise<WebhookRow> =>
  prisma.webhook.create({ data: { ...data, id: newId(), events: [...events] }, select: SHOWN });

export interface WebhookChange {
  readonly url?: string;
  readonly events?: readonly string[];
  /** Switched on again, it begins with a clean slate; off: `switchOff` (webhook-outbox.ts). */
  readonly enabled?: true;
}

export const updateWebhook = async (
  { prisma }: Database,
  id: string,
  { url, events, enabled }: WebhookChange,
): Promise<void> => {
  await prisma.webhook.updateMany({
    where: { id },
    data: {
      ...(url === undefined ? {} : { url }),
      ...(events === undefined ? {} : { events: [...events] }),
      ...(enabled === undefined ? {} : { enabled, note: null, failingSince: null }),
    },
  });
};

/** With its deliveries. */
export const deleteWebhook = async ({ prisma }: Database, id: string): Promise<void> => {
  await prisma.webhook.deleteMany({ where: { id } });
};

export type DeliveryRow = Omit<WebhookDelivery, 'payload' | 'webhookId' | 'leaseToken'>;

const DELIVERY = {
  ...{ id: true, event: true, subjectId: true, state: true, attempts: true, attemptsLeft: true },
  ...{ nextAttemptAt: true, lastAttemptAt: true, responseCode: true, error: true },
  ...{ createdAt: true, deliveredAt: true },
} as const;

export interface DeliveryPage {
  /** Of the last one on the page before. */
  readonly after: { readonly createdAt: Date; readonly id: string } | null;
  readonly take: number;
}

/** Newest first. */
export const listDeliveries = (
  { prisma }: Database,
  webhookId: string,
  { after, take }: DeliveryPage,
): Promise<DeliveryRow[]> =>
  prisma.webhookDelivery.findMany({
    where: {
      webhookId,
      ...(after === null
        ? {}
        : {
            OR: [
              { createdAt: { lt: after.createdAt } },
              { createdAt: after.createdAt, id: { lt: after.id } },
            ],
          }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
    select: DELIVERY,
  });

/** A message that says nothing but that it came. */
export const addTestDelivery = ({ prisma }: Database, webhookId: string): Promise<DeliveryRow> => {
  const timestamp = new Date().toISOString();
  return prisma.webhookDelivery.create({
    data: {
      ...{ id: newId(), webhookId, event: TEST_EVENT, subjectId: newId() },
      payload: { type: TEST_EVENT, timestamp, data: { webhookId } },
      // Somebody waits for it: whether it came is told by the first.
      attemptsLeft: 1,
    },
    select: DELIVERY,
  });
};

/** Due now, with all its attempts again; one that is being made is left alone. Null: there is none. */
export const redeliver = async (
  { prisma }: Database,
  webhookId: string,
  id: string,
): Promise<DeliveryRow | null> => {
  await prisma.webhookDelivery.updateMany({
    where: { id, webhookId, leaseToken: null },
    data: {
      ...{ state: 'pending', attemptsLeft: MAX_DELIVERY_ATTEMPTS },
      nextAttemptAt: new Date(),
    },
  });
  return prisma.webhookDelivery.findUnique({ where: { id, webhookId }, select: DELIVERY });
};
