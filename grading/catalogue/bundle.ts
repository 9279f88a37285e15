import { gunzipSync, gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
import { BUNDLE_SCHEMAS } from './bundle-schema.ts';
import { EXERCISE_KINDS, type ExerciseKind } from '../manifest/language-names.ts';
import { canonicalJson, completeLimits, contentHash, offeredLimits } from './content-hash.ts';
import type { Exercise } from './exercise.ts';

/** An exercise's JSON, before it is compressed: what unpacking inflates at most. */
export const MAX_BUNDLE_BYTES = 64 * 1024 * 1024;

/** A bundle that is damaged, or not what its name says: the platform's failure, never a learner's. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
}

/**
 * An exercise as the bytes that the store keeps: gzipped canonical JSON. The same exercise gives
 * the same bytes.
 * @throws BundleError where it is larger than `MAX_BUNDLE_BYTES`; `loadExercise` refuses such ones.
 */
export function packExercise(exercise: Exercise): Uint8Array {
  const json = Buffer.from(bundleJson(exercise), 'utf8');
  if (json.length > MAX_BUNDLE_BYTES) {
    throw new BundleError(`The bundle of ${exercise.id} has ${json.length} bytes.`);
  }
  return gzipSync(json);
}

/**
 * The exercise in a bundle. Its shape is validated and its content hashed again, so what comes out
 * is what went in; compare `contentHash` with the one you asked for.
 * @throws BundleError where the bytes are damaged, too large, or of another shape.
 */
export function unpackExercise(bytes: Uint8Array): Exercise {
  const data = parse(bytes);
  const validate = validatorOf(data);
  if (!validate(data)) {
    const [first] = validate.errors ?? [];
    throw new BundleError(
      `The bundle is not an exercise: ${first?.instancePath ?? ''} ${first?.message ?? ''}.`,
    );
  }
  const unlimited = data.languages.find((language) => !Object.hasOwn(data.limits, language));
  if (unlimited !== undefined) throw new BundleError(`The bundle has no limits for ${unlimited}.`);
  const hash = contentHash(data);
  if (hash !== data.contentHash) {
    throw new BundleError(`The bundle of ${data.id} says ${data.contentHash} but holds ${hash}.`);
  }
  return { ...data, limits: completeLimits(data.limits) };
}

/** What is packed: `loadExercise` measures it. */
export const bundleJson = (exercise: Exercise): string =>
  canonicalJson({ ...exercise, limits: offeredLimits(exercise) });

const compiled = new Map<ExerciseKind, ValidateFunction<Exercise>>();

/** The check of the kind that the data names; of no kind of ours, the first refuses it. */
function validatorOf(data: unknown): ValidateFunction<Exercise> {
  const named = typeof data === 'object' && data !== null && 'kind' in data ? data.kind : null;
  const kind = EXERCISE_KINDS.find((known) => known === named) ?? 'program';
  const known = compiled.get(kind);
  if (known !== undefined) return known;
  const validate = new Ajv2020().compile<Exercise>(BUNDLE_SCHEMAS[kind]);
  compiled.set(kind, validate);
  return validate;
}

function parse(bytes: Uint8Array): unknown {
  try {
    const json = gunzipSync(bytes, { maxOutputLength: MAX_BUNDLE_BYTES });
    return JSON.parse(json.toString('utf8'));
  } catch (cause) {
    throw new BundleError('The bundle cannot be read.', { cause });
  }
}
