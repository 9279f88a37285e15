import type {
  Page,
  RejudgeItemResource,
  RejudgeResource,
} from '../../../grading/resource/resources.ts';
import { rejudgeItemSchema, rejudgeSchema } from '../../../grading/resource/rejudge-schemas.ts';
import { listRejudgeItems, listRejudges } from '../../../platform/database/rejudges.ts';
import { encodeCursor } from '../../http/cursor.ts';
import { PAGE_PARAMETERS, pageSchema, readPage, toPage } from '../../http/page.ts';
import type { PageQuery } from '../../http/page.ts';
import { defineRoute } from '../../http/route.ts';
import { readRejudge, rejudgeParam, toRejudge, toRejudgeItem } from './rejudge-resource.ts';

export const listRejudgesRoute = defineRoute<{
  auth: 'instructor';
  query: PageQuery;
  answer: Page<RejudgeResource>;
}>({
  method: 'get',
  path: '/rejudges',
  operationId: 'listRejudges',
  tag: 'Rejudges',
  summary: 'My rejudges, newest first',
  description: 'For an admin, those of everybody.',
  auth: 'instructor',
  query: { type: 'object', additionalProperties: false, properties: PAGE_PARAMETERS },
  replies: { 200: { description: 'A page of rejudges.', schema: pageSchema(rejudgeSchema) } },
  errors: [],
  handle: async ({ query, identity, services }) => {
    const { limit, page } = readPage(query);
    const rows = await listRejudges(services.database, identity.user, page);
    return { status: 200, body: toPage(rows, limit, toRejudge, ({ id }) => encodeCursor(id)) };
  },
});

export const getRejudgeRoute = defineRoute<{
  auth: 'instructor';
  params: { id: string };
  answer: RejudgeResource;
}>({
  method: 'get',
  path: '/rejudges/:id',
  operationId: 'getRejudge',
  tag: 'Rejudges',
  summary: 'How far a rejudge is, and what it would change',
  auth: 'instructor',
  params: rejudgeParam,
  replies: { 200: { description: 'The rejudge.', schema: rejudgeSchema } },
  errors: [],
  handle: async (exchange) => ({ status: 200, body: toRejudge(await readRejudge(exchange)) }),
});

export const listRejudgeItemsRoute = defineRoute<{
  auth: 'instructor';
  params: { id: string };
  query: PageQuery & { changed?: boolean };
  answer: Page<RejudgeItemResource>;
}>({
  method: 'get',
  path: '/rejudges/:id/items',
  operationId: 'listRejudgeItems',
  tag: 'Rejudges',
  summary: 'The submissions of a rejudge, each before and after',
  auth: 'instructor',
  params: rejudgeParam,
  query: {
    type: 'object',
    additionalProperties: false,
    properties: {
      ...PAGE_PARAMETERS,
      changed: { type: 'boolean', description: 'true: only what is graded and differs.' },
    },
  },
  replies: {
    200: { description: 'A page of submissions.', schema: pageSchema(rejudgeItemSchema) },
  },
  errors: [],
  handle: async (exchange) => {
    const { query, params, services } = exchange;
    await readRejudge(exchange);
    const { limit, page } = readPage(query);
    const changed = query.changed ?? false;
    const rows = await listRejudgeItems(services.database, params.id, changed, page);
    const body = toPage(rows, limit, toRejudgeItem, ({ copyId }) => encodeCursor(copyId));
    return { status: 200, body };
  },
});
