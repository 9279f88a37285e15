import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
import type { CaseFile, Manifest } from './manifest.ts';
import { compareProblems } from './problem.ts';
import { EXERCISE_KINDS, type ExerciseKind } from './language-names.ts';
import { caseFileSchema, MANIFEST_SCHEMAS } from './schema.ts';
import { schemaProblems } from './schema-problems.ts';
import { failed, parseYaml, type Parsed, type YamlSource } from './yaml-source.ts';

/** Data that its schema accepts, and the source to place further problems in. */
export interface Validated<T> {
  readonly value: T;
  readonly source: YamlSource;
}

/**
 * `verbose`: errors carry the value and the schema, for messages that help. `ownProperties`: a
 * key named `constructor` is one of the file, not of every object.
 */
const ajv = new Ajv2020({
  ...{ allErrors: true, verbose: true, allowUnionTypes: true, ownProperties: true },
});

/** Of every validator of YAML files. */
const COMPILES: (() => unknown)[] = [];

/** By kind; one that is not clear is told of by the first. */
const MANIFEST_CHECKS: Readonly<Record<ExerciseKind, SourceCheck<Manifest>>> = {
  program: sourceCheck(MANIFEST_SCHEMAS.program),
  function: sourceCheck(MANIFEST_SCHEMAS.function),
  http: sourceCheck(MANIFEST_SCHEMAS.http),
  sql: sourceCheck(MANIFEST_SCHEMAS.sql),
};

/** `exercise.yaml` to its data, or every problem with its place. `file` is for the messages. */
export function validateManifest(file: string, text: string): Parsed<Validated<Manifest>> {
  const source = parseYaml(file, text);
  if (failed(source)) return source;
  const { value } = source;
  const named = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : null;
  const kind = EXERCISE_KINDS.find((known) => known === named) ?? 'program';
  return MANIFEST_CHECKS[kind](source);
}

/** A case file (`tests/sample/*.yaml`, `tests/secret/**.yaml`) to its data, or every problem. */
export const validateCaseFile = yamlValidator<CaseFile>(caseFileSchema);

/** A validator of YAML files for one schema. */
export function yamlValidator<T>(
  schema: object,
): (file: string, text: string) => Parsed<Validated<T>> {
  const check = sourceCheck<T>(schema);
  return (file, text) => {
    const source = parseYaml(file, text);
    return failed(source) ? source : check(source);
  };
}

/** Of one file; to put one in words and find its place takes up to half a millisecond. */
const MAX_ERRORS = 1000;

/** Compiles what is not compiled yet; each of them is at its first use, otherwise. */
export function compileValidators(): void {
  for (const compile of COMPILES) compile();
}

type SourceCheck<T> = (source: YamlSource) => Parsed<Validated<T>>;

function sourceCheck<T>(schema: object): SourceCheck<T> {
  let compiled: ValidateFunction<T> | undefined;
  // Compiling takes some 10 ms: not at import, where most processes need none of it.
  const compile = (): ValidateFunction<T> => (compiled ??= ajv.compile<T>(schema));
  COMPILES.push(compile);
  return (source) => {
    const validate = compile();
    const { value } = source;
    if (validate(value)) return { value, source };
    const errors = (validate.errors ?? []).slice(0, MAX_ERRORS);
    return { problems: schemaProblems(source, errors).sort(compareProblems) };
  };
}
