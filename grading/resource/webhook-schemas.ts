import { VERDICTS } from '../verdict/verdict.ts';
import { DELIVERY_STATES, SUBSCRIBABLE_EVENTS, WEBHOOK_EVENTS } from '../webhook/webhook-event.ts';
import { count, nullable, object, time, uuid } from './schema-parts.ts';

/** What the API takes and gives of webhooks, and what it sends to their receivers. */
const MAX_URL_LENGTH = 2000;

const url = {
  type: 'string',
  minLength: 1,
  maxLength: MAX_URL_LENGTH,
  pattern: '^https?://',
  description: 'Begins with https://. Its address must be public, unless the operator allows it.',
} as const;
const events = {
  type: 'array',
  items: { type: 'string', enum: SUBSCRIBABLE_EVENTS },
  minItems: 1,
  uniqueItems: true,
} as const;

export const createWebhookRequestSchema = object({
  url,
  events,
  cohortId: {
    ...nullable(uuid),
    description: 'Whose learners it hears of: a cohort of yours; null: everybody, for admins.',
  },
});

export const updateWebhookRequestSchema = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    url,
    events,
    enabled: { type: 'boolean', description: 'Switched off, it gets no event, nor gets it later.' },
  },
} as const;

const webhook = {
  id: uuid,
  owner: { type: 'string', description: 'The username of who made it.' },
  cohort: nullable(object({ id: uuid, name: { type: 'string' } })),
  url: { type: 'string' },
  events: { type: 'array', items: { type: 'string', enum: SUBSCRIBABLE_EVENTS } },
  enabled: { type: 'boolean' },
  note: { ...nullable({ type: 'string' }), description: 'Why Assay switched it off.' },
  failingSince: { ...nullable(time), description: 'Null: the last delivery got through.' },
  createdAt: time,
} as const;

export const webhookSchema = object(webhook);

export const createdWebhookSchema = object({
  ...webhook,
  secret: {
    type: 'string',
    description: 'What its messages are signed with. It is shown this once.',
  },
});

export const deliverySchema = object({
  id: uuid,
  messageId: { type: 'string', description: 'The header `webhook-id`: the same in each attempt.' },
  event: { type: 'string', enum: WEBHOOK_EVENTS },
  subjectId: { ...uuid, description: 'The submission or the rejudge; of a test, nothing else.' },
  state: { type: 'string', enum: DELIVERY_STATES },
  attempts: { ...count, description: 'Begun so far.' },
  nextAttemptAt: { ...nullable(time), description: 'While it is pending.' },
  lastAttemptAt: nullable(time),
  responseCode: { ...nullable({ type: 'integer' }), description: 'Null: nothing was answered.' },
  error: nullable({ type: 'string' }),
  createdAt: time,
  deliveredAt: nullable(time),
});

const message = <const Type extends string, const Data extends object>(type: Type, data: Data) =>
  object({
    type: { type: 'string', const: type },
    timestamp: { ...time, description: 'When it happened.' },
    data,
  });

/** Holds no source code, no case and nothing of the exercise's tests. */
export const submissionGradedMessageSchema = message(
  'submission.graded',
  object({
    submissionId: uuid,
    userId: uuid,
    username: { type: 'string' },
    exerciseId: { type: 'string' },
    phase: { type: 'string' },
    language: { type: 'string' },
    verdict: { type: 'string', enum: VERDICTS },
    score: { type: 'number' },
    maxScore: { type: 'number' },
    counts: { type: 'boolean', description: 'It is the best so far, and so the one that counts.' },
    submittedAt: time,
    gradedAt: time,
  }),
);

export const rejudgeAppliedMessageSchema = message(
  'rejudge.applied',
  object({
    rejudgeId: uuid,
    reason: { type: 'string' },
    exerciseIds: { type: 'array', items: { type: 'string' } },
    submissions: { ...count, description: 'Replaced results of learners that the hook hears of.' },
    up: count,
    down: count,
    appliedAt: time,
  }),
);

export const webhookTestMessageSchema = message('webhook.test', object({ webhookId: uuid }));
