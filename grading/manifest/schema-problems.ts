import type { ErrorObject } from 'ajv';
import { SLUG_PATTERN } from './language-names.ts';
import { suggest } from './nearest.ts';
import type { Problem } from './problem.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

/** What is wrong at a place of the data, and what to do. */
interface Finding {
  readonly path: YamlPath;
  readonly part: 'key' | 'value';
  readonly message: string;
  readonly remedy: string;
}

/** Turns ajv's errors (`allErrors`, `verbose`) into problems with places in the file. */
export function schemaProblems(source: YamlSource, errors: readonly ErrorObject[]): Problem[] {
  return withoutBranches(errors).map((error) => {
    const { path, message, remedy, part } = findingOf(error);
    return source.problem(path, message, remedy, part);
  });
}

/** Of alternatives (`oneOf`), the error of the whole says enough; those of each branch confuse. */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  return errors.filter(({ schemaPath }) => !/\/oneOf\/\d/.test(schemaPath));
}

function findingOf(error: ErrorObject): Finding {
  const path = pathOf(error.instancePath);
  const finding = FINDINGS[error.keyword]?.(error, path);
  if (finding !== undefined) return { path, part: 'value', ...finding };
  const message = `${subject(path)} ${error.message ?? 'is not valid'}.`;
  return { path, part: 'value', message, remedy: REMEDY_BY_DOCS };
}

const REMEDY_BY_DOCS = 'See docs/authoring.md for what may stand here.';

type FindingRule = (
  error: ErrorObject,
  path: YamlPath,
) => Partial<Finding> & Pick<Finding, 'message' | 'remedy'>;

const FINDINGS: Readonly<Record<string, FindingRule>> = {
  additionalProperties: ({ params, parentSchema }, path) => {
    const key = String(params['additionalProperty']);
    const known = propertiesOf(parentSchema);
    const remedy = suggest(key, known, `Remove it; the keys here are: ${known.join(', ')}.`);
    return { path: [...path, key], part: 'key', message: `Unknown key "${key}".`, remedy };
  },
  required: ({ params }, path) => {
    const key = String(params['missingProperty']);
    const where = path.length === 0 ? '' : ` in ${subject(path)}`;
    return { message: `The key "${key}" is missing${where}.`, remedy: `Add "${key}: ...".` };
  },
  type: ({ params, data }, path) => ({
    message: `${subject(path)} is ${describe(data)}; ${withArticle(String(params['type']))} is expected.`,
    remedy:
      params['type'] === 'string' && ['number', 'boolean'].includes(typeof data)
        ? `Put it in quotes: "${String(data)}".`
        : `Write ${withArticle(String(params['type']))}.`,
  }),
  enum: ({ params, data }, path) => {
    const known = (params['allowedValues'] as readonly unknown[]).map(String);
    const remedy = suggest(String(data), known, `Write one of: ${known.join(', ')}.`);
    return { message: `${subject(path)} is ${describe(data)}, which is unknown.`, remedy };
  },
  const: ({ params, data }, path) => ({
    message: `${subject(path)} is ${describe(data)}.`,
    remedy: `Write ${JSON.stringify(params['allowedValue'])}.`,
  }),
  pattern: ({ data, parentSchema, params }, path) => ({
    message: `${subject(path)} is ${describe(data)}.`,
    remedy:
      params['pattern'] !== SLUG_PATTERN && typeof parentSchema?.['description'] === 'string'
        ? `Write what is expected here: ${parentSchema['description']}`
        : 'Use lower-case letters, digits and single hyphens between them, as in "two-sum".',
  }),
  minimum: range('at least'),
  maximum: range('at most'),
  minLength: length('characters'),
  maxLength: length('characters'),
  minItems: length('entries'),
  maxItems: length('entries'),
  uniqueItems: ({ params, data }, path) => {
    const index = Math.max(Number(params['i']), Number(params['j']));
    const twin = Array.isArray(data) ? describe(data[index]) : 'an entry';
    const message = `${subject(path)} lists ${twin} twice.`;
    return { path: [...path, index], message, remedy: 'Remove one of the two.' };
  },
  oneOf: ({ data, schema }, path) => oneOfFinding(data, schema, path),
};

function range(words: 'at least' | 'at most'): FindingRule {
  return ({ params, data }, path) => ({
    message: `${subject(path)} is ${describe(data)}.`,
    remedy: `Write a number of ${words} ${String(params['limit'])}.`,
  });
}

function length(unit: 'characters' | 'entries'): FindingRule {
  return ({ params, data, keyword }, path) => {
    const size =
      unit === 'entries' ? (data as unknown[]).length : Array.from(data as string).length;
    const bound = keyword.startsWith('min') ? 'at least' : 'at most';
    return {
      message: `${subject(path)} has ${size} ${unit}.`,
      remedy: `Write ${bound} ${String(params['limit'])} ${unit}.`,
    };
  };
}

/** Alternatives are told by a string, or by the `type` of an object: the checkers. */
function oneOfFinding(data: unknown, schema: unknown, path: YamlPath): ReturnType<FindingRule> {
  const branches = schema as readonly BranchSchema[];
  const names = branches.flatMap(({ enum: words }) => words ?? []);
  const types = branches.flatMap(({ properties }) => properties?.['type']?.const ?? []);
  if (typeof data === 'string') {
    const message = `${subject(path)} is ${describe(data)}, which is unknown.`;
    return { message, remedy: suggest(data, names) };
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    const message = `${subject(path)} is ${describe(data)}.`;
    return { message, remedy: `Write one of: ${names.join(', ')}.` };
  }
  const type: unknown = 'type' in data ? data.type : undefined;
  const branch = branches.find(({ properties }) => properties?.['type']?.const === type);
  if (branch?.properties === undefined || type === undefined) {
    const message =
      type === undefined
        ? `The key "type" is missing in ${subject(path)}.`
        : `${subject([...path, 'type'])} is ${describe(type)}, which takes no options.`;
    return {
      path: [...path, 'type'],
      message,
      remedy: `With options, write type: ${types.join(' or ')}.`,
    };
  }
  const known = Object.keys(branch.properties);
  const strange = Object.keys(data).find((key) => !known.includes(key));
  if (strange !== undefined) {
    const message = `Unknown key "${strange}".`;
    return { path: [...path, strange], part: 'key', message, remedy: suggest(strange, known) };
  }
  const options = known
    .filter((key) => key !== 'type')
    .map((key) => `"${key}" is ${withArticle(branch.properties?.[key]?.type ?? 'value')}`);
  return {
    message: `${subject(path)} has an option of the wrong type, or below 0.`,
    remedy: `Mend it: ${options.join(', ')}.`,
  };
}

interface BranchSchema {
  readonly enum?: readonly string[];
  readonly properties?: Readonly<
    Record<string, { readonly const?: string; readonly type?: string }>
  >;
}

const propertiesOf = (schema: ErrorObject['parentSchema']): string[] =>
  Object.keys((schema?.['properties'] ?? {}) as Record<string, unknown>);

/** JSON Pointer (RFC 6901) to a path; what looks like an index is one. */
const pathOf = (pointer: string): (string | number)[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d{1,9}$/.test(step) ? Number(step) : step));

/** `groups[0].points`, in quotes; the file itself at the root. */
function subject(path: YamlPath): string {
  if (path.length === 0) return 'The file';
  const name = path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`,
    )
    .join('');
  return `"${name}"`;
}

const EXCERPT_LENGTH = 40;

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a set of keys';
  const text = JSON.stringify(value);
  return text.length > EXCERPT_LENGTH ? `${text.slice(0, EXCERPT_LENGTH)}..." (cut)` : text;
}

const ARTICLES: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a set of keys',
  integer: 'a whole number',
  boolean: 'true or false',
  string: 'a text',
};

/** Of several types, ajv names them with commas. */
const withArticle = (types: string): string =>
  types
    .split(',')
    .map((type) => ARTICLES[type] ?? `a ${type}`)
    .join(' or ');
