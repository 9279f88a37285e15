import type { DeliveryResource, Page } from '../../../grading/resource/resources.ts';
import { deliverySchema } from '../../../grading/resource/webhook-schemas.ts';
import {
  addTestDelivery,
  listDeliveries,
  redeliver,
  type DeliveryPage,
  type WebhookRow,
} from '../../../platform/database/webhooks.ts';
import { ApiError } from '../../http/api-error.ts';
import { decodeCursor, encodeCursor, UUID_PATTERN } from '../../http/cursor.ts';
import { limitOf, PAGE_PARAMETERS, pageSchema, toPage } from '../../http/page.ts';
import type { PageQuery } from '../../http/page.ts';
import { defineRoute } from '../../http/route.ts';
import { uuidParam } from '../../http/uuid-param.ts';
import {
  readWebhook,
  webhookParam,
  type WebhookExchange,
  type WebhookParams,
} from './find-webhook.ts';
import { toDelivery } from './webhook-resource.ts';

const TIME_PATTERN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const afterOf = ({ cursor }: PageQuery): DeliveryPage['after'] => {
  if (cursor === undefined) return null;
  const [time = '', id = ''] = decodeCursor(cursor, [TIME_PATTERN, UUID_PATTERN]);
  return { createdAt: new Date(time), id };
};

export const listDeliveriesRoute = defineRoute<{
  auth: 'instructor';
  params: WebhookParams;
  query: PageQuery;
  answer: Page<DeliveryResource>;
}>({
  method: 'get',
  path: '/webhooks/:id/deliveries',
  operationId: 'listDeliveries',
  tag: 'Webhooks',
  summary: 'What a hook was told, newest first',
  description: 'Of the last 30 days.',
  auth: 'instructor',
  params: webhookParam,
  query: { type: 'object', additionalProperties: false, properties: PAGE_PARAMETERS },
  replies: { 200: { description: 'A page of deliveries.', schema: pageSchema(deliverySchema) } },
  errors: [],
  handle: async (exchange) => {
    const { query, services } = exchange;
    const { id } = await readWebhook(exchange);
    const limit = limitOf(query);
    const page = { after: afterOf(query), take: limit + 1 };
    const rows = await listDeliveries(services.database, id, page);
    const body = toPage(rows, limit, toDelivery, (row) =>
      encodeCursor(row.createdAt.toISOString(), row.id),
    );
    return { status: 200, body };
  },
});

const readEnabled = async (exchange: WebhookExchange): Promise<WebhookRow> => {
  const webhook = await readWebhook(exchange);
  if (webhook.enabled) return webhook;
  throw new ApiError('webhook-disabled', 'The hook is switched off. Switch it on first.');
};

const accepted = {
  202: { description: 'Sent as soon as may be; read the list.', schema: deliverySchema },
} as const;

export const testWebhookRoute = defineRoute<{
  auth: 'instructor';
  params: WebhookParams;
  answer: DeliveryResource;
}>({
  method: 'post',
  path: '/webhooks/:id/test',
  operationId: 'testWebhook',
  tag: 'Webhooks',
  summary: 'Send a hook a message of the type webhook.test, once',
  auth: 'instructor',
  limitedBy: ['webhooksByUser'],
  params: webhookParam,
  replies: accepted,
  errors: ['webhook-disabled'],
  handle: async (exchange) => {
    const { id } = await readEnabled(exchange);
    const row = await addTestDelivery(exchange.services.database, id);
    return { status: 202, body: toDelivery(row) };
  },
});

export const redeliverRoute = defineRoute<{
  auth: 'instructor';
  params: WebhookParams & { deliveryId: string };
  answer: DeliveryResource;
}>({
  method: 'post',
  path: '/webhooks/:id/deliveries/:deliveryId/redeliver',
  operationId: 'redeliver',
  tag: 'Webhooks',
  summary: 'Send a message again, whatever came of it',
  description: 'Under its old `webhook-id`: a receiver that has it can tell.',
  auth: 'instructor',
  limitedBy: ['webhooksByUser'],
  params: {
    ...webhookParam,
    deliveryId: uuidParam('The id of the delivery.', 'delivery-not-found').id,
  },
  replies: accepted,
  errors: ['webhook-disabled'],
  handle: async (exchange) => {
    const { id } = await readEnabled(exchange);
    const row = await redeliver(exchange.services.database, id, exchange.params.deliveryId);
    if (row === null) throw new ApiError('delivery-not-found', 'The hook has none with this id.');
    return { status: 202, body: toDelivery(row) };
  },
});
