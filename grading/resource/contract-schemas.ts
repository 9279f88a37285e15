import { LANGUAGES } from '../manifest/language-names.ts';
import { SQL_ENGINES, SQL_TASKS } from '../kinds/sql/types.ts';
import { nullable, object } from './schema-parts.ts';

/** What a solution of an exercise must be, by the exercise's kind: `kind` tells which. */
const text = { type: 'string' } as const;
const language = { type: 'string', enum: LANGUAGES } as const;

const programContract = object({ kind: { const: 'program' } });

const functionContract = object({
  kind: { const: 'function' },
  signature: {
    ...text,
    description:
      'The function, or the class and its methods a line each, in no language in particular: `pairWithSum(numbers: int[], target: int): int[]`.',
  },
  types: {
    type: 'array',
    items: text,
    description: 'The records it uses, which are provided: `Point(x: int, y: int)`.',
  },
  comparison: { ...text, description: 'How a returned value is compared, in a sentence.' },
});

const httpContract = object({
  kind: { const: 'http' },
  port: { type: 'integer', description: 'Where the service listens; also in PORT.' },
  readinessPath: { ...text, description: 'Asked with GET until any HTTP answer comes.' },
  readinessTimeoutMs: { type: 'integer' },
  reuse: { type: 'boolean', description: 'One process may serve case after case.' },
  start: {
    type: 'array',
    items: object({
      language,
      command: {
        ...nullable({ type: 'array', items: text }),
        description: "Null: the language's own, with its entry file.",
      },
    }),
  },
});

const sqlContract = object({
  kind: { const: 'sql' },
  engine: { type: 'string', enum: SQL_ENGINES },
  task: {
    type: 'string',
    enum: SQL_TASKS,
    description:
      '`query`: its rows are judged; `change`: the state after it; `schema`: tables; `plan`: EXPLAIN.',
  },
  schema: {
    ...text,
    description: 'The SQL that makes the tables; empty where they are to be designed.',
  },
});

export const contractSchema = {
  oneOf: [programContract, functionContract, httpContract, sqlContract],
} as const;

export const runtimeSchema = object({
  language,
  version: {
    ...nullable(text),
    description: 'As a worker found it in its sandbox; null: none has told yet.',
  },
});
