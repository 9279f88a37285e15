import { readdir, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { loadGradable } from '../../grading/catalogue/load-gradable.ts';
import { loadRoadmap } from '../../grading/catalogue/load-roadmap.ts';
import { scanExercises } from '../../grading/catalogue/scan-exercises.ts';
import type { LoadedExercise } from '../../grading/catalogue/load-exercise.ts';
import { compareProblems, fileProblem, type Problem } from '../../grading/manifest/problem.ts';
import { failed } from '../../grading/manifest/yaml-source.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { exerciseFolder, type ExerciseFolder } from '../../grading/verify/verification.ts';

export interface LoadedFolders {
  /** The sound ones. */
  readonly folders: readonly ExerciseFolder[];
  /** Of those that are not. Paths are relative to `cwd` where they lie in it. */
  readonly problems: readonly Problem[];
}

const MANIFEST = 'exercise.yaml';
const ROADMAP = 'roadmap.yaml';

/** Loads what `assay verify PATH...` names: exercise folders, phases, whole folders of exercises. */
export async function loadFolders(paths: readonly string[], cwd: string): Promise<LoadedFolders> {
  const targets = paths.length > 0 ? paths.map((path) => resolve(cwd, path)) : [await usual(cwd)];
  const folders = new Map<string, ExerciseFolder>();
  const problems: Problem[] = [];
  for (const target of targets) {
    const loaded = await loadTarget(target);
    problems.push(...loaded.problems);
    for (const one of loaded.exercises) folders.set(one.directory, toFolder(one, cwd));
  }
  const shown = problems.map((problem) => ({ ...problem, file: shortPath(problem.file, cwd) }));
  return { folders: [...folders.values()], problems: shown.sort(compareProblems) };
}

interface LocatedExercise extends LoadedExercise {
  readonly directory: string;
}

interface LoadedTarget {
  readonly exercises: readonly LocatedExercise[];
  readonly problems: readonly Problem[];
}

/** The exercise one stands in, else the exercises below, else those that come with Assay. */
async function usual(cwd: string): Promise<string> {
  if (await exists(join(cwd, MANIFEST))) return cwd;
  if (await exists(join(cwd, ROADMAP))) return cwd;
  const below = join(cwd, 'exercises');
  return (await exists(join(below, ROADMAP))) ? below : join(repoRoot, 'exercises');
}

async function loadTarget(target: string): Promise<LoadedTarget> {
  if (await exists(join(target, ROADMAP))) return loadRoot(target);
  const roadmapAbove = join(dirname(target), ROADMAP);
  if ((await exists(roadmapAbove)) && (await exists(target)))
    return loadPhase(target, roadmapAbove);
  return loadOne([target], join(dirname(dirname(target)), ROADMAP));
}

async function loadRoot(root: string): Promise<LoadedTarget> {
  const { loaded, problems } = await scanExercises(root);
  return {
    exercises: loaded.map((one) => ({
      ...one,
      directory: join(root, one.exercise.phase, one.exercise.id),
    })),
    problems,
  };
}

async function loadPhase(phase: string, roadmap: string): Promise<LoadedTarget> {
  const entries = await readdir(phase, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
  if (names.length === 0) {
    const message = 'There is no exercise in this folder.';
    return {
      exercises: [],
      problems: [fileProblem(phase, message, 'Add one, or name another folder.')],
    };
  }
  return loadOne(
    names.sort().map((name) => join(phase, name)),
    roadmap,
  );
}

async function loadOne(directories: readonly string[], roadmapFile: string): Promise<LoadedTarget> {
  const [first = ''] = directories;
  if (!(await exists(first))) {
    const message = 'There is no such folder.';
    return {
      exercises: [],
      problems: [fileProblem(first, message, 'Name the folder that holds exercise.yaml.')],
    };
  }
  const loaded = await loadRoadmap(roadmapFile);
  if (failed(loaded)) return { exercises: [], problems: loaded.problems };
  const exercises: LocatedExercise[] = [];
  const problems: Problem[] = [];
  for (const directory of directories) {
    const result = await loadGradable(directory, loaded.roadmap);
    if (failed(result)) problems.push(...result.problems);
    else exercises.push({ directory, ...result });
  }
  return { exercises, problems };
}

function toFolder({ directory, ...loaded }: LocatedExercise, cwd: string): ExerciseFolder {
  return exerciseFolder(shortPath(directory, cwd), loaded);
}

/** As one would type it from `cwd`; a folder elsewhere keeps its whole path. */
function shortPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  if (short === '') return '.';
  return short.startsWith('..') || isAbsolute(short) ? path : short;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
