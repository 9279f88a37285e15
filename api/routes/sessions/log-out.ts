import { deleteSession } from '../../../platform/database/sessions.ts';
import { defineRoute } from '../../http/route.ts';
import { hashSecret } from '../../http/secrets.ts';
import { clearSessionCookie, readSessionCookie } from '../../http/session-cookie.ts';

export const logOutRoute = defineRoute<{ auth: 'optional' }>({
  method: 'delete',
  path: '/sessions/current',
  operationId: 'logOut',
  tag: 'Accounts',
  summary: 'Log out',
  description: 'Ends the session of the cookie at once. Without a session it does nothing.',
  auth: 'optional',
  withTemporaryPassword: true,
  replies: { 204: { description: 'There is no session any more.', schema: null } },
  errors: [],
  handle: async ({ req, res, identity, services }) => {
    const secret = readSessionCookie(req, services.cookieSecure);
    if (identity?.via === 'session' && secret !== undefined) {
      const hash = hashSecret(secret);
      await deleteSession(services.database, hash);
      services.identities.forget(hash);
    }
    clearSessionCookie(res, services.cookieSecure);
    return { status: 204 };
  },
});
