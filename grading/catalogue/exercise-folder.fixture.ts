import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatProblem } from '../manifest/problem.ts';
import { failed } from '../manifest/yaml-source.ts';
import type { Exercise } from './exercise.ts';
import { loadExercise } from './load-exercise.ts';
import { loadRoadmap } from './load-roadmap.ts';

/** For tests: a folder of exercises on disk, with one sound exercise to change. */
export type Files = Record<string, string | Uint8Array | null>;

export const ROADMAP = `passShare: 0.6
phases:
  - id: phase-1
    title: First
    topics: [{ id: algorithms, title: Algorithms }]
    projects: [{ id: calculator, title: Calculator }]
  - { id: phase-2, title: Second, passShare: 0.8, topics: [{ id: rest, title: REST }] }
`;

export const MANIFEST = `format: 1
title: Two sum
kind: program
topics: [algorithms]
difficulty: easy
points: 10
languages: [python]
groups:
  - { id: small, points: 4, hint: Small ones. }
  - { id: large, points: 6, scoring: proportional }
`;

/** A sound exercise; tests change, add or remove (null) files. */
export const SOUND: Files = {
  'exercise.yaml': MANIFEST,
  'statement.md': '# Two sum\n',
  'starter/python/main.py': '# here\n',
  'tests/sample/1.in': '1 2\n',
  'tests/sample/1.ans': '3\n',
  'tests/secret/small.yaml':
    'group: small\ncases:\n  - { name: zero, stdin: "0 0", stdout: "0" }\n',
  'tests/secret/large/10.in': '5 5',
  'tests/secret/large/10.ans': '10',
  'tests/secret/large/9.in': '4 5',
  'tests/secret/large/9.ans': '9',
  'tests/secret/large/9.args': '--fast\na b\n',
  'tests/secret/large/9.hint': 'Nine.\n',
  'solutions/accepted/python/main.py': 'import lib\n',
  'solutions/accepted/python/lib.py': '',
  'solutions/wrong_answer/off-by-one.py': 'print(1)\n',
};

/** Where the exercise stands below the root. */
export const FOLDER = 'phase-1/two-sum';

/** A new root with a roadmap and nothing else; whoever makes it removes it. */
export async function makeRoot(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'assay-catalogue-'));
  await write(root, { 'roadmap.yaml': ROADMAP });
  return root;
}

export async function write(root: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    if (content === null) continue;
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

/** The sound exercise, changed. */
export async function writeExercise(root: string, changes: Files = {}, at = FOLDER): Promise<void> {
  const files = Object.entries({ ...SOUND, ...changes });
  await write(root, Object.fromEntries(files.map(([path, text]) => [`${at}/${path}`, text])));
}

export async function load(root: string, folder = FOLDER): ReturnType<typeof loadExercise> {
  const roadmap = await loadRoadmap(join(root, 'roadmap.yaml'));
  if (failed(roadmap)) throw new Error('the roadmap of this test is wrong');
  return loadExercise(join(root, folder), roadmap.roadmap);
}

export async function loadSound(root: string): Promise<Exercise> {
  const loaded = await load(root);
  if (failed(loaded)) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return loaded.exercise;
}
