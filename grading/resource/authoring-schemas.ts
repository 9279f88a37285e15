import { LANGUAGES, SLUG_PATTERN } from '../manifest/language-names.ts';
import { VERDICTS } from '../verdict/verdict.ts';
import { count, nullable, object, time, uuid } from './schema-parts.ts';

/** What instructors see of exercises: versions, uploads, verifications. Learners see none of it. */
const text = { type: 'string' } as const;
const contentHash = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;
const slug = { type: 'string', pattern: SLUG_PATTERN } as const;
const verdict = { type: 'string', enum: VERDICTS } as const;
const milliseconds = { type: 'number', minimum: 0 } as const;

/** One thing to mend in an exercise folder. */
export const authorProblemSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['file', 'message', 'remedy'],
  properties: {
    file: {
      ...text,
      description: 'From the folder of all exercises; "" is an archive as a whole.',
    },
    line: { type: 'integer', minimum: 1 },
    column: { type: 'integer', minimum: 1 },
    message: { ...text, description: 'What is wrong, in one sentence.' },
    remedy: { ...text, description: 'What to do about it, in one sentence.' },
  },
} as const;

const problems = { type: 'array', items: authorProblemSchema } as const;

const verificationState = {
  type: 'string',
  enum: ['queued', 'running', 'finished', 'failed'],
  description: 'failed: for a reason of the server, not of the exercise.',
} as const;

const progress = {
  id: uuid,
  state: verificationState,
  ok: { ...nullable({ type: 'boolean' }), description: 'Null until it is finished.' },
  stale: { type: 'boolean', description: 'The solutions are others by now: verify again.' },
  done: { ...count, description: 'Solutions and starters that were run.' },
  total: { ...count, description: '0 until a worker has looked.' },
  createdAt: time,
  finishedAt: nullable(time),
} as const;

export const verificationSummarySchema = object(progress);

export const candidateReportSchema = object({
  name: { ...text, description: 'As the author knows it: accepted/python, starter/java.' },
  role: { type: 'string', enum: ['solution', 'starter'] },
  language: { type: 'string', enum: LANGUAGES },
  expected: { ...nullable(verdict), description: 'Null for a starter: anything but AC and CE.' },
  verdicts: { type: 'array', items: verdict, description: 'Of each run.' },
  ok: { type: 'boolean' },
  failure: { ...nullable(text), description: 'Why it could not be run.' },
  slowestCase: nullable(object({ name: text, cpuTimeMs: milliseconds, limitMs: milliseconds })),
  peakMemoryBytes: count,
});

export const verificationReportSchema = object({
  cases: count,
  gradingMs: milliseconds,
  candidates: { type: 'array', items: candidateReportSchema },
  slowestCases: {
    type: 'array',
    description:
      'Cases by the largest share of the CPU time limit that a reference solution takes; at most 100.',
    items: object({
      name: text,
      group: text,
      candidate: { ...text, description: 'The reference solution that took longest.' },
      cpuTimeMs: milliseconds,
      limitMs: milliseconds,
    }),
  },
  problems,
});

export const verificationSchema = object({
  ...progress,
  exerciseId: text,
  contentHash,
  username: { ...nullable(text), description: 'Who asked for it.' },
  running: { ...nullable(text), description: 'The solution that runs now.' },
  error: { ...nullable(text), description: 'What kept the server from running it.' },
  report: nullable(verificationReportSchema),
});

export const authoredExerciseSchema = object({
  id: slug,
  phase: text,
  title: text,
  points: { type: 'number' },
  state: {
    type: 'string',
    enum: ['published', 'hidden', 'draft', 'gone', 'broken'],
    description:
      'Learners see published ones alone. draft: uploaded, and never published. gone: its folder is gone. broken: its folder has problems, and there is no version of it.',
  },
  contentHash: { ...nullable(contentHash), description: 'The current version.' },
  source: {
    ...nullable({ type: 'string', enum: ['folder', 'desk'] }),
    description:
      'What the current version follows: the folder, or the choice that was made at the desk.',
  },
  versions: count,
  hasNewer: { type: 'boolean', description: 'An uploaded version waits to be published.' },
  submissions: { ...count, description: 'Graded, of the current version; tries left out.' },
  accepted: count,
  verification: {
    ...nullable(verificationSummarySchema),
    description: 'The newest one of the current version.',
  },
  problems: { ...problems, description: "What is wrong with its folder on the server's disk." },
});

export const exerciseVersionSchema = object({
  contentHash,
  title: text,
  points: { type: 'number' },
  source: { type: 'string', enum: ['folder', 'upload'] },
  uploadedBy: nullable(text),
  createdAt: time,
  isCurrent: { type: 'boolean' },
  isInFolder: { type: 'boolean', description: "The folder on the server's disk holds it now." },
  hasSolutions: { type: 'boolean', description: 'False: it cannot be verified here.' },
  submissions: count,
  verification: nullable(verificationSummarySchema),
});

export const setVisibilityRequestSchema = object({
  hidden: {
    type: 'boolean',
    description: 'true: learners do not see it, whatever its folder says.',
  },
});

export const uploadedExerciseSchema = object({
  exercise: authoredExerciseSchema,
  contentHash: { ...contentHash, description: 'The version that was uploaded.' },
  isNew: { type: 'boolean', description: 'False: the server had this very version already.' },
});
