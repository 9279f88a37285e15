import {
  beginLogInRequestSchema,
  begunLogInSchema,
} from '../../../grading/resource/account-schemas.ts';
import type { BeginLogInRequest, BegunLogIn } from '../../../grading/resource/resources.ts';
import { ownPath } from '../../../grading/text/own-path.ts';
import { createPendingLogIn } from '../../../platform/database/pending-log-ins.ts';
import { defineRoute } from '../../http/route.ts';
import { hashSecret, newSecret } from '../../http/secrets.ts';
import { readLogInCookie, setLogInCookie } from '../../oidc/log-in-cookie.ts';
import { callbackAddress, providerParam, type ProviderParams } from './provider-param.ts';

/** Long enough for a second factor that lies in another room. */
const LIFETIME_MS = 10 * 60 * 1000;

/**
 * A POST from our own pages, so that no other site can begin a log-in, and an answer that the page
 * follows by itself: a form that were redirected to the provider would need a wider form-action.
 */
export const beginLogInRoute = defineRoute<{
  auth: 'public';
  params: ProviderParams;
  body: BeginLogInRequest;
  answer: BegunLogIn;
}>({
  method: 'post',
  path: '/auth/providers/:provider/log-in',
  operationId: 'beginLogIn',
  tag: 'Accounts',
  summary: 'Begin a log-in at a provider',
  description:
    'Lead the browser to `authorizationUrl` within ten minutes. The provider leads it back, signed in, to `next`.',
  auth: 'public',
  limitedBy: ['logInsByAddress'],
  params: providerParam,
  body: beginLogInRequestSchema,
  replies: {
    201: {
      description: 'Where to go.',
      schema: begunLogInSchema,
      headers: { 'Set-Cookie': 'What ties the log-in to this browser: `assay_log_in`.' },
    },
  },
  errors: ['provider-unavailable'],
  handle: async ({ req, res, params, body, services }) => {
    const client = services.oidc.client(params.provider);
    const { url, state, nonce, codeVerifier } = await client.begin(
      callbackAddress(req, services, params),
    );
    // Two windows of a browser can be on their way at one time.
    const secret = readLogInCookie(req, services.cookieSecure) ?? newSecret();
    await createPendingLogIn(services.database, {
      ...{ provider: params.provider, nonce, codeVerifier, lifetimeMs: LIFETIME_MS },
      stateHash: hashSecret(state),
      browserHash: hashSecret(secret),
      next: ownPath(body.next ?? '/'),
    });
    setLogInCookie(res, secret, LIFETIME_MS, services.cookieSecure);
    return { status: 201, body: { authorizationUrl: url.href } };
  },
});
