import type { ErrorCode } from '../../http/error-codes.ts';
import { takePendingLogIn, type TakenLogIn } from '../../../platform/database/pending-log-ins.ts';
import { ApiError } from '../../http/api-error.ts';
import { beginSession } from '../../http/begin-session.ts';
import { defineRoute, type Exchange } from '../../http/route.ts';
import { requestIdOf } from '../../http/request-id.ts';
import { hashSecret } from '../../http/secrets.ts';
import { readLogInCookie } from '../../oidc/log-in-cookie.ts';
import { signInUser } from '../../oidc/sign-in-user.ts';
import { callbackAddress, providerParam, type ProviderParams } from './provider-param.ts';

interface Types {
  readonly auth: 'public';
  readonly params: ProviderParams;
  readonly query: { readonly state?: string };
}

const takeLogIn = async ({
  req,
  params,
  query,
  services,
}: Exchange<Types>): Promise<TakenLogIn> => {
  const secret = readLogInCookie(req, services.cookieSecure);
  const taken =
    secret === undefined || query.state === undefined
      ? null
      : await takePendingLogIn(services.database, {
          provider: params.provider,
          stateHash: hashSecret(query.state),
          browserHash: hashSecret(secret),
        });
  if (taken !== null) return taken;
  throw new ApiError(
    'log-in-expired',
    'This browser began no such log-in, or it took too long, or is done already. Begin anew.',
  );
};

/** Signs the browser in, and gives the path where it goes on. */
const finish = async (exchange: Exchange<Types>): Promise<string> => {
  const { req, params, query, services } = exchange;
  const client = services.oidc.client(params.provider);
  const { nonce, codeVerifier, next } = await takeLogIn(exchange);
  const address = new URL(callbackAddress(req, services, params));
  address.search = new URL(req.originalUrl, address).search;
  const checks = { state: query.state ?? '', nonce, codeVerifier };
  const claims = await client.finish(address, checks);
  const user = await signInUser(exchange, client.provider, claims);
  await beginSession(exchange, user);
  return next;
};

const FAILURES = [
  ...(['log-in-expired', 'log-in-refused', 'log-in-rejected', 'provider-unavailable'] as const),
  'account-disabled',
] satisfies readonly ErrorCode[];

/** A person is told on the sign-in page, in its own words; only a code of ours goes there. */
const signInPageFor = (error: unknown, { req, params, res, services }: Exchange<Types>): string => {
  const code = error instanceof ApiError ? FAILURES.find((one) => one === error.code) : undefined;
  if (code === undefined || req.accepts(['json', 'html']) !== 'html') throw error;
  const { provider } = params;
  const requestId = requestIdOf(res);
  services.logger.warn(
    { event: 'log-in-failed', err: error, provider, requestId },
    'log-in failed',
  );
  return `/sign-in?${new URLSearchParams({ problem: code, provider }).toString()}`;
};

export const finishLogInRoute = defineRoute<Types>({
  method: 'get',
  path: '/auth/providers/:provider/callback',
  operationId: 'finishLogIn',
  tag: 'Accounts',
  summary: 'Where a provider leads a browser back to',
  description:
    'The redirect URI to register with the provider. What goes wrong is told on the sign-in page to who asks for HTML, and by a problem to others.',
  auth: 'public',
  params: providerParam,
  query: {
    type: 'object',
    properties: {
      state: { type: 'string', maxLength: 200 },
      code: { type: 'string' },
      iss: { type: 'string' },
      error: { type: 'string' },
    },
  },
  replies: {
    303: {
      description: 'Signed in: on to where the log-in was begun for.',
      schema: null,
      headers: { 'Set-Cookie': 'The session: `assay_session`.', Location: 'Where to go on.' },
    },
  },
  errors: [...FAILURES],
  handle: async (exchange) => {
    const Location = await finish(exchange).catch((error: unknown) =>
      signInPageFor(error, exchange),
    );
    return { status: 303, headers: { Location } };
  },
});
