import { authorProblemSchema } from './authoring-schemas.ts';
import { EXERCISE_KINDS, LANGUAGES, SLUG_PATTERN } from '../manifest/language-names.ts';
import { SUBMISSION_LIMITS, SUBMISSION_STATES } from '../submission/submission.ts';
import { VERDICTS } from '../verdict/verdict.ts';
import { ROLES } from '../account/role.ts';
import { contractSchema, runtimeSchema } from './contract-schemas.ts';
import { sampleFeedbackSchema, sampleSchema } from './sample-schemas.ts';
import { chosenPassword, label, nullable, time, uuid } from './schema-parts.ts';

/**
 * JSON Schemas (2020-12) of what the API takes and gives. One source, three uses: the TypeScript
 * types in `resources.ts`, ajv's checks in the API, and the OpenAPI document.
 */
const slug = { type: 'string', pattern: SLUG_PATTERN, maxLength: 80 } as const;
const language = { type: 'string', enum: LANGUAGES } as const;
const verdict = { type: 'string', enum: VERDICTS } as const;

const textFile = {
  type: 'object',
  additionalProperties: false,
  required: ['path', 'content'],
  properties: {
    path: { type: 'string', minLength: 1, maxLength: SUBMISSION_LIMITS.pathLength },
    content: { type: 'string' },
  },
} as const;

const username = {
  type: 'string',
  pattern: '^[a-z0-9][a-z0-9._-]{1,38}[a-z0-9]$',
  description: '3 to 40 characters: lower-case letters, digits, dot, hyphen, underscore.',
} as const;

export const registerRequestSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['username', 'password'],
  properties: {
    username,
    password: chosenPassword,
    displayName: label,
  },
} as const;

export const loginRequestSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['username', 'password'],
  properties: {
    username: { type: 'string', maxLength: 40 },
    password: { type: 'string', maxLength: 200 },
  },
} as const;

/** A signed-in client sends the name alone; the CLI, which has no session, adds credentials. */
export const createTokenRequestSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: label,
    username: { type: 'string', maxLength: 40 },
    password: { type: 'string', maxLength: 200 },
  },
  dependentRequired: { username: ['password'], password: ['username'] },
} as const;

export const submitRequestSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['exerciseId', 'language', 'files'],
  properties: {
    exerciseId: slug,
    language,
    files: { type: 'array', minItems: 1, maxItems: SUBMISSION_LIMITS.files, items: textFile },
    samplesOnly: {
      type: 'boolean',
      description: 'Run the sample cases alone; the result is never scored. Default false.',
    },
  },
} as const;

export const userSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'username', 'displayName', 'role', 'createdAt'],
  properties: {
    id: uuid,
    username: { type: 'string' },
    displayName: { type: 'string' },
    role: { type: 'string', enum: ROLES },
    createdAt: time,
  },
} as const;

/** The answer to a log-in; the session itself travels in an HttpOnly cookie. */
export const sessionSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['user', 'csrfToken', 'expiresAt', 'mustChangePassword'],
  properties: {
    user: userSchema,
    csrfToken: { type: 'string', description: 'Send as X-CSRF-Token with every unsafe request.' },
    expiresAt: time,
    mustChangePassword: {
      type: 'boolean',
      description:
        'The password was given out by an admin: until PUT /users/me/password, nothing else is answered.',
    },
  },
} as const;

const tokenProperties = {
  id: uuid,
  name: { type: 'string' },
  createdAt: time,
  lastUsedAt: nullable(time),
} as const;

export const tokenSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'name', 'createdAt', 'lastUsedAt'],
  properties: tokenProperties,
} as const;

export const createdTokenSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'name', 'createdAt', 'lastUsedAt', 'token'],
  properties: {
    ...tokenProperties,
    token: { type: 'string', description: 'Shown once. Send as Authorization: Bearer.' },
  },
} as const;

export const topicSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'title', 'phase', 'exerciseCount'],
  properties: {
    id: slug,
    title: { type: 'string' },
    phase: slug,
    exerciseCount: { type: 'integer' },
  },
} as const;

export const phaseSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'title', 'points', 'passShare', 'exerciseCount', 'topics', 'projects'],
  properties: {
    id: slug,
    title: { type: 'string' },
    points: { type: 'number', description: 'Sum over the exercises of this phase.' },
    passShare: {
      type: 'number',
      description: 'Share of the points that passes the phase, 0 to 1.',
    },
    exerciseCount: { type: 'integer' },
    topics: { type: 'array', items: topicSchema },
    projects: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'title', 'exerciseCount'],
        properties: {
          id: slug,
          title: { type: 'string' },
          exerciseCount: { type: 'integer' },
        },
      },
    },
  },
} as const;

const exerciseSummaryProperties = {
  id: slug,
  title: { type: 'string' },
  summary: { type: 'string' },
  phase: slug,
  kind: { type: 'string', enum: EXERCISE_KINDS },
  topics: { type: 'array', items: slug },
  project: nullable(slug),
  difficulty: { type: 'string', enum: ['easy', 'medium', 'hard'] },
  points: { type: 'number' },
  languages: { type: 'array', items: language },
  bestScore: nullable({ type: 'number', description: "The reader's best; null if none." }),
} as const;
const exerciseSummaryRequired = [
  'id',
  'title',
  'summary',
  'phase',
  'kind',
  'topics',
  'project',
  'difficulty',
  'points',
  'languages',
  'bestScore',
] as const;

export const exerciseSummarySchema = {
  type: 'object',
  additionalProperties: false,
  required: exerciseSummaryRequired,
  properties: exerciseSummaryProperties,
} as const;

const limitsSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['cpuTimeMs', 'wallTimeMs', 'memoryBytes', 'outputBytes', 'processes', 'diskBytes'],
  properties: {
    cpuTimeMs: { type: 'integer' },
    wallTimeMs: { type: 'integer' },
    memoryBytes: { type: 'integer' },
    outputBytes: { type: 'integer' },
    processes: { type: 'integer' },
    diskBytes: { type: 'integer' },
  },
} as const;

export const exerciseSchema = {
  type: 'object',
  additionalProperties: false,
  required: [
    ...exerciseSummaryRequired,
    'statement',
    'contentHash',
    'starters',
    'samples',
    'groups',
    'limits',
    'contract',
    'runtimes',
  ],
  properties: {
    ...exerciseSummaryProperties,
    statement: { type: 'string', description: 'Markdown.' },
    contentHash: { type: 'string', description: 'SHA-256 (hex): the version of this exercise.' },
    starters: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['language', 'files'],
        properties: { language, files: { type: 'array', items: textFile } },
      },
    },
    samples: { type: 'array', items: sampleSchema },
    groups: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'title', 'points', 'scoring', 'caseCount'],
        properties: {
          id: slug,
          title: { type: 'string' },
          points: { type: 'number' },
          scoring: { type: 'string', enum: ['all-or-nothing', 'proportional'] },
          caseCount: { type: 'integer' },
        },
      },
    },
    limits: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['language', 'limits'],
        properties: { language, limits: limitsSchema },
      },
    },
    contract: contractSchema,
    runtimes: { type: 'array', items: runtimeSchema, description: 'One for each language.' },
  },
} as const;

const submissionSummaryProperties = {
  id: uuid,
  exerciseId: slug,
  contentHash: { type: 'string' },
  language,
  samplesOnly: { type: 'boolean' },
  state: { type: 'string', enum: SUBMISSION_STATES },
  verdict: nullable(verdict),
  score: nullable({ type: 'number' }),
  maxScore: { type: 'number' },
  createdAt: time,
  finishedAt: nullable(time),
  counts: {
    type: 'boolean',
    description: 'Whether it is the one whose score counts for the exercise.',
  },
} as const;
const submissionSummaryRequired = [
  'id',
  'exerciseId',
  'contentHash',
  'language',
  'samplesOnly',
  'state',
  'verdict',
  'score',
  'maxScore',
  'createdAt',
  'finishedAt',
  'counts',
] as const;

export const submissionSummarySchema = {
  type: 'object',
  additionalProperties: false,
  required: submissionSummaryRequired,
  properties: submissionSummaryProperties,
} as const;

const caseResultSchema = {
  type: 'object',
  additionalProperties: false,
  required: [
    'name',
    'group',
    'sample',
    'verdict',
    'cpuTimeMs',
    'wallTimeMs',
    'peakMemoryBytes',
    'exitCode',
    'signal',
    'stoppedBy',
    'message',
    'hint',
    'sampleFeedback',
  ],
  properties: {
    name: { type: 'string' },
    group: { type: 'string' },
    sample: { type: 'boolean' },
    verdict,
    cpuTimeMs: { type: 'number' },
    wallTimeMs: { type: 'number' },
    peakMemoryBytes: { type: 'number' },
    exitCode: nullable({ type: 'integer' }),
    signal: nullable({ type: 'string' }),
    stoppedBy: nullable({
      type: 'string',
      enum: ['cpu-time', 'wall-time', 'output', 'cancelled'],
    }),
    message: { type: 'string' },
    hint: nullable({ type: 'string' }),
    sampleFeedback: nullable(sampleFeedbackSchema),
  },
} as const;

export const resultSchema = {
  type: 'object',
  additionalProperties: false,
  required: [
    'verdict',
    'score',
    'maxScore',
    'groups',
    'cases',
    'compileOutput',
    'limits',
    'clocks',
  ],
  properties: {
    verdict,
    score: { type: 'number' },
    maxScore: { type: 'number' },
    groups: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'title', 'points', 'score', 'passedCases', 'totalCases'],
        properties: {
          id: { type: 'string' },
          title: { type: 'string' },
          points: { type: 'number' },
          score: { type: 'number' },
          passedCases: { type: 'integer' },
          totalCases: { type: 'integer' },
        },
      },
    },
    cases: { type: 'array', items: caseResultSchema },
    compileOutput: nullable({ type: 'string' }),
    limits: limitsSchema,
    clocks: {
      type: 'object',
      additionalProperties: false,
      required: ['queuedMs', 'cellMs', 'compileMs', 'runMs', 'judgeMs'],
      properties: {
        queuedMs: { type: 'number' },
        cellMs: { type: 'number' },
        compileMs: { type: 'number' },
        runMs: { type: 'number' },
        judgeMs: { type: 'number' },
      },
    },
  },
} as const;

export const submissionSchema = {
  type: 'object',
  additionalProperties: false,
  required: [
    ...submissionSummaryRequired,
    'files',
    'result',
    'queuePosition',
    'waitingFor',
    'rejudged',
  ],
  properties: {
    ...submissionSummaryProperties,
    files: { type: 'array', items: textFile },
    result: nullable(resultSchema),
    queuePosition: nullable({ type: 'integer', description: 'Jobs before this one; 0 is next.' }),
    waitingFor: nullable({
      type: 'string',
      description:
        'The language or database that it needs and no living worker runs; null: one does.',
    }),
    rejudged: {
      type: 'array',
      description: 'Results that it had before instructors rejudged it, newest first.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['at', 'verdict', 'score', 'maxScore'],
        properties: {
          at: { type: 'string', format: 'date-time' },
          verdict: nullable({ type: 'string', enum: VERDICTS }),
          score: nullable({ type: 'number' }),
          maxScore: { type: 'number' },
        },
      },
    },
  },
} as const;

export const progressSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['phases'],
  properties: {
    phases: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'title', 'score', 'maxScore', 'passShare', 'passed', 'exercises'],
        properties: {
          id: slug,
          title: { type: 'string' },
          score: { type: 'number' },
          maxScore: { type: 'number' },
          passShare: { type: 'number' },
          passed: { type: 'boolean' },
          exercises: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['id', 'title', 'score', 'maxScore', 'state'],
              properties: {
                id: slug,
                title: { type: 'string' },
                score: { type: 'number' },
                maxScore: { type: 'number' },
                state: { type: 'string', enum: ['untouched', 'tried', 'passed'] },
              },
            },
          },
        },
      },
    },
  },
} as const;

/** RFC 9457 problem document, with our stable `code` and, for bad input, the fields at fault. */
export const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string', description: 'What went wrong here, and what to do.' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['field', 'message'],
        properties: {
          field: {
            type: 'string',
            description: 'JSON Pointer into the body, `?name` of a query parameter, or a header.',
          },
          message: { type: 'string' },
        },
      },
    },
    problems: {
      type: 'array',
      description: 'What is wrong with the files of an uploaded exercise.',
      items: authorProblemSchema,
    },
  },
} as const;
