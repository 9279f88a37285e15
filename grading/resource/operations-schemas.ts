import { count, nullable, object, time } from './schema-parts.ts';

/** For admins: how the service does. */
const milliseconds = { type: 'number', minimum: 0 } as const;

export const workerSchema = object({
  workerId: { type: 'string' },
  host: { type: 'string' },
  pid: { type: 'integer' },
  version: { type: 'string' },
  concurrency: { ...count, description: 'Submissions at one time.' },
  runtimes: {
    type: 'array',
    description: 'Languages and databases that it runs.',
    items: { type: 'string' },
  },
  isolation: { type: 'string', description: 'How its cells are kept apart: recycled or fresh.' },
  paused: { type: 'boolean', description: 'Takes no jobs until its sandbox is proven again.' },
  cells: object({ idle: count, leased: count, starting: count }),
  startedAt: time,
  seenAt: time,
  alive: { type: 'boolean', description: 'False: it has said nothing for 20 seconds.' },
});
export const workersSchema = object({ items: { type: 'array', items: workerSchema } });

export const queueStateSchema = object({
  waiting: count,
  active: count,
  delayed: count,
  failed: { ...count, description: 'Submissions that rest as internal errors.' },
  oldestWaitingMs: milliseconds,
  unserved: {
    type: 'array',
    description: 'Languages and databases that submissions wait for and no living worker runs.',
    items: object({ runtime: { type: 'string' }, waiting: count }),
  },
  minutes: {
    type: 'array',
    description: 'The last hour, the oldest first.',
    items: object({
      from: time,
      submitted: count,
      graded: count,
      medianWaitingMs: nullable(milliseconds),
      p95WaitingMs: nullable(milliseconds),
    }),
  },
});

export const configurationSchema = object({
  items: {
    type: 'array',
    items: object({
      env: { type: 'string', description: 'The environment variable.' },
      description: { type: 'string' },
      value: { ...nullable({ type: 'string' }), description: 'Secrets are masked; null: not set.' },
    }),
  },
});
