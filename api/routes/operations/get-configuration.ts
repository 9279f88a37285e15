import { configurationSchema } from '../../../grading/resource/operations-schemas.ts';
import type { ConfigurationResource } from '../../../grading/resource/resources.ts';
import { defineRoute } from '../../http/route.ts';

export const getConfigurationRoute = defineRoute<{
  auth: 'admin';
  answer: ConfigurationResource;
}>({
  method: 'get',
  path: '/operations/configuration',
  operationId: 'getConfiguration',
  tag: 'Operations',
  summary: "The API's settings, secrets masked",
  auth: 'admin',
  replies: { 200: { description: 'Every setting.', schema: configurationSchema } },
  errors: [],
  handle: ({ services }) =>
    Promise.resolve({
      status: 200,
      body: {
        items: services.configuration.map(({ env, description, value }) => ({
          ...{ env, description, value },
        })),
      },
    }),
});
