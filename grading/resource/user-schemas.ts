import { ROLES } from '../account/role.ts';
import { SLUG_PATTERN } from '../manifest/language-names.ts';
import { count, nullable, object, time, uuid } from './schema-parts.ts';

export const updateUserRequestSchema = object({ role: { type: 'string', enum: ROLES } });

export const rerunFailuresRequestSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    submissionIds: {
      type: 'array',
      items: uuid,
      minItems: 1,
      maxItems: 100,
      description: 'These alone. Without it all failed ones, at most 500 in one call.',
    },
    exerciseId: {
      type: 'string',
      pattern: SLUG_PATTERN,
      maxLength: 80,
      description: 'All of this exercise.',
    },
  },
} as const;

export const rerunFailuresSchema = object({
  submissionIds: { type: 'array', items: uuid, description: 'Queued again.' },
  left: { ...count, description: 'Failed ones that there are still, of all exercises.' },
});

export const rerunStateSchema = object({
  submissionId: uuid,
  state: { type: 'string', enum: ['queued', 'running', 'graded', 'failed'] },
});

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
