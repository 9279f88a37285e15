import { signInWaysSchema } from '../../../grading/resource/account-schemas.ts';
import type { SignInWaysResource } from '../../../grading/resource/resources.ts';
import { readSignInWays } from '../../../platform/database/external-identities.ts';
import { defineRoute } from '../../http/route.ts';

export const signInWaysRoute = defineRoute<{ auth: 'user'; answer: SignInWaysResource }>({
  method: 'get',
  path: '/users/me/sign-in',
  operationId: 'getSignInWays',
  tag: 'Accounts',
  summary: 'How I can sign in',
  auth: 'user',
  replies: { 200: { description: 'By a password, by providers.', schema: signInWaysSchema } },
  errors: [],
  handle: async ({ identity, services }) => {
    const { hasPassword, identities } = await readSignInWays(services.database, identity.user.id);
    return {
      status: 200,
      body: {
        hasPassword,
        providers: identities.map(({ issuer, createdAt, lastUsedAt }) => ({
          title: services.oidc.ofIssuer(issuer)?.title ?? issuer,
          createdAt: createdAt.toISOString(),
          lastUsedAt: lastUsedAt.toISOString(),
        })),
      },
    };
  },
});
