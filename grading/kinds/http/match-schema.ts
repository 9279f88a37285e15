import { Ajv2020 } from 'ajv/dist/2020.js';
import type { HttpExpectation } from './types.ts';

type Schema = NonNullable<HttpExpectation['schema']>;

const newAjv = (): Ajv2020 => new Ajv2020({ strict: false, logger: false, validateFormats: false });

/** Why this is no JSON Schema; null where it is one. */
export function schemaFault(schema: Schema): string | null {
  try {
    newAjv().compile(schema);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What the schema does not take in the value, in one sentence; null where it takes it. */
export function differFromSchema(schema: Schema, value: unknown): string | null {
  const validate = newAjv().compile(schema);
  if (validate(value)) return null;
  const [first] = validate.errors ?? [];
  const place = first?.instancePath === '' ? 'The body' : `At ${first?.instancePath ?? ''} it`;
  const params = first?.params === undefined ? '' : ` (${JSON.stringify(first.params)})`;
  return `${place} does not fit the schema: ${first?.message ?? 'it is refused'}${params}.`;
}
