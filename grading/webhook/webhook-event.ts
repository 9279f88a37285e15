/** What a hook can ask to be told of. */
export const SUBSCRIBABLE_EVENTS = ['submission.graded', 'rejudge.applied'] as const;
/** Sent when a person asks for it, whatever the hook listens to. */
export const TEST_EVENT = 'webhook.test';
export const WEBHOOK_EVENTS = [...SUBSCRIBABLE_EVENTS, TEST_EVENT] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

export const DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const;
