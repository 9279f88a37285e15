import type { WebhookEvent } from '../../../../grading/webhook/webhook-event.ts';

/** What a hook is told of, in words. */
export const EVENT_TITLES: Readonly<Record<WebhookEvent, string>> = {
  'submission.graded': 'Submission graded',
  'rejudge.applied': 'Rejudge applied',
  'webhook.test': 'Test',
};
