import type {
  CreateWebhookRequest,
  CreatedWebhookResource,
  Page,
  UpdateWebhookRequest,
  WebhookResource,
} from '../../../grading/resource/resources.ts';
import {
  createWebhookRequestSchema,
  createdWebhookSchema,
  updateWebhookRequestSchema,
  webhookSchema,
} from '../../../grading/resource/webhook-schemas.ts';
import { switchOff } from '../../../platform/database/webhook-outbox.ts';
import {
  countWebhooks,
  createWebhook,
  deleteWebhook,
  listWebhooks,
  updateWebhook,
} from '../../../platform/database/webhooks.ts';
import { newWebhookSecret } from '../../../platform/webhooks/sign-message.ts';
import { ApiError } from '../../http/api-error.ts';
import { encodeCursor } from '../../http/cursor.ts';
import { PAGE_PARAMETERS, pageSchema, readPage, toPage } from '../../http/page.ts';
import type { PageQuery } from '../../http/page.ts';
import { requireRole } from '../../http/require.ts';
import { defineRoute } from '../../http/route.ts';
import type { Exchange } from '../../http/route.ts';
import { readOwnCohort } from '../cohorts/find-cohort.ts';
import { assertTarget, readWebhook, webhookParam, type WebhookParams } from './find-webhook.ts';
import { toWebhook } from './webhook-resource.ts';

export const listWebhooksRoute = defineRoute<{
  auth: 'instructor';
  query: PageQuery;
  answer: Page<WebhookResource>;
}>({
  method: 'get',
  path: '/webhooks',
  operationId: 'listWebhooks',
  tag: 'Webhooks',
  summary: 'My hooks, newest first; an admin sees everybody’s',
  auth: 'instructor',
  query: { type: 'object', additionalProperties: false, properties: PAGE_PARAMETERS },
  replies: { 200: { description: 'A page of hooks.', schema: pageSchema(webhookSchema) } },
  errors: [],
  handle: async ({ services, identity, query }) => {
    const { limit, page } = readPage(query);
    const rows = await listWebhooks(services.database, identity.user, page);
    return { status: 200, body: toPage(rows, limit, toWebhook, ({ id }) => encodeCursor(id)) };
  },
});

interface CreateTypes {
  auth: 'instructor';
  body: CreateWebhookRequest;
  answer: CreatedWebhookResource;
}

/** Of a cohort that one instructs; for all learners, admins alone. */
const assertMayHear = async ({
  services,
  identity,
  body,
}: Exchange<CreateTypes>): Promise<void> => {
  if (body.cohortId === null) requireRole(identity, 'admin');
  else await readOwnCohort({ services, identity, params: { id: body.cohortId } });
};

export const createWebhookRoute = defineRoute<CreateTypes>({
  method: 'post',
  path: '/webhooks',
  operationId: 'createWebhook',
  tag: 'Webhooks',
  summary: 'Have an address told of events',
  description:
    'Messages follow Standard Webhooks 1.0 (standardwebhooks.com): check `webhook-signature` with any of its libraries and the `secret` of this answer, and answer 2xx within 10 s. What is not answered so is sent again, up to 10 times within about 32 hours, under the same `webhook-id`.',
  auth: 'instructor',
  limitedBy: ['webhooksByUser'],
  body: createWebhookRequestSchema,
  replies: { 201: { description: 'The hook and its secret.', schema: createdWebhookSchema } },
  errors: ['cohort-not-found', 'webhook-url-refused', 'too-many-webhooks'],
  handle: async (exchange) => {
    const { services, identity, body } = exchange;
    const { database, limits } = services;
    await assertMayHear(exchange);
    await assertTarget(services, body.url);
    const userId = identity.user.id;
    if ((await countWebhooks(database, userId)) >= limits.webhooksPerUser) {
      throw new ApiError(
        'too-many-webhooks',
        `You have ${limits.webhooksPerUser}. Delete one first.`,
      );
    }
    const secret = newWebhookSecret();
    const row = await createWebhook(database, { ...body, userId, secret });
    return { status: 201, body: { ...toWebhook(row), secret } };
  },
});

export const updateWebhookRoute = defineRoute<{
  auth: 'instructor';
  params: WebhookParams;
  body: UpdateWebhookRequest;
  answer: WebhookResource;
}>({
  method: 'patch',
  path: '/webhooks/:id',
  operationId: 'updateWebhook',
  tag: 'Webhooks',
  summary: 'Change a hook, or switch it off or on',
  auth: 'instructor',
  limitedBy: ['webhooksByUser'],
  params: webhookParam,
  body: updateWebhookRequestSchema,
  replies: { 200: { description: 'The hook as it is now.', schema: webhookSchema } },
  errors: ['webhook-url-refused'],
  handle: async (exchange) => {
    const { services, body } = exchange;
    const { id } = await readWebhook(exchange);
    const { url, events, enabled } = body;
    if (url !== undefined) await assertTarget(services, url);
    await updateWebhook(services.database, id, {
      ...(url === undefined ? {} : { url }),
      ...(events === undefined ? {} : { events }),
      ...(enabled === true ? { enabled } : {}),
    });
    if (enabled === false) await switchOff(services.database, id, null);
    return { status: 200, body: toWebhook(await readWebhook(exchange)) };
  },
});

export const deleteWebhookRoute = defineRoute<{ auth: 'instructor'; params: WebhookParams }>({
  method: 'delete',
  path: '/webhooks/:id',
  operationId: 'deleteWebhook',
  tag: 'Webhooks',
  summary: 'Delete a hook and what it was told',
  auth: 'instructor',
  params: webhookParam,
  replies: { 204: { description: 'Gone.', schema: null } },
  errors: [],
  handle: async (exchange) => {
    const { id } = await readWebhook(exchange);
    await deleteWebhook(exchange.services.database, id);
    return { status: 204 };
  },
});
