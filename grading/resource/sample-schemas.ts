/**
 * What learners see of samples, by the exercise's kind: before they submit (`sampleSchema`) and in
 * a result (`sampleFeedbackSchema`). `kind` tells which.
 */
const text = { type: 'string' } as const;
const nullableText = { anyOf: [{ type: 'string' }, { type: 'null' }] } as const;
const texts = { type: 'array', items: text } as const;

const textFile = {
  type: 'object',
  additionalProperties: false,
  required: ['path', 'content'],
  properties: { path: text, content: text },
} as const;

const table = {
  type: 'object',
  additionalProperties: false,
  required: ['title', 'columns', 'rows', 'omittedRows'],
  properties: {
    title: text,
    columns: texts,
    rows: {
      type: 'array',
      items: { type: 'array', items: nullableText },
      description: 'Values as text; null is NULL.',
    },
    omittedRows: { type: 'integer' },
  },
} as const;

const programSample = {
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'name', 'args', 'stdin', 'files', 'expectedStdout', 'expectedExitCode'],
  properties: {
    kind: { const: 'program' },
    name: text,
    args: texts,
    stdin: text,
    files: { type: 'array', items: textFile },
    expectedStdout: text,
    expectedExitCode: { type: 'integer' },
  },
} as const;

const functionSample = {
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'name', 'call', 'expected'],
  properties: {
    kind: { const: 'function' },
    name: text,
    call: { type: 'string', description: 'As code that any of the languages would recognise.' },
    expected: text,
  },
} as const;

const httpSample = {
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'name', 'steps'],
  properties: {
    kind: { const: 'http' },
    name: text,
    steps: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['request', 'expected'],
        properties: {
          request: { type: 'string', description: 'The request, or what else happens here.' },
          expected: text,
        },
      },
    },
  },
} as const;

const sqlSample = {
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'name', 'database', 'tables', 'checks'],
  properties: {
    kind: { const: 'sql' },
    name: text,
    database: {
      type: 'array',
      items: textFile,
      description: 'The SQL that makes the tables, and the one that fills them.',
    },
    tables: { type: 'array', items: table },
    checks: { ...texts, description: 'What else is looked at, a sentence each.' },
  },
} as const;

export const sampleSchema = {
  oneOf: [programSample, functionSample, httpSample, sqlSample],
} as const;

const programFeedback = {
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'args', 'stdin', 'expectedStdout', 'actualStdout', 'stderr'],
  properties: {
    kind: { const: 'program' },
    args: texts,
    stdin: text,
    expectedStdout: text,
    actualStdout: text,
    stderr: text,
  },
} as const;

const functionFeedback = {
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'call', 'expected', 'actual', 'printed', 'error'],
  properties: {
    kind: { const: 'function' },
    call: text,
    expected: text,
    actual: nullableText,
    printed: text,
    error: nullableText,
  },
} as const;

const httpFeedback = {
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'exchanges', 'stderr'],
  properties: {
    kind: { const: 'http' },
    exchanges: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['request', 'response', 'problem'],
        properties: { request: text, response: text, problem: nullableText },
      },
    },
    stderr: text,
  },
} as const;

const sqlFeedback = {
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'query', 'tables', 'error', 'plan'],
  properties: {
    kind: { const: 'sql' },
    query: nullableText,
    tables: { type: 'array', items: table },
    error: nullableText,
    plan: nullableText,
  },
} as const;

export const sampleFeedbackSchema = {
  oneOf: [programFeedback, functionFeedback, httpFeedback, sqlFeedback],
} as const;
