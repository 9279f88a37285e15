import { findWebhook, type WebhookRow } from '../../../platform/database/webhooks.ts';
import { RefusedTargetError, resolveTarget } from '../../../platform/webhooks/resolve-target.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Identity } from '../../http/identity.ts';
import { uuidParam } from '../../http/uuid-param.ts';
import type { ApiServices } from '../../services.ts';

export interface WebhookParams {
  readonly id: string;
}

export interface WebhookExchange {
  readonly services: ApiServices;
  readonly identity: Identity;
  readonly params: WebhookParams;
}

export const webhookParam = uuidParam('The id of the hook.', 'webhook-not-found');

/** One's own, or an admin's any. */
export const readWebhook = async (exchange: WebhookExchange): Promise<WebhookRow> => {
  const { services, identity, params } = exchange;
  const webhook = await findWebhook(services.database, identity.user, params.id);
  if (webhook === null) throw new ApiError('webhook-not-found', 'You have no hook with this id.');
  return webhook;
};

/** What would be refused at each delivery is told at once. */
export const assertTarget = async ({ webhookPolicy }: ApiServices, url: string): Promise<void> => {
  try {
    if (!URL.canParse(url)) throw new RefusedTargetError('This is no URL.');
    await resolveTarget(new URL(url), webhookPolicy);
  } catch (error) {
    if (!(error instanceof RefusedTargetError)) throw error;
    const errors = [{ field: '/url', message: error.message }];
    throw new ApiError('webhook-url-refused', error.message, { errors });
  }
};
