import {
  endedSessionsSchema,
  sessionListItemSchema,
} from '../../../grading/resource/account-schemas.ts';
import type { EndedSessions, SessionListItem } from '../../../grading/resource/resources.ts';
import { deleteOtherSessions, listSessions } from '../../../platform/database/sessions.ts';
import { sessionIdOf } from '../../http/identity.ts';
import { listSchema } from '../../http/page.ts';
import { requireSession } from '../../http/require.ts';
import { defineRoute } from '../../http/route.ts';
import { describeClient } from '../../http/describe-client.ts';

/** Bounded by the sessions that one user may have, so it is not paged. */
export const listSessionsRoute = defineRoute<{
  auth: 'user';
  answer: { readonly items: readonly SessionListItem[] };
}>({
  method: 'get',
  path: '/sessions',
  operationId: 'listSessions',
  tag: 'Accounts',
  summary: 'Where I am signed in, newest first',
  auth: 'user',
  replies: {
    200: {
      description: 'The sessions that have not expired.',
      schema: listSchema(sessionListItemSchema),
    },
  },
  errors: [],
  handle: async ({ identity, services }) => {
    const sessions = await listSessions(services.database, identity.user.id);
    const items = sessions.map(({ id, userAgent, createdAt, lastUsedAt, expiresAt }) => ({
      id,
      client: describeClient(userAgent),
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      expiresAt: expiresAt.toISOString(),
      current: id === sessionIdOf(identity),
    }));
    return { status: 200, body: { items } };
  },
});

export const endOtherSessionsRoute = defineRoute<{ auth: 'user'; answer: EndedSessions }>({
  method: 'delete',
  path: '/sessions',
  operationId: 'endOtherSessions',
  tag: 'Accounts',
  summary: 'Sign out everywhere else',
  description: 'Ends every session of mine but the one that asks; a bearer token ends none.',
  auth: 'user',
  replies: { 200: { description: 'How many ended.', schema: endedSessionsSchema } },
  errors: ['session-required'],
  handle: async ({ identity, services }) => {
    requireSession(identity, 'Sign the others out in a browser, signed in.');
    const { user, sessionId } = identity;
    const ended = await deleteOtherSessions(services.database, user.id, sessionId);
    services.identities.forgetUser(user.id);
    return { status: 200, body: { ended } };
  },
});
