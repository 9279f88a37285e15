import { Ajv2020 } from 'ajv/dist/2020.js';
import type { AnySchema, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import formatsPlugin from 'ajv-formats';
import type { FieldError } from './api-error.ts';

/**
 * ajv over the schemas of grading/resource. Each body has two validators: the first stops at the
 * first fault and is what every request meets; the second lists all faults, and runs only on bodies
 * small enough that their faults cannot fill the memory.
 */
const addFormats = formatsPlugin.default;
const make = (options: { allErrors: boolean; coerceTypes?: 'array' }): Ajv2020 => {
  const ajv = new Ajv2020({ ...options, strict: true, allowUnionTypes: true, verbose: true });
  addFormats(ajv);
  return ajv;
};

const firstFault = make({ allErrors: false });
const allFaults = make({ allErrors: true });
/** Query parameters arrive as text: "20" becomes 20 where the schema wants a number. */
const queries = make({ allErrors: true, coerceTypes: 'array' });

const MAX_LISTED_ERRORS = 50;
/** Values in a body (not bytes) up to which every fault is listed. */
const MAX_NODES_FOR_ALL = 2000;

const hasFewNodes = (value: unknown, budget = { left: MAX_NODES_FOR_ALL }): boolean => {
  budget.left -= 1;
  if (budget.left < 0) return false;
  if (typeof value !== 'object' || value === null) return true;
  for (const child of Object.values(value)) if (!hasFewNodes(child, budget)) return false;
  return true;
};

const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** The property that a fault is about, where it is not the value itself. */
const propertyOf = (error: ErrorObject): string | undefined => {
  const params = error.params as Record<string, unknown>;
  const name =
    params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty'];
  return typeof name === 'string' ? name : undefined;
};

const plural = (count: unknown, word: string): string =>
  `${String(count)} ${word}${count === 1 ? '' : 's'}`;

const messageOf = (error: ErrorObject): string => {
  const params = error.params as Record<string, unknown>;
  const described = (error.parentSchema as { description?: string } | undefined)?.description;
  switch (error.keyword) {
    case 'required':
    case 'dependentRequired':
      return 'is missing; add it.';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'is not known here; remove it.';
    case 'enum':
      return `must be one of ${(params['allowedValues'] as unknown[]).map(String).join(', ')}.`;
    case 'type':
      return `must be of type ${String(params['type'])}.`;
    case 'minLength':
      return `must have at least ${plural(params['limit'], 'character')}.`;
    case 'maxLength':
      return `must have at most ${plural(params['limit'], 'character')}.`;
    case 'minItems':
      return `must have at least ${plural(params['limit'], 'item')}.`;
    case 'maxItems':
      return `must have at most ${plural(params['limit'], 'item')}.`;
    case 'pattern':
      return described === undefined
        ? `must match ${String(params['pattern'])}.`
        : `has the wrong form. ${described}`;
    default:
      return `${error.message ?? 'is wrong'}.`;
  }
};

const toFieldError = (error: ErrorObject, nameField: (pointer: string) => string): FieldError => {
  const property = propertyOf(error);
  const pointer =
    property === undefined
      ? error.instancePath
      : `${error.instancePath}/${escapePointer(property)}`;
  const field = nameField(pointer);
  return { field, message: `${field === '' ? 'The body' : field} ${messageOf(error)}` };
};

const listErrors = (
  validate: ValidateFunction,
  nameField: (pointer: string) => string,
): FieldError[] =>
  (validate.errors ?? [])
    .slice(0, MAX_LISTED_ERRORS)
    .map((error) => toFieldError(error, nameField));

export type Check = (value: unknown) => readonly FieldError[];

/** Compiled once, at start. Gives no errors for a valid body. */
export const bodyCheck = (schema: AnySchema): Check => {
  const quick = firstFault.compile(schema);
  const thorough = allFaults.compile(schema);
  return (body) => {
    if (quick(body)) return [];
    if (!hasFewNodes(body)) return listErrors(quick, (pointer) => pointer);
    void thorough(body);
    return listErrors(thorough, (pointer) => pointer);
  };
};

/**
 * As `bodyCheck` for query parameters, which it turns into the schema's types in place. Two things
 * pass every schema and no database: text with a NUL, and `1e999`, of which ajv makes Infinity and
 * then leaves out the bounds.
 */
export const queryCheck = (schema: AnySchema): Check => {
  const validate = queries.compile(schema);
  return (query) =>
    validate(query)
      ? Object.entries(query as object).flatMap(([name, value]: [string, unknown]) => {
          const fault = unstorableFault(value);
          return fault === null ? [] : [{ field: `?${name}`, message: `?${name} ${fault}` }];
        })
      : listErrors(validate, (pointer) => `?${pointer.slice(1)}`);
};

const unstorableFault = (value: unknown): string | null => {
  if (typeof value === 'string' && value.includes('\0')) return 'must not have a NUL character.';
  if (typeof value === 'number' && !Number.isFinite(value)) return 'is too large.';
  return null;
};
