import { DEFAULT_LIMITS } from './limits.ts';
import {
  classCaseSchema,
  classSectionSchema,
  functionCaseSchema,
  functionSectionSchema,
} from '../kinds/function/schemas.ts';
import { httpCaseSchema, httpSectionSchema } from '../kinds/http/schemas.ts';
import { sqlCaseSchema, sqlSectionSchema } from '../kinds/sql/schemas.ts';
import { EXERCISE_KINDS, LANGUAGES, SLUG_PATTERN, type ExerciseKind } from './language-names.ts';

export { LANGUAGES, SLUG_PATTERN, type Language } from './language-names.ts';

export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;

const limits = {
  type: 'object',
  description: 'Limits of one case. Every number has a default; all are shown in the result.',
  additionalProperties: false,
  properties: {
    cpuTimeMs: {
      type: 'integer',
      minimum: 10,
      maximum: 60_000,
      description: `CPU time of one case, in milliseconds. Default ${DEFAULT_LIMITS.cpuTimeMs}.`,
    },
    wallTimeMs: {
      type: 'integer',
      minimum: 50,
      maximum: 300_000,
      description: 'Wall-clock time of one case, in milliseconds. Default 3 x cpuTimeMs + 1000.',
    },
    memoryMiB: {
      type: 'integer',
      minimum: 16,
      maximum: 4096,
      description: `Memory of one case, in MiB. Default ${DEFAULT_LIMITS.memoryMiB}.`,
    },
    outputKiB: {
      type: 'integer',
      minimum: 1,
      maximum: 65_536,
      description: `Standard output of one case, in KiB. Default ${DEFAULT_LIMITS.outputKiB}.`,
    },
    processes: {
      type: 'integer',
      minimum: 1,
      maximum: 128,
      description: `Processes and threads at one time. Default ${DEFAULT_LIMITS.processes}.`,
    },
    diskMiB: {
      type: 'integer',
      minimum: 1,
      maximum: 256,
      description: `Size of each writable directory, in MiB. Default ${DEFAULT_LIMITS.diskMiB}.`,
    },
  },
} as const;

const checker = {
  description: 'How the actual output is compared with the expected output. Default: tokens.',
  oneOf: [
    { type: 'string', enum: ['exact', 'tokens', 'lines-unordered', 'float'] },
    {
      type: 'object',
      additionalProperties: false,
      required: ['type'],
      properties: {
        type: { const: 'tokens' },
        caseSensitive: { type: 'boolean', description: 'Default true.' },
      },
    },
    {
      type: 'object',
      additionalProperties: false,
      required: ['type'],
      properties: {
        type: { const: 'float' },
        absolute: { type: 'number', minimum: 0, description: 'Default 1e-6.' },
        relative: { type: 'number', minimum: 0, description: 'Default 1e-6.' },
      },
    },
  ],
} as const;

const group = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'points'],
  properties: {
    id: { type: 'string', pattern: SLUG_PATTERN, maxLength: 40 },
    title: { type: 'string', minLength: 1, maxLength: 120 },
    points: { type: 'integer', minimum: 0, maximum: 1000 },
    scoring: {
      type: 'string',
      enum: ['all-or-nothing', 'proportional'],
      description: 'Default all-or-nothing.',
    },
    hint: {
      type: 'string',
      maxLength: 2000,
      description: 'Shown with a failed case of this group that has no hint of its own.',
    },
  },
} as const;

/** What an `exercise.yaml` of every kind has. */
const commonProperties = {
  format: { const: 1 },
  title: { type: 'string', minLength: 1, maxLength: 120 },
  summary: { type: 'string', minLength: 1, maxLength: 300, description: 'One line for lists.' },
  kind: { type: 'string', enum: EXERCISE_KINDS },
  topics: {
    type: 'array',
    minItems: 1,
    uniqueItems: true,
    items: { type: 'string', pattern: SLUG_PATTERN },
    description: 'Ids of topics in exercises/roadmap.yaml, all of the phase of this folder.',
  },
  project: {
    type: 'string',
    pattern: SLUG_PATTERN,
    description: 'Id of the practice project in roadmap.yaml that this exercise belongs to.',
  },
  difficulty: { type: 'string', enum: DIFFICULTIES },
  points: { type: 'integer', minimum: 1, maximum: 1000 },
  languages: {
    type: 'array',
    minItems: 1,
    uniqueItems: true,
    items: { type: 'string', enum: LANGUAGES },
  },
  authors: { type: 'array', items: { type: 'string', minLength: 1 } },
  limits,
  languageLimits: {
    type: 'object',
    description: 'Limits that differ for one language.',
    additionalProperties: false,
    properties: { python: limits, javascript: limits, java: limits, csharp: limits, sql: limits },
  },
  isolation: {
    type: 'string',
    enum: ['recycled', 'fresh'],
    description: 'Default: what the worker offers. "fresh" never shares a container.',
  },
  groups: { type: 'array', minItems: 1, maxItems: 50, items: group },
} as const;

const REQUIRED = [
  'format',
  'title',
  'kind',
  'topics',
  'difficulty',
  'points',
  'languages',
] as const;

export const commonManifestSchema = {
  type: 'object',
  additionalProperties: false,
  required: REQUIRED,
  properties: commonProperties,
} as const;

export const programManifestSchema = {
  ...commonManifestSchema,
  properties: { ...commonProperties, checker },
} as const;

export const functionManifestSchema = {
  ...commonManifestSchema,
  properties: {
    ...commonProperties,
    function: functionSectionSchema,
    class: classSectionSchema,
  },
} as const;

export const httpManifestSchema = {
  ...commonManifestSchema,
  properties: { ...commonProperties, http: httpSectionSchema },
} as const;

export const sqlManifestSchema = {
  ...commonManifestSchema,
  required: [...REQUIRED, 'sql'],
  properties: { ...commonProperties, sql: sqlSectionSchema },
} as const;

/** The JSON Schema of `exercise.yaml` by kind: errors are told of the branch that was meant. */
export const MANIFEST_SCHEMAS: Readonly<Record<ExerciseKind, object>> = {
  program: programManifestSchema,
  function: functionManifestSchema,
  http: httpManifestSchema,
  sql: sqlManifestSchema,
};

/** JSON Schema (2020-12) of `exercise.yaml`, format 1, all kinds: for editors. */
export const manifestSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://assay.dev/schema/exercise-1.json',
  title: 'Assay exercise, format 1',
  type: 'object',
  required: ['kind'],
  properties: { kind: commonProperties.kind },
  allOf: EXERCISE_KINDS.map((kind) => ({
    if: { properties: { kind: { const: kind } } },
    then: MANIFEST_SCHEMAS[kind],
  })),
};

const programCaseSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'stdout'],
  properties: {
    name: { type: 'string', pattern: SLUG_PATTERN, maxLength: 60 },
    args: { type: 'array', maxItems: 100, items: { type: 'string', maxLength: 4096 } },
    stdin: { type: 'string' },
    files: {
      type: 'object',
      description: 'Files in the working directory before the program starts: path to text.',
      additionalProperties: { type: 'string' },
    },
    stdout: { type: 'string', description: 'The expected output.' },
    exitCode: { type: 'integer', minimum: 0, maximum: 255, description: 'Default 0.' },
    hint: { type: 'string', maxLength: 2000 },
    checker,
  },
} as const;

/** A case file of cases that one schema describes. */
const caseFileOf = <const C extends object>(name: string, caseSchema: C) =>
  ({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://assay.dev/schema/${name}-1.json`,
    title: `Assay cases, format 1 (${name})`,
    type: 'object',
    additionalProperties: false,
    required: ['cases'],
    properties: {
      group: { type: 'string', pattern: SLUG_PATTERN, description: 'Group of all cases here.' },
      cases: { type: 'array', minItems: 1, maxItems: 500, items: caseSchema },
    },
  }) as const;

/** JSON Schemas (2020-12) of case files: `tests/sample/*.yaml`, `tests/secret/**.yaml`. */
export const caseFileSchema = caseFileOf('cases', programCaseSchema);
export const functionCaseFileSchema = caseFileOf('function-cases', functionCaseSchema);
export const classCaseFileSchema = caseFileOf('class-cases', classCaseSchema);
export const httpCaseFileSchema = caseFileOf('http-cases', httpCaseSchema);
export const sqlCaseFileSchema = caseFileOf('sql-cases', sqlCaseSchema);

/** By the name of the file in docs/ (`<name>.schema.json`), written by `generate:schemas`. */
export const DOCUMENTED_SCHEMAS: Readonly<Record<string, object>> = {
  exercise: manifestSchema,
  cases: caseFileSchema,
  'function-cases': functionCaseFileSchema,
  'class-cases': classCaseFileSchema,
  'http-cases': httpCaseFileSchema,
  'sql-cases': sqlCaseFileSchema,
};
