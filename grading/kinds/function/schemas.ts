import { SLUG_PATTERN } from '../../manifest/language-names.ts';

const camelCase = {
  type: 'string',
  pattern: '^[a-z][A-Za-z0-9]*$',
  maxLength: 40,
  description: 'A name in camelCase, as in "twoSum".',
} as const;
const pascalCase = {
  type: 'string',
  pattern: '^[A-Z][A-Za-z0-9]*$',
  maxLength: 40,
  description: 'A name in PascalCase, as in "MinStack".',
} as const;

const typeText = {
  type: 'string',
  minLength: 1,
  maxLength: 120,
  description:
    'int, long, float, boolean, string, T[], map<string, T>, T?, linkedList<T>, tree<T>, or a ' +
    'record of "types".',
} as const;

const parameters = {
  type: 'array',
  maxItems: 12,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'type'],
    properties: { name: camelCase, type: typeText },
  },
} as const;

const compare = {
  description:
    'How returned values are compared. exact (default): floats within 1e-9; unordered: an ' +
    'array as a multiset; float: floats within a tolerance.',
  oneOf: [
    { type: 'string', enum: ['exact', 'unordered', 'float'] },
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

const types = {
  type: 'object',
  description: 'Record types by name: fields and their types.',
  maxProperties: 12,
  additionalProperties: {
    type: 'object',
    minProperties: 1,
    maxProperties: 20,
    additionalProperties: typeText,
  },
} as const;

export const functionSectionSchema = {
  type: 'object',
  description: 'The signature of the function to write.',
  additionalProperties: false,
  required: ['name', 'parameters', 'returns'],
  properties: { name: camelCase, parameters, returns: typeText, compare, types },
} as const;

export const classSectionSchema = {
  type: 'object',
  description: 'The class to write.',
  additionalProperties: false,
  required: ['name', 'methods'],
  properties: {
    name: pascalCase,
    constructor: {
      type: 'object',
      additionalProperties: false,
      required: ['parameters'],
      properties: { parameters },
    },
    methods: {
      type: 'array',
      minItems: 1,
      maxItems: 30,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'returns'],
        properties: {
          name: camelCase,
          parameters,
          returns: { ...typeText, description: 'A type, or void.' },
        },
      },
    },
    compare,
    types,
  },
} as const;

const caseProperties = {
  name: { type: 'string', pattern: SLUG_PATTERN, maxLength: 60 },
  hint: { type: 'string', maxLength: 2000 },
} as const;

/** Of a function; whether the values fit the signature is checked apart. */
export const functionCaseSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'arguments', 'returns'],
  properties: {
    ...caseProperties,
    arguments: { type: 'array', maxItems: 12, description: 'One for each parameter.' },
    returns: { description: 'What the call must return.' },
  },
} as const;

export const classCaseSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'calls'],
  properties: {
    ...caseProperties,
    construct: { type: 'array', maxItems: 12, description: "The constructor's arguments." },
    calls: {
      type: 'array',
      minItems: 1,
      maxItems: 10_000,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['call'],
        properties: {
          call: { type: 'string', description: 'Name of a method.' },
          arguments: { type: 'array', maxItems: 12 },
          returns: { description: 'What the call must return; where absent, it is not judged.' },
        },
      },
    },
  },
} as const;
