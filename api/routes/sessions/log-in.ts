import type { LoginRequest, SessionResource } from '../../../grading/resource/resources.ts';
import { loginRequestSchema, sessionSchema } from '../../../grading/resource/schemas.ts';
import { beginSession } from '../../http/begin-session.ts';
import { checkCredentials } from '../../http/check-credentials.ts';
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
  limitedBy: ['credentialsByAddress'],
  limitedByBody: ['credentialsByAccount'],
  replies: {
    201: {
      description: 'The new session.',
      schema: sessionSchema,
      headers: { 'Set-Cookie': 'The session: `assay_session`.' },
    },
  },
  errors: ['invalid-credentials'],
  handle: async (exchange) => {
    const { body, services } = exchange;
    const { id } = await checkCredentials(services, body.username, body.password);
    return { status: 201, body: await beginSession(exchange, id) };
  },
});
