import type { Request } from 'express';
import { API_PREFIX } from '../../openapi/api-prefix.ts';
import { publicOrigin } from '../../http/public-origin.ts';
import type { ApiServices } from '../../services.ts';

export interface ProviderParams {
  readonly provider: string;
}

export const providerParam = {
  provider: {
    description: 'The id of the provider.',
    schema: { type: 'string', pattern: '^[a-z0-9-]{1,40}$' },
    notFound: 'provider-not-found',
  },
} as const;

/** Where a provider sends browsers back to: one address a provider, registered with it. */
export const callbackAddress = (
  req: Request,
  { publicUrl }: Pick<ApiServices, 'publicUrl'>,
  { provider }: ProviderParams,
): string => `${publicOrigin(req, publicUrl)}${API_PREFIX}/auth/providers/${provider}/callback`;
