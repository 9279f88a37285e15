import type { Page, TokenResource } from '../../../grading/resource/resources.ts';
import { tokenSchema } from '../../../grading/resource/schemas.ts';
import { listTokens } from '../../../platform/database/tokens.ts';
import { decodeCursor, encodeCursor, UUID_PATTERN } from '../../http/cursor.ts';
import { limitOf, PAGE_PARAMETERS, pageSchema, toPage } from '../../http/page.ts';
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
    const limit = limitOf(query);
    const [after = null] =
      query.cursor === undefined ? [] : decodeCursor(query.cursor, [UUID_PATTERN]);
    const rows = await listTokens(services.database, identity.user.id, { after, take: limit + 1 });
    const cursorOf = ({ id }: { id: string }): string => encodeCursor(id);
    return { status: 200, body: toPage(rows, limit, toTokenResource, cursorOf) };
  },
});
