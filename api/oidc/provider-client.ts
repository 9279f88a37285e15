import * as oidc from 'openid-client';
import { discover } from './discover.ts';
import { isSafeTransport, type OidcProvider } from '../../platform/config/oidc-providers.ts';
import { ApiError } from '../http/api-error.ts';
import type { Claims } from './claims.ts';

/**
 * Theory of operation. A log-in is the authorization code flow of OpenID Connect Core 1.0 (3.1),
 * held together by what each part cannot know: `state` and a cookie tie the answer to the browser
 * that asked (nobody is signed in as somebody else by a prepared link), PKCE (RFC 7636) ties the
 * code to this server's question, the nonce ties the ID token to it. Each provider has an address
 * of its own to answer to, and `iss` in the answer (RFC 9207) is checked besides, so that one
 * provider's answer is never taken for another's. The ID token's signature is checked against the
 * provider's keys, although it comes straight from the provider over TLS.
 *
 * A provider is asked for its addresses at the first log-in, not when the API starts: one that is
 * down concerns nobody but its own people.
 */
/** Addresses and keys of a provider are asked for again after this. */
const DISCOVERY_LIFETIME_MS = 60 * 60 * 1000;

/** What the log-in's begin hands to its end, through our store. */
export interface LogInChecks {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

interface Discovered {
  readonly configuration: Promise<oidc.Configuration>;
  readonly until: number;
}

export class ProviderClient {
  readonly provider: OidcProvider;
  #discovered: Discovered | null = null;

  constructor(provider: OidcProvider) {
    this.provider = provider;
  }

  /** Where the browser goes to. Throws `provider-unavailable`. */
  async begin(redirectUri: string): Promise<LogInChecks & { readonly url: URL }> {
    const configuration = await this.#configuration();
    const checks = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      codeVerifier: oidc.randomPKCECodeVerifier(),
    };
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: ['openid', ...this.provider.scopes].join(' '),
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(checks.codeVerifier),
      code_challenge_method: 'S256',
    });
    // The page that asked goes there by itself: never to `javascript:`, whatever a provider says.
    if (!isSafeTransport(url)) throw this.#unavailable();
    return { ...checks, url };
  }

  /**
   * Who came back to `address`, the whole address with its query. Throws `log-in-refused` where the
   * provider says no, `log-in-rejected` where its answer does not hold, `provider-unavailable`.
   */
  async finish(address: URL, checks: LogInChecks): Promise<Claims> {
    const configuration = await this.#configuration();
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, address, {
        pkceCodeVerifier: checks.codeVerifier,
        expectedState: checks.state,
        expectedNonce: checks.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw this.#rejected();
      // Many providers keep the ID token small, and tell the rest only when asked.
      const more =
        configuration.serverMetadata().userinfo_endpoint === undefined
          ? {}
          : await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub);
      return { ...more, ...claims };
    } catch (error) {
      throw this.#asApiError(error);
    }
  }

  #configuration(): Promise<oidc.Configuration> {
    if (this.#discovered === null || this.#discovered.until < Date.now()) {
      const discovered: Discovered = {
        configuration: this.#discover(),
        until: Date.now() + DISCOVERY_LIFETIME_MS,
      };
      this.#discovered = discovered;
      discovered.configuration.catch(() => {
        // The next log-in asks again.
        if (this.#discovered === discovered) this.#discovered = null;
      });
    }
    return this.#discovered.configuration;
  }

  async #discover(): Promise<oidc.Configuration> {
    try {
      return await discover(this.provider);
    } catch (error) {
      throw this.#unavailable(error);
    }
  }

  #asApiError(error: unknown): ApiError {
    if (error instanceof ApiError) return error;
    if (error instanceof oidc.AuthorizationResponseError) {
      const detail = `${this.provider.title} did not sign you in. Try again, or sign in another way.`;
      return new ApiError('log-in-refused', detail, { cause: error });
    }
    return isOutage(error) ? this.#unavailable(error) : this.#rejected(error);
  }

  #rejected(cause?: unknown): ApiError {
    const detail = `The answer of ${this.provider.title} does not hold. Begin the log-in anew.`;
    return new ApiError('log-in-rejected', detail, { cause });
  }

  #unavailable(cause?: unknown): ApiError {
    const detail = `${this.provider.title} does not answer as it should. Try again later, or sign in another way.`;
    return new ApiError('provider-unavailable', detail, { cause });
  }
}

const SERVER_ERROR = 500;
const TIMEOUT_CODES = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT']);
/** What `fetch` says where there is no connection. */
const NO_CONNECTION = 'fetch failed';

/** Nothing came, or what a broken server says; an answer that does not hold is none. */
const isOutage = (error: unknown): boolean => {
  if (error instanceof oidc.ResponseBodyError) return error.status >= SERVER_ERROR;
  if (!(error instanceof oidc.ClientError)) {
    return error instanceof Error && error.message === NO_CONNECTION;
  }
  // An unexpected answer comes as the cause.
  const { status = 0 } = (error.cause ?? {}) as { readonly status?: number };
  return TIMEOUT_CODES.has(error.code ?? '') || status >= SERVER_ERROR;
};
