import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { BundleError, MAX_BUNDLE_BYTES, packExercise, unpackExercise } from './bundle.ts';
import { contentHash } from './content-hash.ts';
import type { Exercise } from './exercise.ts';
import { loadSound, makeRoot, MANIFEST, writeExercise } from './exercise-folder.fixture.ts';

let root: string;
beforeEach(async () => {
  root = await makeRoot();
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('contentHash', () => {
  const hashWith = async (changes: Record<string, string | null>) => {
    await writeExercise(root, changes);
    return (await loadSound(root)).contentHash;
  };

  test('stays for what changes no grade and no page, and changes for what does', async () => {
    const hash = await hashWith({});
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashWith({ 'exercise.yaml': `# a comment\n${MANIFEST}` })).toBe(hash);
    expect(await hashWith({ 'solutions/wrong_answer/other.py': '' })).toBe(hash);
    expect(await hashWith({ 'tests/secret/large/9.ans': '8' })).not.toBe(hash);
    expect(await hashWith({ 'statement.md': '# Two sums\n' })).not.toBe(hash);
    expect(await hashWith({})).toBe(hash);
  });

  test('is that of the exercise, not of the order of its keys', async () => {
    await writeExercise(root);
    const exercise = await loadSound(root);
    const turned = Object.fromEntries(Object.entries(exercise).reverse()) as unknown as Exercise;
    expect(contentHash(turned)).toBe(exercise.contentHash);
    expect(contentHash({ ...exercise, id: 'other' })).not.toBe(exercise.contentHash);
  });
});

describe('bundles', () => {
  test('give back what was packed, and the same bytes every time', async () => {
    await writeExercise(root);
    const exercise = await loadSound(root);
    const bundle = packExercise(exercise);
    expect(unpackExercise(bundle)).toEqual(exercise);
    expect(packExercise(exercise)).toEqual(bundle);
  });

  test('that are damaged, changed, foreign or bombs are refused', async () => {
    await writeExercise(root);
    const exercise = await loadSound(root);
    const bundle = packExercise(exercise);
    const json = gunzipSync(bundle).toString();
    const edited = (text: string) => gzipSync(text);
    const refused = [
      bundle.subarray(0, -10),
      Buffer.from('no gzip'),
      edited('{}'),
      edited('null'),
      edited(json.replace('"points":10', '"points":11')),
      edited(json.replace('"points":10', '"points":"10"')),
      edited(json.replace('"languages":["python"]', '"languages":["javascript"]')),
      edited(json.replace('{', '{"extra":1,')),
      gzipSync(Buffer.alloc(MAX_BUNDLE_BYTES + 1, ' ')),
    ];
    for (const bytes of refused) expect(() => unpackExercise(bytes)).toThrow(BundleError);
  });

  test('that would be too large are not made', async () => {
    await writeExercise(root);
    const exercise = await loadSound(root);
    const huge = { ...exercise, statement: 'x'.repeat(MAX_BUNDLE_BYTES) };
    expect(() => packExercise(huge)).toThrow(BundleError);
  });
});
