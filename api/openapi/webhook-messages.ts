import type { JsonSchema } from '../http/route.ts';
import {
  rejudgeAppliedMessageSchema,
  submissionGradedMessageSchema,
  webhookTestMessageSchema,
} from '../../grading/resource/webhook-schemas.ts';
import type { WebhookEvent } from '../../grading/webhook/webhook-event.ts';

const MESSAGES: Readonly<Record<WebhookEvent, { summary: string; schema: JsonSchema }>> = {
  'submission.graded': {
    summary: 'A submission for a score has its result. Tries of samples are not told.',
    schema: submissionGradedMessageSchema,
  },
  'rejudge.applied': {
    summary: 'Results were replaced by those of a rejudge; read the scores anew.',
    schema: rejudgeAppliedMessageSchema,
  },
  'webhook.test': { summary: 'Somebody tries the hook.', schema: webhookTestMessageSchema },
};

const HEADERS = {
  'webhook-id': 'The same in each attempt to deliver a message: the key to not taking it twice.',
  'webhook-timestamp': 'Seconds since 1970 of this attempt.',
  'webhook-signature':
    '`v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`, as Standard Webhooks 1.0 has it.',
} as const;

const parameters = Object.entries(HEADERS).map(([name, description]) => ({
  ...{ name, in: 'header', required: true, description },
  schema: { type: 'string' },
}));

/** OpenAPI's `webhooks`: what Assay sends, and what it makes of the answer. */
export const webhookMessages = (): Record<string, object> =>
  Object.fromEntries(
    Object.entries(MESSAGES).map(([event, { summary, schema }]) => [
      event,
      {
        post: {
          ...{ operationId: `on-${event}`, tags: ['Webhooks'], summary, parameters },
          requestBody: { required: true, content: { 'application/json': { schema } } },
          responses: {
            '2XX': { description: 'Taken. Anything else, or nothing within 10 s: sent again.' },
            '410': { description: 'The receiver is gone: the hook is switched off.' },
          },
        },
      },
    ]),
  );
