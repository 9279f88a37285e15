import { ROLES } from '../account/role.ts';
import { nullable, object, time, uuid } from './schema-parts.ts';

export const updateUserRequestSchema = object({ role: { type: 'string', enum: ROLES } });

/** A submission whose grading failed: ours to look into, and to run again. */
export const failureSchema = object({
  submissionId: uuid,
  exerciseId: { type: 'string' },
  language: { type: 'string' },
  username: { type: 'string' },
  createdAt: time,
  failedAt: nullable(time),
  attempts: {
    type: 'array',
    items: object({
      number: { type: 'integer' },
      workerId: { type: 'string' },
      error: { ...nullable({ type: 'string' }), description: 'Null: the worker was lost.' },
    }),
  },
});
