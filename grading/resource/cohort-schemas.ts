import { COHORT_ROLES } from '../account/role.ts';
import { SLUG_PATTERN } from '../manifest/language-names.ts';
import { count, label, nullable, object, time, uuid } from './schema-parts.ts';

/** What the API takes and gives of cohorts; see schemas.ts. */
const exerciseId = { type: 'string', pattern: SLUG_PATTERN, maxLength: 80 } as const;
const role = { type: 'string', enum: COHORT_ROLES } as const;
const dueAt = {
  ...nullable(time),
  description: 'What comes later is shown as late; null: no end.',
} as const;

export const createCohortRequestSchema = object({ name: label });

export const joinCohortRequestSchema = object({
  joinCode: {
    type: 'string',
    minLength: 8,
    maxLength: 20,
    description: 'As the instructor gave it; case, hyphens and spaces do not matter.',
  },
});

export const updateCohortRequestSchema = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    name: label,
    archived: { type: 'boolean', description: 'An archived cohort takes nobody in.' },
    joinCode: {
      type: 'string',
      enum: ['new', 'none'],
      description: '`new` replaces the join code, `none` takes it away: nobody joins any more.',
    },
  },
} as const;

export const assignRequestSchema = object({ dueAt });

/** More than a catalogue has; bounds what one request writes. */
const MAX_ASSIGNED_AT_ONCE = 500;

export const assignManyRequestSchema = object({
  exerciseIds: {
    type: 'array',
    items: exerciseId,
    minItems: 1,
    maxItems: MAX_ASSIGNED_AT_ONCE,
    uniqueItems: true,
  },
  dueAt: { ...dueAt, description: 'Of all of them. What comes later is shown as late.' },
});

export const updateMemberRequestSchema = object({
  role: { ...role, description: '`instructor`: sees all marks, and may do all that you may.' },
});

export const assignmentSchema = object({ exerciseId, dueAt });

export const cohortSchema = object({
  id: uuid,
  name: { type: 'string' },
  role: { ...role, description: 'Mine in this cohort.' },
  joinCode: { ...nullable({ type: 'string' }), description: 'For instructors; else null.' },
  learnerCount: count,
  archived: { type: 'boolean' },
  createdAt: time,
  lastActivityAt: {
    ...nullable(time),
    description: 'When a learner last handed something in; null: never, or not for you to see.',
  },
  assignments: { type: 'array', items: assignmentSchema },
});

const person = { id: uuid, username: { type: 'string' }, displayName: { type: 'string' } } as const;

export const cohortMemberSchema = object({
  ...person,
  role,
  joinedAt: time,
  mayInstruct: {
    type: 'boolean',
    description: 'Whether the account has the role that an instructor of a cohort needs.',
  },
});

const mark = object({
  score: { ...nullable({ type: 'number' }), description: 'The best; null: none is graded yet.' },
  submissions: { ...count, description: 'Samples left out.' },
  reachedAt: { ...nullable(time), description: 'When the best score was handed in.' },
  late: { type: 'boolean', description: 'The best score was handed in after the due date.' },
});

/** One learner's standing in one exercise, in an export. */
export const scoreSchema = object({
  userId: { type: 'string' },
  username: { type: 'string' },
  displayName: { type: 'string' },
  exerciseId,
  title: { type: 'string' },
  phase: { type: 'string' },
  maxScore: { type: 'number' },
  dueAt,
  ...mark.properties,
});

/** Rows and columns: `marks[i]` of a learner belongs to `exercises[i]`. */
export const gradebookSchema = object({
  exercises: {
    type: 'array',
    items: object({
      id: exerciseId,
      title: { type: 'string' },
      phase: { type: 'string' },
      maxScore: { type: 'number' },
      dueAt,
    }),
  },
  learners: {
    type: 'array',
    items: object({ ...person, total: { type: 'number' }, marks: { type: 'array', items: mark } }),
  },
});
