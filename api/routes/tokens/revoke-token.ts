import { revokeToken } from '../../../platform/database/tokens.ts';
import { ApiError } from '../../http/api-error.ts';
import { defineRoute } from '../../http/route.ts';
import { uuidParam } from '../../http/uuid-param.ts';

export const revokeTokenRoute = defineRoute<{ auth: 'user'; params: { id: string } }>({
  method: 'delete',
  path: '/tokens/:id',
  operationId: 'revokeToken',
  tag: 'Tokens',
  summary: 'Revoke a token of mine',
  auth: 'user',
  params: uuidParam('The id of the token.', 'token-not-found'),
  replies: { 204: { description: 'The token opens nothing any more.', schema: null } },
  errors: ['token-not-found'],
  handle: async ({ params, identity, services }) => {
    const hash = await revokeToken(services.database, identity.user.id, params.id);
    if (hash === null)
      throw new ApiError('token-not-found', 'You have no active token with this id.');
    services.identities.forget(hash);
    return { status: 204 };
  },
});
