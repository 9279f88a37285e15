import type { ExerciseResource } from '../../grading/resource/resources.ts';
import type { PublicExercise } from './exercise-resource.ts';

/** The languages of an exercise with their versions; those of SQL are its engine's. */
export const runtimesOf = (
  { languages, contract }: Pick<PublicExercise, 'languages' | 'contract'>,
  versions: ReadonlyMap<string, string>,
): ExerciseResource['runtimes'] =>
  languages.map((language) => {
    const name = contract.kind === 'sql' ? contract.engine : language;
    return { language, version: versions.get(name) ?? null };
  });
