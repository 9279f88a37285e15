import { defineRoute } from '../../http/route.ts';

const versionSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'version'],
  properties: { name: { const: 'assay' }, version: { type: 'string' } },
} as const;

export const versionRoute = defineRoute<{
  auth: 'public';
  answer: { name: 'assay'; version: string };
}>({
  method: 'get',
  path: '/version',
  operationId: 'getVersion',
  tag: 'System',
  summary: 'Which version this is',
  auth: 'public',
  replies: { 200: { description: 'Name and version.', schema: versionSchema } },
  errors: [],
  handle: async ({ services }) => ({
    status: 200,
    body: { name: 'assay', version: services.version },
  }),
});
