import type { LoginRequest, SessionResource } from '../../../grading/resource/resources.ts';
import { loginRequestSchema, sessionSchema } from '../../../grading/resource/schemas.ts';
import { createSession, deleteSession } from '../../../platform/database/sessions.ts';
import { checkCredentials } from '../../http/check-credentials.ts';
import { rememberDevice } from '../../http/known-device.ts';
import { defineRoute } from '../../http/route.ts';
import type { Exchange } from '../../http/route.ts';
import { hashSecret, newSecret } from '../../http/secrets.ts';
import { readSessionCookie, setSessionCookie } from '../../http/session-cookie.ts';
import { toUserResource } from '../../http/user-resource.ts';
import { trimUserAgent } from './describe-client.ts';
import { toSessionResource } from './session-resource.ts';

const SESSION_LIFETIME_MS = 14 * 24 * 60 * 60 * 1000;

/** A session that the browser had before the log-in ends with it: its secret may be known. */
const endFormerSession = async ({ req, services }: Pick<Exchange, 'req' | 'services'>) => {
  const secret = readSessionCookie(req);
  if (secret === undefined) return;
  const hash = hashSecret(secret);
  await deleteSession(services.database, hash);
  services.identities.forget(hash);
};

export const logInRoute = defineRoute<{
  auth: 'public';
  body: LoginRequest;
  answer: SessionResource;
}>({
  method: 'post',
  path: '/sessions',
  operationId: 'logIn',
  tag: 'Accounts',
  summary: 'Log in from a browser',
  description:
    'Begins a session in an HttpOnly cookie. Send the `csrfToken` of the answer as X-CSRF-Token with every request that changes something.',
  auth: 'public',
  body: loginRequestSchema,
  limitedByBody: ['credentialsByAddress', 'credentialsByAccount'],
  replies: {
    201: {
      description: 'The new session.',
      schema: sessionSchema,
      headers: { 'Set-Cookie': 'The session, `assay_session`, and the browser, `assay_device`.' },
    },
  },
  errors: [
    'invalid-credentials',
    ...(['account-disabled', 'temporary-password-expired', 'too-busy'] as const),
  ],
  handle: async (exchange) => {
    const { body, req, res, services } = exchange;
    const user = await checkCredentials(services, body.username, body.password);
    await endFormerSession(exchange);
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
    const device = { userId: user.id, secure: services.cookieSecure };
    await rememberDevice(exchange, services.database, device);
    const mustChangePassword = user.temporaryUntil !== null;
    return {
      status: 201,
      body: toSessionResource({ ...session, mustChangePassword, user: toUserResource(user) }),
    };
  },
});
