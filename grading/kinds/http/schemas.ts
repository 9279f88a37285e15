import { SLUG_PATTERN } from '../../manifest/language-names.ts';

const command = {
  type: 'array',
  minItems: 1,
  maxItems: 50,
  items: { type: 'string', minLength: 1, maxLength: 1000 },
} as const;

export const httpSectionSchema = {
  type: 'object',
  description: 'Where the service is, and when it counts as started.',
  additionalProperties: false,
  properties: {
    port: {
      type: 'integer',
      minimum: 1024,
      maximum: 65_535,
      description: 'Where the service listens; it finds it in PORT. Default 8080.',
    },
    readiness: {
      type: 'object',
      additionalProperties: false,
      properties: {
        path: { type: 'string', pattern: '^/', maxLength: 200, description: 'A path, as in "/".' },
        timeoutMs: {
          type: 'integer',
          minimum: 100,
          maximum: 60_000,
          description: 'Default 10000.',
        },
      },
    },
    reuse: {
      type: 'boolean',
      description: 'One process for all cases, as long as it passes them. Default false: one each.',
    },
    start: {
      type: 'object',
      description: 'By language: the command that starts the service, if not its own.',
      additionalProperties: false,
      properties: { python: command, javascript: command, java: command, csharp: command },
    },
  },
} as const;

const texts = {
  type: 'object',
  maxProperties: 50,
  additionalProperties: { type: ['string', 'number', 'boolean'] },
} as const;

const request = {
  type: 'object',
  additionalProperties: false,
  required: ['method', 'path'],
  properties: {
    method: {
      type: 'string',
      enum: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    },
    path: {
      type: 'string',
      pattern: '^(/|\\$\\{)',
      maxLength: 8192,
      description: 'A path, as in "/items", or a captured Location, as in "${place}".',
    },
    query: { ...texts, description: 'Appended to the path, percent-encoded.' },
    headers: { ...texts, description: "Beside the client's own; an empty one takes it away." },
    json: { description: 'The body as JSON; sets Content-Type.' },
    form: { ...texts, description: 'The body as a form; sets Content-Type.' },
    body: { type: 'string', description: 'The body as it is.' },
  },
} as const;

const expectation = {
  type: 'object',
  additionalProperties: false,
  required: ['status'],
  properties: {
    status: {
      type: ['integer', 'string', 'array'],
      description: '201, "4xx", or a list of them.',
    },
    headers: texts,
    json: { description: 'Partial: objects may have further keys. "$any", "$regex:..." match.' },
    schema: { type: 'object', description: 'JSON Schema (2020-12) of the body.' },
    text: { type: 'string', description: 'The whole body; or "$regex:...".' },
    maxMs: { type: 'integer', minimum: 1, maximum: 60_000 },
  },
} as const;

export const httpCaseSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'steps'],
  properties: {
    name: { type: 'string', pattern: SLUG_PATTERN, maxLength: 60 },
    hint: { type: 'string', maxLength: 2000 },
    fresh: {
      type: 'boolean',
      description: 'With http.reuse: a process and a working directory of its own all the same.',
    },
    steps: {
      type: 'array',
      minItems: 1,
      maxItems: 200,
      items: {
        type: 'object',
        description: 'A request with "expect", or "restart", or "burst".',
        additionalProperties: false,
        properties: {
          request,
          expect: expectation,
          capture: {
            type: 'object',
            description:
              'Name to JSON Pointer ("/id") or header ("header:Location"); later strings use it ' +
              'as ${name}.',
            maxProperties: 20,
            additionalProperties: { type: 'string' },
          },
          restart: { const: true },
          burst: {
            type: 'object',
            additionalProperties: false,
            required: ['count', 'request', 'expect'],
            properties: {
              count: { type: 'integer', minimum: 2, maximum: 1000 },
              concurrency: {
                type: 'integer',
                minimum: 1,
                maximum: 64,
                description: 'Default: count, at most 16.',
              },
              request,
              expect: expectation,
            },
          },
        },
      },
    },
  },
} as const;
