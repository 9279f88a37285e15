import { Ajv2020, type ErrorObject, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import { regexFault, searches } from './match-text.ts';
import type { HttpExpectation } from './types.ts';
import { withinTime } from '../../manifest/within-time.ts';

type Schema = NonNullable<HttpExpectation['schema']>;

/**
 * A schema is the author's. One that refers to itself twice a level costs twice as much with each,
 * in its making as in its use, and one that refers to itself at once never ends: both have a time.
 */
const SCHEMA_TIMEOUT_MS = 1000;

/** In place of RegExp, whose time nothing limits (ajv: `code.regExp`; `code` is of no use here). */
const boundedRegExp = Object.assign(
  (pattern: string) => {
    const fault = regexFault(pattern);
    if (fault !== null) throw new Error(fault);
    // ajv tells patterns apart by what they are as strings.
    return { test: (text: string): boolean => searches(pattern, text), toString: () => pattern };
  },
  { code: '' },
);

const OPTIONS: Options = {
  ...({ strict: false, logger: false, validateFormats: false } as const),
  code: { regExp: boundedRegExp },
};

/** Knows what a schema is: making that takes 50 ms, and no schema leaves anything in it. */
const schemas = new Ajv2020(OPTIONS);

/** Each schema in an instance of its own: two may have the same `$id`. @throws where it is none */
const compile = (schema: Schema): ValidateFunction => {
  void schemas.validateSchema(schema, true);
  return new Ajv2020({ ...OPTIONS, validateSchema: false }).compile(schema);
};

/** Why this is no JSON Schema; null where it is one. */
export function schemaFault(schema: Schema): string | null {
  try {
    withinTime(SCHEMA_TIMEOUT_MS, () => compile(schema));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What the schema does not take in the value, in one sentence; null where it takes it. */
export function differFromSchema(schema: Schema, value: unknown): string | null {
  let errors: readonly ErrorObject[] | null;
  try {
    errors = withinTime(SCHEMA_TIMEOUT_MS, () => {
      const validate = compile(schema);
      return validate(value) ? null : (validate.errors ?? []);
    });
  } catch {
    return 'The schema cannot be applied: it takes too long, or refers to itself without an end.';
  }
  if (errors === null) return null;
  const [first] = errors;
  const place = first?.instancePath === '' ? 'The body' : `At ${first?.instancePath ?? ''} it`;
  const params = first?.params === undefined ? '' : ` (${JSON.stringify(first.params)})`;
  return `${place} does not fit the schema: ${first?.message ?? 'it is refused'}${params}.`;
}
