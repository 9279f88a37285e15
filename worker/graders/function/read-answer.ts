import { Ajv } from 'ajv';
import type { FromSchema } from 'json-schema-to-ts';
import type { Value } from '../../../grading/kinds/function/types.ts';

/** What the learner's code threw, as its process tells it: the learner's words, never ours. */
const thrownSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['type', 'message', 'trace'],
  properties: {
    type: { type: 'string', maxLength: 400 },
    message: { type: 'string', maxLength: 8000 },
    trace: { type: 'string', maxLength: 16_000 },
  },
} as const;

const namesSchema = {
  type: 'array',
  maxItems: 20,
  items: { type: 'string', maxLength: 400 },
} as const;

const loadSchema = {
  type: 'object',
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
  properties: {
    ready: { const: true },
    loadError: thrownSchema,
    missing: namesSchema,
    unfit: {
      type: 'object',
      additionalProperties: false,
      required: ['member', 'found'],
      properties: { member: { type: 'string', maxLength: 400 }, found: namesSchema },
    },
  },
} as const;

const answerSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['results', 'error'],
  properties: {
    results: { type: 'array', maxItems: 10_000 },
    error: { oneOf: [{ type: 'null' }, thrownSchema] },
  },
} as const;

export type Thrown = FromSchema<typeof thrownSchema>;

export interface LoadAnswer {
  readonly ready?: true;
  readonly loadError?: Thrown;
  /** What the file has instead of what it must have. */
  readonly missing?: readonly string[];
  /** A member of the learner's class that has another signature, or is none; what there is. */
  readonly unfit?: { readonly member: string; readonly found: readonly string[] };
}

export interface Answer {
  /** One for a function; one for each call that returned for a class. */
  readonly results: readonly Value[];
  readonly error: Thrown | null;
}

/** Deeper than any type: what is formatted and compared must not exhaust our stack. */
const MAX_DEPTH = 40;

const ajv = new Ajv({ strict: true, allowUnionTypes: true });
const isLoadAnswer = ajv.compile<LoadAnswer>(loadSchema);
const isAnswer = ajv.compile<Answer>(answerSchema);

/** Null for what no harness writes: the learner's code can write there, too. */
export const readLoadAnswer = (text: string): LoadAnswer | null => {
  const value = parse(text);
  return isLoadAnswer(value) ? value : null;
};

export const readAnswer = (text: string): Answer | null => {
  const value = parse(text);
  return isAnswer(value) ? value : null;
};

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isShallow(value, MAX_DEPTH) ? value : null;
  } catch {
    return null;
  }
}

const isShallow = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1)));
