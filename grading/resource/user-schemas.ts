import { AUDIT_ACTIONS } from '../account/audit-action.ts';
import { ROLES } from '../account/role.ts';
import { SLUG_PATTERN } from '../manifest/language-names.ts';
import { count, label, nullable, object, time, uuid } from './schema-parts.ts';
import { registerRequestSchema, userSchema } from './schemas.ts';

export const updateUserRequestSchema = object({ role: { type: 'string', enum: ROLES } });

export const setAccessRequestSchema = object({ disabled: { type: 'boolean' } });

/** A user as admins see them. */
export const administeredUserSchema = object({
  ...userSchema.properties,
  disabledAt: { ...nullable(time), description: 'Null: the account is open.' },
  temporaryUntil: {
    ...nullable(time),
    description: 'The password was given out by an admin, and lets the user in until then.',
  },
  lastSeenAt: { ...nullable(time), description: 'To the minute; null: never.' },
});

const temporaryPassword = { type: 'string', description: 'Not shown again.' } as const;

export const temporaryPasswordSchema = object({ password: temporaryPassword, expiresAt: time });

export const addUserRequestSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['username', 'role'],
  properties: {
    username: registerRequestSchema.properties.username,
    displayName: { ...label, description: 'Default: the username.' },
    role: { type: 'string', enum: ROLES },
  },
} as const;

export const addedUserSchema = object({
  user: administeredUserSchema,
  password: temporaryPassword,
});

export const auditEntrySchema = object({
  id: uuid,
  actorId: { ...nullable(uuid), description: 'Null: whoever runs the server, by command line.' },
  actorName: { type: 'string' },
  action: { type: 'string', enum: AUDIT_ACTIONS },
  subjectId: { type: 'string' },
  subjectName: { type: 'string', description: 'A username, an exercise, the reason of a rejudge.' },
  detail: {
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'What else there is to say, such as `before` and `after` of a role.',
  },
  requestId: { ...nullable({ type: 'string' }), description: 'It is in the log lines, too.' },
  createdAt: time,
});

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
