import { LANGUAGES, SLUG_PATTERN, type ExerciseKind } from '../manifest/language-names.ts';
import { DIFFICULTIES } from '../manifest/schema.ts';

const slug = { type: 'string', pattern: SLUG_PATTERN } as const;
const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const count = { type: 'integer', minimum: 0 } as const;

/** Every property required and no other allowed. */
const closed = <const P extends Record<string, object>>(properties: P) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});

const textFile = closed({ path: text, content: text });
const files = { type: 'array', items: textFile };

const limits = closed({
  cpuTimeMs: count,
  wallTimeMs: count,
  memoryBytes: count,
  outputBytes: count,
  processes: count,
  diskBytes: count,
});

const checker = {
  oneOf: [
    closed({ type: { enum: ['exact', 'lines-unordered'] } }),
    closed({ type: { const: 'tokens' }, caseSensitive: { type: 'boolean' } }),
    closed({
      type: { const: 'float' },
      absolute: { type: 'number' },
      relative: { type: 'number' },
    }),
  ],
};

const group = closed({
  id: slug,
  title: text,
  points: { type: 'number', minimum: 0 },
  scoring: { enum: ['all-or-nothing', 'proportional'] },
  hint: nullableText,
});

const testCase = closed({
  name: slug,
  group: slug,
  sample: { type: 'boolean' },
  args: { type: 'array', items: text },
  stdin: text,
  files,
  expectedStdout: text,
  expectedExitCode: { type: 'integer', minimum: 0, maximum: 255 },
  hint: nullableText,
  checker,
});

/** Of the other kinds, what all cases have; the content's hash vouches for the rest. */
const openCase = {
  type: 'object',
  required: ['name', 'group', 'sample', 'hint'],
  properties: { name: slug, group: slug, sample: { type: 'boolean' }, hint: nullableText },
};

const COMMON = {
  id: slug,
  phase: slug,
  title: text,
  summary: text,
  topics: { type: 'array', items: slug },
  project: { anyOf: [slug, { type: 'null' }] },
  difficulty: { enum: DIFFICULTIES },
  points: { type: 'number', minimum: 0 },
  languages: { type: 'array', minItems: 1, items: { enum: LANGUAGES } },
  statement: text,
  isolation: { enum: ['recycled', 'fresh', null] },
  // Of the languages offered, no more: see content-hash.ts.
  limits: {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(LANGUAGES.map((language) => [language, limits])),
  },
  starters: {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(LANGUAGES.map((language) => [language, files])),
  },
  groups: { type: 'array', items: group },
  contentHash: { type: 'string', pattern: '^[0-9a-f]{64}$' },
};

const withSpec = (kind: ExerciseKind) =>
  closed({
    ...COMMON,
    kind: { const: kind },
    spec: { type: 'object' },
    cases: { type: 'array', items: openCase },
  });

/** JSON Schemas of `Exercise` by kind: what a worker asks of a bundle before it believes it. */
export const BUNDLE_SCHEMAS: Readonly<Record<ExerciseKind, object>> = {
  program: closed({
    ...COMMON,
    kind: { const: 'program' },
    cases: { type: 'array', items: testCase },
  }),
  function: withSpec('function'),
  http: withSpec('http'),
  sql: withSpec('sql'),
};
