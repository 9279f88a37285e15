import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { LANGUAGES } from '../manifest/language-names.ts';
import { VERDICTS } from '../verdict/verdict.ts';
import { BundleError, MAX_BUNDLE_BYTES } from './bundle.ts';
import { canonicalJson } from './content-hash.ts';
import type { Solution } from './exercise.ts';

/**
 * What an author wrote beside the exercise itself: no learner's grade depends on it, and verifying
 * needs it. It is no part of a version's bundle, so that nothing that serves learners holds it.
 */
export interface AuthorsPart {
  readonly solutions: readonly Solution[];
  /** The text of exercise.yaml: to name the line at which something is to be changed. */
  readonly manifest: string;
}

/** As the store keeps it. */
export interface PackedAuthorsPart {
  /** Gzipped canonical JSON. */
  readonly bytes: Uint8Array;
  /** SHA-256 (hex) over the JSON: another one where a solution or the manifest changed. */
  readonly hash: string;
}

const text = { type: 'string' } as const;
const closed = <const P extends Readonly<Record<string, object>>>(properties: P) => ({
  ...{ type: 'object', additionalProperties: false, required: Object.keys(properties), properties },
});
const isAuthorsPart = new Ajv2020().compile<AuthorsPart>(
  closed({
    manifest: text,
    solutions: {
      type: 'array',
      items: closed({
        name: text,
        language: { enum: LANGUAGES },
        expectedVerdict: { enum: VERDICTS },
        files: { type: 'array', items: closed({ path: text, content: text }) },
      }),
    },
  }),
);

const jsonOf = ({ solutions, manifest }: AuthorsPart): Buffer =>
  Buffer.from(canonicalJson({ solutions, manifest }), 'utf8');
const hashOf = (json: Buffer): string => createHash('sha256').update(json).digest('hex');

/** What `PackedAuthorsPart.hash` is, without packing. */
export const authorsPartHash = (part: AuthorsPart): string => hashOf(jsonOf(part));

export function packAuthorsPart(part: AuthorsPart): PackedAuthorsPart {
  const json = jsonOf(part);
  return { bytes: gzipSync(json), hash: hashOf(json) };
}

/** @throws BundleError where the bytes are not what was packed under this hash. */
export function unpackAuthorsPart({ bytes, hash }: PackedAuthorsPart): AuthorsPart {
  const json = inflate(bytes);
  if (hashOf(json) !== hash) throw new BundleError(`The solutions are not those of ${hash}.`);
  const data: unknown = JSON.parse(json.toString('utf8'));
  if (!isAuthorsPart(data)) throw new BundleError('The solutions have another shape.');
  return data;
}

function inflate(bytes: Uint8Array): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BUNDLE_BYTES });
  } catch (cause) {
    throw new BundleError('The solutions cannot be read.', { cause });
  }
}
