import type {
  CreatedTokenResource,
  CreateTokenRequest,
} from '../../../grading/resource/resources.ts';
import { createdTokenSchema, createTokenRequestSchema } from '../../../grading/resource/schemas.ts';
import { unauthenticated } from '../../http/authenticate.ts';
import { checkCredentials } from '../../http/check-credentials.ts';
import { requireOwnPassword, requireSession } from '../../http/require.ts';
import { defineRoute } from '../../http/route.ts';
import type { Exchange } from '../../http/route.ts';
import { runMiddleware } from '../../http/run-middleware.ts';
import { issueToken } from './issue-token.ts';

interface Types {
  auth: 'optional';
  body: CreateTokenRequest;
  answer: CreatedTokenResource;
}

/** Whoever is signed in, or whom the body's username and password name. */
const ownerOf = async ({
  req,
  res,
  body,
  identity,
  services,
}: Exchange<Types>): Promise<string> => {
  const { username, password } = body;
  if (username === undefined || password === undefined) {
    if (identity === null) throw unauthenticated();
    requireSession(identity, 'A token makes no other: sign in with a browser, or a password.');
    return identity.user.id;
  }
  await runMiddleware(services.limiters.credentialsByAddress, req, res);
  await runMiddleware(services.limiters.credentialsByAccount, req, res);
  const user = await checkCredentials(services, username, password);
  requireOwnPassword({ mustChangePassword: user.temporaryUntil !== null });
  return user.id;
};

export const createTokenRoute = defineRoute<Types>({
  method: 'post',
  path: '/tokens',
  operationId: 'createToken',
  tag: 'Tokens',
  summary: 'Make a bearer token',
  description:
    'For the signed-in user; or, without any sign-in, for the user whose username and password are in the body. The token is shown in this answer and never again.',
  auth: 'optional',
  body: createTokenRequestSchema,
  replies: { 201: { description: 'The token.', schema: createdTokenSchema } },
  errors: [
    ...(['unauthenticated', 'session-required', 'invalid-credentials', 'too-many-tokens'] as const),
    ...(['rate-limited', 'too-busy', 'account-disabled', 'temporary-password-expired'] as const),
  ],
  handle: async (exchange) => {
    const { body, services } = exchange;
    const userId = await ownerOf(exchange);
    return { status: 201, body: await issueToken(services, { userId, name: body.name }) };
  },
});
