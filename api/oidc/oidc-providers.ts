import type { OidcProvider } from '../../platform/config/oidc-providers.ts';
import { ApiError } from '../http/api-error.ts';
import { ProviderClient } from './provider-client.ts';

/** Every provider that people may sign in with, in the operator's order. */
export class OidcProviders {
  readonly all: readonly OidcProvider[];
  readonly #clients: ReadonlyMap<string, ProviderClient>;

  constructor(providers: readonly OidcProvider[]) {
    this.all = providers;
    this.#clients = new Map(providers.map((each) => [each.id, new ProviderClient(each)]));
  }

  /** Throws `provider-not-found`. */
  client(id: string): ProviderClient {
    const client = this.#clients.get(id);
    if (client !== undefined) return client;
    throw new ApiError('provider-not-found', 'No provider has this id. Check it.');
  }

  /** Null where it is no longer configured. */
  ofIssuer(issuer: string): OidcProvider | null {
    const href = URL.canParse(issuer) ? new URL(issuer).href : '';
    return this.all.find((provider) => provider.issuer.href === href) ?? null;
  }
}
