import type { SessionResource } from '../../grading/resource/resources.ts';
import { createSession, deleteSession } from '../../platform/database/sessions.ts';
import type { Exchange } from './route.ts';
import { hashSecret, newSecret } from './secrets.ts';
import { readSessionCookie, setSessionCookie } from './session-cookie.ts';
import { toUserResource } from './user-resource.ts';

const SESSION_LIFETIME_MS = 14 * 24 * 60 * 60 * 1000;

type SignIn = Pick<Exchange, 'req' | 'res' | 'services'>;

/** A session that the browser had before the log-in ends with it: its secret may be known. */
const endFormerSession = async ({ req, services }: SignIn): Promise<void> => {
  const secret = readSessionCookie(req);
  if (secret === undefined) return;
  const hash = hashSecret(secret);
  await deleteSession(services.database, hash);
  services.identities.forget(hash);
};

/** The browser of the request is signed in from now on, under a secret that nobody had before. */
export const beginSession = async (signIn: SignIn, userId: string): Promise<SessionResource> => {
  const { res, services } = signIn;
  await endFormerSession(signIn);
  const secret = newSecret();
  const { session, endedHashes } = await createSession(
    services.database,
    {
      userId,
      tokenHash: hashSecret(secret),
      csrfToken: newSecret(),
      expiresAt: new Date(Date.now() + SESSION_LIFETIME_MS),
    },
    services.limits.sessionsPerUser,
  );
  endedHashes.forEach((hash) => services.identities.forget(hash));
  setSessionCookie(res, secret, session.expiresAt, services.cookieSecure);
  const { user, csrfToken, expiresAt } = session;
  return { user: toUserResource(user), csrfToken, expiresAt: expiresAt.toISOString() };
};
