import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { suggest } from '../manifest/nearest.ts';
import { compareProblems, fileProblem, type Problem } from '../manifest/problem.ts';
import { failed } from '../manifest/yaml-source.ts';
import type { Exercise } from './exercise.ts';
import type { LoadedExercise } from './load-exercise.ts';
import { loadGradable } from './load-gradable.ts';
import { loadRoadmap } from './load-roadmap.ts';
import { compareNames } from './read-folder.ts';
import type { Roadmap } from './roadmap.ts';

/** A whole folder of exercises: what is sound, and what is wrong with the rest. */
export interface Catalogue {
  /** Null where roadmap.yaml itself has problems; then there are no exercises. */
  readonly roadmap: Roadmap | null;
  /** The sound ones, by phase in the roadmap's order, then by id. */
  readonly exercises: readonly Exercise[];
  /** The same, each with what its author keeps. */
  readonly loaded: readonly LoadedExercise[];
  /** Of all files, those of exercises that are left out. */
  readonly problems: readonly Problem[];
}

/**
 * Reads `<root>/roadmap.yaml` and every `<root>/<phase>/<exercise>`. An exercise with problems is
 * left out and does not harm the others; hidden files and folders are passed over.
 * @throws only where the disk fails.
 */
export async function scanExercises(root: string): Promise<Catalogue> {
  const loaded = await loadRoadmap(join(root, 'roadmap.yaml'));
  if (failed(loaded)) {
    return { roadmap: null, exercises: [], loaded: [], problems: loaded.problems };
  }
  const { roadmap } = loaded;
  const loadedById = new Map<string, LoadedExercise>();
  const problems = await strayEntries(root, roadmap);
  for (const { id: phase } of roadmap.phases) {
    for (const name of await exerciseFolders(join(root, phase), problems)) {
      const folder = join(root, phase, name);
      const result = await loadGradable(folder, roadmap);
      const twin = loadedById.get(name)?.exercise;
      if (failed(result)) problems.push(...result.problems);
      else if (twin !== undefined) problems.push(duplicate(folder, twin));
      else loadedById.set(name, result);
    }
  }
  problems.sort(compareProblems);
  const sound = [...loadedById.values()];
  return { roadmap, exercises: sound.map(({ exercise }) => exercise), loaded: sound, problems };
}

const duplicate = (folder: string, twin: Exercise): Problem =>
  fileProblem(
    folder,
    `The id "${twin.id}" is taken by the exercise in ${twin.phase}.`,
    'Rename one of the two folders.',
  );

/** What stands in the root and is neither the roadmap nor a phase. */
async function strayEntries(root: string, roadmap: Roadmap): Promise<Problem[]> {
  const phases = roadmap.phases.map(({ id }) => id);
  const entries = await readdir(root, { withFileTypes: true });
  return entries
    .filter(({ name }) => !name.startsWith('.') && !phases.includes(name))
    .filter((entry) => !entry.isFile())
    .map(({ name }) => {
      const message = `"${name}" is no phase of roadmap.yaml.`;
      return fileProblem(join(root, name), message, suggest(name, phases));
    });
}

/** The names of a phase's exercise folders; a phase may have no folder yet. */
async function exerciseFolders(phaseFolder: string, problems: Problem[]): Promise<string[]> {
  const entries = await readdir(phaseFolder, { withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  const names: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) names.push(entry.name);
    else if (!entry.isFile()) {
      const path = join(phaseFolder, entry.name);
      problems.push(fileProblem(path, 'This is not a folder.', 'Put a real folder in its place.'));
    }
  }
  return names.sort(compareNames);
}
