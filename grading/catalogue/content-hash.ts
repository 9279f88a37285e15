import { createHash } from 'node:crypto';
import { resolveLimits } from '../manifest/resolve.ts';
import { LANGUAGES } from '../manifest/schema.ts';
import type { Exercise } from './exercise.ts';

/** Another canonical form, another name: no hash of one is ever taken for that of the other. */
const CANONICAL_FORM = 'assay-exercise-1\n';

/**
 * The identity of an exercise's version: SHA-256 (hex) over the canonical JSON of the validated
 * exercise, defaults filled in, everything but the hash itself.
 *
 * The exercise rather than its files, so that the hash says what is graded and shown and nothing
 * else: comments, the spelling of a case (YAML or a pair of files) and the known solutions, which
 * no learner's grade depends on, make no new version, while a default that a release of Assay
 * changes does. It also lets whoever unpacks a stored bundle prove that it is the one asked for.
 */
export function contentHash(exercise: Omit<Exercise, 'contentHash'>): string {
  return createHash('sha256')
    .update(CANONICAL_FORM)
    .update(canonicalJson({ ...exercise, limits: offeredLimits(exercise), contentHash: undefined }))
    .digest('hex');
}

/**
 * The limits of the languages offered: what is hashed and stored, so that a language which Assay
 * learns later changes no version of an exercise that does not offer it.
 */
export const offeredLimits = ({
  limits,
  languages,
}: Pick<Exercise, 'limits' | 'languages'>): Partial<Exercise['limits']> =>
  Object.fromEntries(languages.map((language) => [language, limits[language]]));

/** Limits for every language: the defaults for those that the exercise does not offer. */
export const completeLimits = (offered: Partial<Exercise['limits']>): Exercise['limits'] => {
  const filled = LANGUAGES.map((language) => [
    language,
    offered[language] ?? resolveLimits({}, language),
  ]);
  return Object.fromEntries(filled) as Exercise['limits'];
};

/** JSON with the keys of every object in code-unit order and without white space. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
