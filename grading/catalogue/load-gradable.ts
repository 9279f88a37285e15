import { join } from 'node:path';
import { FUNCTION_LANGUAGES, GRADABLE_KINDS } from '../manifest/language-names.ts';
import { fileProblem } from '../manifest/problem.ts';
import { failed, type Parsed } from '../manifest/yaml-source.ts';
import { loadExercise, type LoadedExercise } from './load-exercise.ts';
import type { Roadmap } from './roadmap.ts';

/** `loadExercise`, for those who want to grade: a kind that has no grader yet is a problem. */
export async function loadGradable(
  folder: string,
  roadmap: Roadmap,
): Promise<Parsed<LoadedExercise>> {
  const loaded = await loadExercise(folder, roadmap);
  if (failed(loaded)) return loaded;
  const { kind, languages } = loaded.exercise;
  if (kind === 'function') {
    const other = languages.find((language) => !FUNCTION_LANGUAGES.includes(language));
    if (other === undefined) return loaded;
    const message = `Functions in "${other}" can be described, but not graded yet.`;
    const remedy = `List only: ${FUNCTION_LANGUAGES.join(', ')}.`;
    return { problems: [fileProblem(join(folder, 'exercise.yaml'), message, remedy)] };
  }
  if (GRADABLE_KINDS.some((gradable) => gradable === kind)) return loaded;
  const message = `Exercises of kind "${kind}" can be described, but not graded yet.`;
  const remedy = `Use one of: ${GRADABLE_KINDS.join(', ')}.`;
  return { problems: [fileProblem(join(folder, 'exercise.yaml'), message, remedy)] };
}
