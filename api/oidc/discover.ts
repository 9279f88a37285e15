import * as oidc from 'openid-client';
import type { OidcProvider } from '../../platform/config/oidc-providers.ts';

const TIMEOUT_S = 10;

/**
 * Asks a provider for its addresses (OpenID Connect Discovery 1.0). Rejects with what openid-client
 * throws: also where the document names another issuer.
 */
export async function discover(provider: OidcProvider): Promise<oidc.Configuration> {
  const { issuer, clientId, clientSecret, clientAuthentication } = provider;
  const authentication = {
    client_secret_basic: oidc.ClientSecretBasic,
    client_secret_post: oidc.ClientSecretPost,
  }[clientAuthentication];
  const overHttp = issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
  return oidc.discovery(
    issuer,
    clientId,
    undefined,
    clientSecret === null ? oidc.None() : authentication(clientSecret),
    { execute: [oidc.enableNonRepudiationChecks, ...overHttp], timeout: TIMEOUT_S },
  );
}
