import { endSession } from '../../../platform/database/sessions.ts';
import { ApiError } from '../../http/api-error.ts';
import { requireSession } from '../../http/require.ts';
import { defineRoute } from '../../http/route.ts';
import { uuidParam } from '../../http/uuid-param.ts';

export const endSessionRoute = defineRoute<{ auth: 'user'; params: { id: string } }>({
  method: 'delete',
  path: '/sessions/:id',
  operationId: 'endSession',
  tag: 'Accounts',
  summary: 'Sign out one browser of mine',
  description: 'With a session of mine; a bearer token ends none.',
  auth: 'user',
  params: uuidParam('The id of the session.', 'session-not-found'),
  replies: { 204: { description: 'The session opens nothing any more.', schema: null } },
  errors: ['session-required', 'session-not-found'],
  handle: async ({ params, identity, services }) => {
    requireSession(identity, 'Sign it out in a browser, signed in.');
    const hash = await endSession(services.database, identity.user.id, params.id);
    if (hash === null) throw new ApiError('session-not-found', 'You have no session with this id.');
    services.identities.forget(hash);
    return { status: 204 };
  },
});
