import type { SessionResource } from '../../grading/resource/resources.ts';
import { createSession, deleteSession } from '../../platform/database/sessions.ts';
import type { AdministeredUser } from '../../platform/database/users.ts';
import { trimUserAgent } from './describe-client.ts';
import type { Exchange } from './route.ts';
import { hashSecret, newSecret } from './secrets.ts';
import { readSessionCookie, setSessionCookie } from './session-cookie.ts';
import { toSessionResource } from './session-resource.ts';
import { toUserResource } from './user-resource.ts';

const SESSION_LIFETIME_MS = 14 * 24 * 60 * 60 * 1000;

type SignIn = Pick<Exchange, 'req' | 'res' | 'services'>;

/** A session that the browser had before the log-in ends with it: its secret may be known. */
const endFormerSession = async ({ req, services }: SignIn): Promise<void> => {
  const secret = readSessionCookie(req, services.cookieSecure);
  if (secret === undefined) return;
  const hash = hashSecret(secret);
  await deleteSession(services.database, hash);
  services.identities.forget(hash);
};

/** The browser of the request is signed in from now on, under a secret that nobody had before. */
export const beginSession = async (
  signIn: SignIn,
  user: AdministeredUser,
): Promise<SessionResource> => {
  const { req, res, services } = signIn;
  await endFormerSession(signIn);
  const secret = newSecret();
  const session = {
    csrfToken: newSecret(),
    expiresAt: new Date(Date.now() + SESSION_LIFETIME_MS),
  };
  const userAgent = trimUserAgent(req.get('user-agent'));
  const { endedHashes } = await createSession(
    services.database,
    { ...session, userId: user.id, tokenHash: hashSecret(secret), userAgent },
    services.limits.sessionsPerUser,
  );
  endedHashes.forEach((hash) => services.identities.forget(hash));
  setSessionCookie(res, secret, session.expiresAt, services.cookieSecure);
  const mustChangePassword = user.temporaryUntil !== null;
  return toSessionResource({ ...session, mustChangePassword, user: toUserResource(user) });
};
