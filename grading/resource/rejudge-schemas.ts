import { LANGUAGES, SLUG_PATTERN } from '../manifest/language-names.ts';
import { VERDICTS } from '../verdict/verdict.ts';
import { count, nullable, object, time, uuid } from './schema-parts.ts';

const verdict = { type: 'string', enum: VERDICTS } as const;

/** Members that are left out match everything. */
const rejudgeFilterProperties = {
  submissionId: { ...uuid, description: 'Only this submission.' },
  exerciseId: { type: 'string', pattern: SLUG_PATTERN, maxLength: 80 },
  verdict: { ...verdict, description: 'Only those that have this verdict now.' },
  language: { type: 'string', enum: LANGUAGES },
  contentHash: {
    type: 'string',
    pattern: '^[0-9a-f]{64}$',
    description: 'Only those that were graded with this version of the exercise.',
  },
  cohortId: { ...uuid, description: 'Only of the learners of this cohort.' },
  from: { ...time, description: 'Only those handed in at or after this time.' },
  until: { ...time, description: 'Only those handed in before this time.' },
} as const;

export const rejudgeFilterSchema = {
  type: 'object',
  additionalProperties: false,
  properties: rejudgeFilterProperties,
} as const;

export const createRejudgeRequestSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['reason', 'filter'],
  properties: {
    reason: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      pattern: '^[^\\p{Cc}\\p{Surrogate}]*$',
      description: 'Why: for whoever reads the list later.',
    },
    filter: { ...rejudgeFilterSchema, minProperties: 1 },
  },
} as const;

export const rejudgeMatchesSchema = object({ count, max: count });

export const rejudgeSchema = object({
  id: uuid,
  username: { type: 'string', description: 'Whose it is.' },
  reason: { type: 'string' },
  filter: rejudgeFilterSchema,
  state: {
    type: 'string',
    enum: ['grading', 'ready', 'applying', 'applied', 'discarded'],
    description: 'Until it is applied, it changes nothing for anybody.',
  },
  total: count,
  graded: { ...count, description: 'Graded again.' },
  failed: { ...count, description: 'Could not be graded: ours, to be run again.' },
  applied: { ...count, description: 'Have their new result.' },
  unchanged: { ...count, description: 'Of those graded: with the same verdict and score.' },
  up: count,
  down: count,
  verdicts: {
    type: 'array',
    description: 'Of those graded: how many went from which verdict to which, the most first.',
    items: object({ before: nullable(verdict), after: verdict, count }),
  },
  createdAt: time,
  finishedAt: nullable(time),
});

export const rejudgeItemSchema = object({
  submissionId: uuid,
  username: { type: 'string' },
  exerciseId: { type: 'string' },
  language: { type: 'string' },
  createdAt: time,
  state: { type: 'string', enum: ['queued', 'running', 'graded', 'failed'] },
  applied: { type: 'boolean' },
  changed: { type: 'boolean' },
  before: object({
    verdict: nullable(verdict),
    score: nullable({ type: 'number' }),
    maxScore: { type: 'number' },
  }),
  after: {
    ...nullable(object({ verdict, score: { type: 'number' }, maxScore: { type: 'number' } })),
    description: 'Null until it is graded again.',
  },
  cases: {
    type: 'array',
    description: 'Cases with another verdict than before, up to 20; null: the case is not there.',
    items: object({
      name: { type: 'string' },
      before: nullable(verdict),
      after: nullable(verdict),
    }),
  },
});
