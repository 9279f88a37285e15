import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
import type { CaseFile, Manifest } from './manifest.ts';
import { compareProblems } from './problem.ts';
import { caseFileSchema, manifestSchema } from './schema.ts';
import { schemaProblems } from './schema-problems.ts';
import { failed, parseYaml, type Parsed, type YamlSource } from './yaml-source.ts';

/** Data that its schema accepts, and the source to place further problems in. */
export interface Validated<T> {
  readonly value: T;
  readonly source: YamlSource;
}

/** `verbose`: errors carry the value and the schema, for messages that help. */
const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true });

/** `exercise.yaml` to its data, or every problem with its place. `file` is for the messages. */
export const validateManifest = yamlValidator<Manifest>(manifestSchema);

/** A case file (`tests/sample/*.yaml`, `tests/secret/**.yaml`) to its data, or every problem. */
export const validateCaseFile = yamlValidator<CaseFile>(caseFileSchema);

/** A validator of YAML files for one schema. */
export function yamlValidator<T>(
  schema: object,
): (file: string, text: string) => Parsed<Validated<T>> {
  let compiled: ValidateFunction<T> | undefined;
  return (file, text) => {
    const source = parseYaml(file, text);
    if (failed(source)) return source;
    // Compiling takes some 10 ms: not at import, where most processes need none of it.
    const validate = (compiled ??= ajv.compile<T>(schema));
    const { value } = source;
    if (validate(value)) return { value, source };
    return { problems: schemaProblems(source, validate.errors ?? []).sort(compareProblems) };
  };
}
