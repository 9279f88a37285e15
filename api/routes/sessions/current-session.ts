import type { SessionResource } from '../../../grading/resource/resources.ts';
import { sessionSchema } from '../../../grading/resource/schemas.ts';
import { unauthenticated } from '../../http/authenticate.ts';
import { defineRoute } from '../../http/route.ts';
import { toSessionResource } from '../../http/session-resource.ts';

export const currentSessionRoute = defineRoute<{ auth: 'user'; answer: SessionResource }>({
  method: 'get',
  path: '/sessions/current',
  operationId: 'getCurrentSession',
  tag: 'Accounts',
  summary: 'The session of this browser',
  description: 'Gives the CSRF token again, e.g. after a reload. A bearer token has no session.',
  auth: 'user',
  withTemporaryPassword: true,
  replies: { 200: { description: 'The session.', schema: sessionSchema } },
  errors: [],
  handle: async ({ identity }) => {
    if (identity.via !== 'session') throw unauthenticated();
    return { status: 200, body: toSessionResource(identity) };
  },
});
