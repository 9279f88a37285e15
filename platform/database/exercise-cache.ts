import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackExercise } from '../../grading/catalogue/bundle.ts';
import type { Exercise } from '../../grading/catalogue/exercise.ts';
import type { Database } from './database.ts';
import { loadExerciseVersion } from './exercise-versions.ts';

export interface ExerciseCache {
  /** Rejects where the store has no such version: a fault of ours, never the learner's. */
  load(contentHash: string): Promise<Exercise>;
}

/** Exercises kept unpacked; the longest unused goes first. */
const MAX_IN_MEMORY = 64;
const HASH_PATTERN = /^[a-f0-9]{64}$/;
const DIGEST_BYTES = 32;

const digestOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** The file holds the bundle's SHA-256 and the bundle: what is cut short or altered is not used. */
const readBundle = async (path: string): Promise<Uint8Array | null> => {
  try {
    const bytes = await readFile(path);
    const bundle = bytes.subarray(DIGEST_BYTES);
    return digestOf(bundle).equals(bytes.subarray(0, DIGEST_BYTES)) ? bundle : null;
  } catch {
    // Whatever is wrong with the file, the store has the truth.
    return null;
  }
};

const writeBundle = async (folder: string, path: string, bundle: Uint8Array): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const partial = `${path}.${randomUUID()}`;
  try {
    await writeFile(partial, Buffer.concat([digestOf(bundle), bundle]));
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
};

/**
 * Versions never change, so that a hash once found is right for ever: memory, disk, store. On
 * disk, bundles lie in `exercises/` below `cacheDir`, which is safe to delete at any time.
 */
export const createExerciseCache = (
  database: Database,
  cacheDir: string,
  unpack: (bundle: Uint8Array) => Exercise = unpackExercise,
): ExerciseCache => {
  const folder = join(cacheDir, 'exercises');
  const memory = new Map<string, Promise<Exercise>>();

  const fetch = async (contentHash: string): Promise<Exercise> => {
    // It becomes part of a path.
    if (!HASH_PATTERN.test(contentHash)) throw new Error(`Not a content hash: ${contentHash}`);
    const path = join(folder, `${contentHash}.bundle`);
    const cached = await readBundle(path);
    const bundle = cached ?? (await loadExerciseVersion(database, contentHash));
    if (bundle === null) throw new Error(`The store has no exercise version ${contentHash}.`);
    const exercise = unpack(bundle);
    if (exercise.contentHash !== contentHash) {
      throw new Error(`The bundle of ${contentHash} holds ${exercise.contentHash}.`);
    }
    // A cache that cannot be written (disk full) costs time, not results.
    if (cached === null) await writeBundle(folder, path, bundle).catch(() => undefined);
    return exercise;
  };

  return {
    load(contentHash) {
      const known = memory.get(contentHash);
      // Taken out and put in again: the first entry is then the longest unused.
      memory.delete(contentHash);
      const exercise = known ?? fetch(contentHash);
      memory.set(contentHash, exercise);
      if (known === undefined) exercise.catch(() => memory.delete(contentHash));
      const oldest = memory.keys().next().value;
      if (memory.size > MAX_IN_MEMORY && oldest !== undefined) memory.delete(oldest);
      return exercise;
    },
  };
};
