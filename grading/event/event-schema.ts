import { VERDICTS } from '../verdict/verdict.ts';

const verdict = { type: 'string', enum: VERDICTS } as const;
const count = { type: 'integer', minimum: 1 } as const;
const seq = {
  type: 'integer',
  minimum: 1,
  description: 'Number of the event in its submission, from 1; also the SSE event id.',
} as const;

/** JSON Schema (2020-12) of `SequencedEvent`: the data of one server-sent event. */
export const sequencedEventSchema = {
  oneOf: [
    {
      type: 'object',
      additionalProperties: false,
      required: ['seq', 'type'],
      properties: { seq, type: { const: 'queued' } },
    },
    {
      type: 'object',
      additionalProperties: false,
      required: ['seq', 'type', 'attempt'],
      properties: { seq, type: { const: 'started' }, attempt: count },
    },
    {
      type: 'object',
      additionalProperties: false,
      required: ['seq', 'type'],
      properties: { seq, type: { const: 'compiling' } },
    },
    {
      type: 'object',
      additionalProperties: false,
      required: ['seq', 'type', 'totalCases'],
      properties: { seq, type: { const: 'running' }, totalCases: { type: 'integer', minimum: 0 } },
    },
    {
      type: 'object',
      additionalProperties: false,
      required: ['seq', 'type', 'index', 'totalCases', 'name', 'sample', 'verdict', 'cpuTimeMs'],
      properties: {
        seq,
        type: { const: 'case' },
        index: { ...count, description: '1-based.' },
        totalCases: count,
        name: { type: 'string' },
        sample: { type: 'boolean' },
        verdict,
        cpuTimeMs: { type: 'number', minimum: 0 },
      },
    },
    {
      type: 'object',
      additionalProperties: false,
      required: ['seq', 'type', 'attempt', 'reason'],
      properties: {
        seq,
        type: { const: 'retrying' },
        attempt: count,
        reason: { type: 'string' },
      },
    },
    {
      type: 'object',
      additionalProperties: false,
      required: ['seq', 'type', 'verdict', 'score', 'maxScore'],
      properties: {
        seq,
        type: { const: 'finished' },
        verdict,
        score: { type: 'number' },
        maxScore: { type: 'number' },
      },
    },
  ],
} as const;
