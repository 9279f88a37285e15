import type { Page, TokenResource } from '../../../grading/resource/resources.ts';
import { tokenSchema } from '../../../grading/resource/schemas.ts';
import { listTokens } from '../../../platform/database/tokens.ts';
import { encodeCursor } from '../../http/cursor.ts';
import { PAGE_PARAMETERS, pageSchema, readPage, toPage } from '../../http/page.ts';
import type { PageQuery } from '../../http/page.ts';
import { defineRoute } from '../../http/route.ts';
import { toTokenResource } from './token-resource.ts';

export const listTokensRoute = defineRoute<{
  auth: 'user';
  query: PageQuery;
  answer: Page<TokenResource>;
}>({
  method: 'get',
  path: '/tokens',
  operationId: 'listTokens',
  tag: 'Tokens',
  summary: 'My active tokens, newest first',
  auth: 'user',
  query: { type: 'object', additionalProperties: false, properties: PAGE_PARAMETERS },
  replies: { 200: { description: 'A page of tokens.', schema: pageSchema(tokenSchema) } },
  errors: [],
  handle: async ({ query, identity, services }) => {
    const { limit, page } = readPage(query);
    const rows = await listTokens(services.database, identity.user.id, page);
    const cursorOf = ({ id }: { id: string }): string => encodeCursor(id);
    return { status: 200, body: toPage(rows, limit, toTokenResource, cursorOf) };
  },
});
