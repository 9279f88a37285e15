import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { formatProblem } from '../manifest/problem.ts';
import { makeRoot, MANIFEST, ROADMAP, write, writeExercise } from './exercise-folder.fixture.ts';
import { scanExercises } from './scan-exercises.ts';

let root: string;
beforeEach(async () => {
  root = await makeRoot();
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('scanExercises', () => {
  test('loads what is sound and tells what is not', async () => {
    await writeExercise(root);
    await writeExercise(root, { 'statement.md': null }, 'phase-1/broken');
    await writeExercise(
      root,
      { 'exercise.yaml': MANIFEST.replace('[algorithms]', '[rest]') },
      'phase-2/two-sum',
    );
    await write(root, { 'fase-1/x/exercise.yaml': '', '.git/x': '', 'README.md': '' });
    const { exercises, loaded, problems: found, roadmap } = await scanExercises(root);
    expect(exercises.map(({ id, phase }) => `${phase}/${id}`)).toEqual(['phase-1/two-sum']);
    expect(loaded.map(({ solutions }) => solutions.length)).toEqual([2]);
    expect(found.map(({ message }) => message)).toEqual([
      '"fase-1" is no phase of roadmap.yaml.',
      'The statement is missing or empty.',
      'The id "two-sum" is taken by the exercise in phase-1.',
    ]);
    expect(roadmap?.phases.map(({ id, passShare }) => [id, passShare])).toEqual([
      ['phase-1', 0.6],
      ['phase-2', 0.8],
    ]);
  });

  test('says what is wrong with the roadmap', async () => {
    const scan = async (text: string) => {
      await write(root, { 'roadmap.yaml': text });
      const { roadmap, problems: found } = await scanExercises(root);
      expect(roadmap).toBeNull();
      return found.map((problem) => formatProblem(problem).slice(root.length + 1));
    };
    const twice = ROADMAP.replace('id: rest', 'id: algorithms');
    expect(await scan(twice)).toEqual([
      expect.stringContaining(
        'roadmap.yaml:7:66: There is another topic with the id "algorithms".',
      ),
    ]);
    expect(await scan('phases: []')).toEqual([expect.stringContaining('roadmap.yaml:1:9:')]);
    await rm(join(root, 'roadmap.yaml'));
    const { problems: missing } = await scanExercises(root);
    expect(missing).toEqual([
      expect.objectContaining({ message: expect.stringContaining('ENOENT') }),
    ]);
  });
});
