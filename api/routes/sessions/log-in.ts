import type { LoginRequest, SessionResource } from '../../../grading/resource/resources.ts';
import { loginRequestSchema, sessionSchema } from '../../../grading/resource/schemas.ts';
import { beginSession } from '../../http/begin-session.ts';
import { checkCredentials } from '../../http/check-credentials.ts';
import { rememberDevice } from '../../http/known-device.ts';
import { defineRoute } from '../../http/route.ts';

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
    const { body, services } = exchange;
    const user = await checkCredentials(services, body.username, body.password);
    const session = await beginSession(exchange, user);
    await rememberDevice(exchange, services, user.id);
    return { status: 201, body: session };
  },
});
