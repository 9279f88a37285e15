import { defineRoute } from '../../http/route.ts';

const healthSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['status'],
  properties: { status: { const: 'ok' } },
} as const;

export const healthRoute = defineRoute<{ auth: 'public'; answer: { status: 'ok' } }>({
  method: 'get',
  path: '/health',
  operationId: 'getHealth',
  tag: 'System',
  summary: 'Is the process alive',
  description: 'Asks nothing of any other part; for the question whether to restart the process.',
  auth: 'public',
  replies: { 200: { description: 'It is.', schema: healthSchema } },
  errors: [],
  handle: async () => ({ status: 200, body: { status: 'ok' } }),
});
