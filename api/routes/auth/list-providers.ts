import { providerSchema } from '../../../grading/resource/account-schemas.ts';
import type { ProviderResource } from '../../../grading/resource/resources.ts';
import { listSchema } from '../../http/page.ts';
import { defineRoute } from '../../http/route.ts';

/** Bounded by the file that lists them, so it is not paged. */
export const listProvidersRoute = defineRoute<{
  auth: 'public';
  answer: { readonly items: readonly ProviderResource[] };
}>({
  method: 'get',
  path: '/auth/providers',
  operationId: 'listProviders',
  tag: 'Accounts',
  summary: 'Who else can sign one in (OpenID Connect)',
  auth: 'public',
  replies: { 200: { description: 'The providers.', schema: listSchema(providerSchema) } },
  errors: [],
  handle: async ({ services }) => ({
    status: 200,
    body: { items: services.oidc.all.map(({ id, title }) => ({ id, title })) },
  }),
});
