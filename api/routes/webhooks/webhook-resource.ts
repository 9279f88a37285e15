import type { DeliveryResource, WebhookResource } from '../../../grading/resource/resources.ts';
import type { WebhookEvent } from '../../../grading/webhook/webhook-event.ts';
import type { DeliveryRow, WebhookRow } from '../../../platform/database/webhooks.ts';
import { messageIdOf } from '../../../platform/webhooks/sign-message.ts';

export const toWebhook = ({
  user,
  events,
  failingSince,
  createdAt,
  ...row
}: WebhookRow): WebhookResource => ({
  ...row,
  owner: user.username,
  // The request's schema let nothing else in.
  events: events as WebhookResource['events'],
  failingSince: failingSince?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});

export const toDelivery = (row: DeliveryRow): DeliveryResource => ({
  id: row.id,
  messageId: messageIdOf(row.id),
  event: row.event as WebhookEvent,
  subjectId: row.subjectId,
  state: row.state,
  attempts: row.attempts,
  nextAttemptAt: row.state === 'pending' ? row.nextAttemptAt.toISOString() : null,
  lastAttemptAt: row.lastAttemptAt?.toISOString() ?? null,
  responseCode: row.responseCode,
  error: row.error,
  createdAt: row.createdAt.toISOString(),
  deliveredAt: row.deliveredAt?.toISOString() ?? null,
});
