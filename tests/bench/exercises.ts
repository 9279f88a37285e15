import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { loadExercise } from '../../grading/catalogue/load-exercise.ts';
import { loadRoadmap } from '../../grading/catalogue/load-roadmap.ts';
import type { Exercise } from '../../grading/catalogue/exercise.ts';

/** What every contestant runs: the shortest honest program, so that overhead is what is seen. */
export const SOURCE = 'print(sum(range(1000)))\n';
export const STDOUT = '499500\n';
export const EXERCISE_ID = 'bench-sum';

const MANIFEST = `format: 1
title: Benchmark
kind: program
topics: [algorithms]
difficulty: easy
points: 20
languages: [python]
groups:
  - { id: all, points: 20, scoring: proportional }
`;

const caseFile = (count: number, group?: string): string =>
  JSON.stringify({
    ...(group === undefined ? {} : { group }),
    cases: Array.from({ length: count }, (_, index) => ({
      name: `${group ?? 'sample'}-${index + 1}`,
      stdout: STDOUT,
    })),
  });

/** Writes a folder of exercises with the benchmark's alone: one sample and `secretCases` more. */
export async function writeExercises(root: string, secretCases: number): Promise<Exercise> {
  const folder = join(root, 'phase-1', EXERCISE_ID);
  const files: Record<string, string> = {
    [join(root, 'roadmap.yaml')]:
      'phases: [{id: phase-1, title: Bench, topics: [{id: algorithms, title: A}], projects: []}]\n',
    [join(folder, 'exercise.yaml')]: MANIFEST,
    [join(folder, 'statement.md')]: '# Benchmark\n',
    [join(folder, 'starter/python/main.py')]: 'pass\n',
    [join(folder, 'solutions/accepted/sum.py')]: SOURCE,
    [join(folder, 'tests/sample/cases.yaml')]: caseFile(1),
    [join(folder, 'tests/secret/cases.yaml')]: caseFile(secretCases, 'all'),
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  const roadmap = await loadRoadmap(join(root, 'roadmap.yaml'));
  if ('problems' in roadmap) throw new Error(JSON.stringify(roadmap.problems));
  const loaded = await loadExercise(folder, roadmap.roadmap);
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
  return loaded.exercise;
}
