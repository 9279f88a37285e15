import { Ajv2020, type AnySchema, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

// Fields that a newer server adds are dropped, not refused: an older command line goes on working.
const ajv = new Ajv2020({ removeAdditional: true, strict: false });
addFormats.default(ajv);

const compiled = new WeakMap<object, ValidateFunction>();

/** Says why `value` does not fit `schema`, or null where it does. Drops unknown fields. */
export function responseFault(schema: Exclude<AnySchema, boolean>, value: unknown): string | null {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = ajv.compile(schema);
    compiled.set(schema, validate);
  }
  if (validate(value)) return null;
  const [first] = validate.errors ?? [];
  const where = first === undefined || first.instancePath === '' ? '/' : first.instancePath;
  return `${where} ${first?.message ?? 'is wrong'}`;
}
