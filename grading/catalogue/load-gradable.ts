import { join } from 'node:path';
import { FUNCTION_LANGUAGES } from '../manifest/language-names.ts';
import { fileProblem } from '../manifest/problem.ts';
import { failed, type Parsed } from '../manifest/yaml-source.ts';
import { loadExercise, type LoadedExercise } from './load-exercise.ts';
import type { Roadmap } from './roadmap.ts';

/** `loadExercise`, for those who want to grade: a language that cannot be graded yet is a problem. */
export async function loadGradable(
  folder: string,
  roadmap: Roadmap,
): Promise<Parsed<LoadedExercise>> {
  return gradable(folder, await loadExercise(folder, roadmap));
}

/** The same for what is loaded already; `folder` is where its problems are. */
export function gradable(folder: string, loaded: Parsed<LoadedExercise>): Parsed<LoadedExercise> {
  if (failed(loaded)) return loaded;
  const { kind, languages } = loaded.exercise;
  const other = languages.find((language) => !FUNCTION_LANGUAGES.includes(language));
  if (kind !== 'function' || other === undefined) return loaded;
  const message = `Functions in "${other}" can be described, but not graded yet.`;
  const remedy = `List only: ${FUNCTION_LANGUAGES.join(', ')}.`;
  return { problems: [fileProblem(join(folder, 'exercise.yaml'), message, remedy)] };
}
