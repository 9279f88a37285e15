import { SLUG_PATTERN } from '../../manifest/language-names.ts';
import { SQL_ENGINES, SQL_TASKS, SQL_TYPE_FAMILIES } from './types.ts';

export const sqlSectionSchema = {
  type: 'object',
  description: 'The engine, and what is judged.',
  additionalProperties: false,
  required: ['engine', 'task'],
  properties: {
    engine: { type: 'string', enum: SQL_ENGINES },
    task: {
      type: 'string',
      enum: SQL_TASKS,
      description: 'query: its rows; change: the state after it; schema: tables; plan: EXPLAIN.',
    },
  },
} as const;

const name = { type: 'string', minLength: 1, maxLength: 64 } as const;
const names = { type: 'array', minItems: 1, maxItems: 100, items: name } as const;
const sql = { type: 'string', minLength: 1, maxLength: 20_000 } as const;

const expectation = {
  columns: { type: 'array', maxItems: 100, items: { type: 'string', maxLength: 64 } },
  rows: {
    type: 'array',
    maxItems: 10_000,
    items: {
      type: 'array',
      maxItems: 100,
      items: { type: ['string', 'number', 'boolean', 'null'] },
    },
  },
  ordered: { type: 'boolean', description: 'Default false: rows in any order.' },
  tolerance: {
    type: 'number',
    minimum: 0,
    description: 'Of numbers, absolute and relative. Default 1e-6.',
  },
} as const;

const table = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name,
    columns: {
      type: 'array',
      minItems: 1,
      maxItems: 100,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name'],
        properties: {
          name,
          type: { type: 'string', enum: SQL_TYPE_FAMILIES },
          nullable: { type: 'boolean' },
        },
      },
    },
    primaryKey: names,
    unique: { type: 'array', maxItems: 20, items: names },
    foreignKeys: {
      type: 'array',
      maxItems: 20,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['columns', 'table'],
        properties: {
          columns: names,
          table: name,
          references: { ...names, description: "Default: the other table's primary key." },
        },
      },
    },
  },
} as const;

export const sqlCaseSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: { type: 'string', pattern: SLUG_PATTERN, maxLength: 60 },
    hint: { type: 'string', maxLength: 2000 },
    dataset: { type: 'string', description: 'A file of database/, as in "small.sql".' },
    expect: {
      type: 'object',
      additionalProperties: false,
      required: ['rows'],
      properties: expectation,
    },
    after: {
      type: 'array',
      maxItems: 50,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['query', 'rows'],
        properties: { query: sql, ...expectation },
      },
    },
    tables: { type: 'array', maxItems: 50, items: table },
    probes: {
      type: 'array',
      maxItems: 100,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'sql', 'accepted'],
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 200 },
          sql,
          accepted: { type: 'boolean' },
          sqlstate: {
            type: 'string',
            pattern: '^[0-9A-Z]{5}$',
            description: 'Five characters, as in "23505".',
          },
          keep: { type: 'boolean', description: 'What it changes stays for later probes.' },
        },
      },
    },
    plan: {
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties: {
        usesIndex: { type: ['string', 'boolean'], description: 'true, or the name of an index.' },
        noScanOf: names,
        maxRows: { type: 'integer', minimum: 1 },
      },
    },
  },
} as const;
