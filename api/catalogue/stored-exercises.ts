import { unpackExercise } from '../../grading/catalogue/bundle.ts';
import { findExercise, listPublishedExercises } from '../../platform/database/catalogue-read.ts';
import type { Database } from '../../platform/database/database.ts';
import { loadExerciseVersion } from '../../platform/database/exercise-versions.ts';
import type { ExerciseSource } from './exercise-index.ts';

/** The exercises of the store, for the index. */
export const storedExercises = (database: Database): Omit<ExerciseSource, 'phases'> => ({
  list: () => listPublishedExercises(database),
  find: (id) => findExercise(database, id),
  load: async (contentHash) => {
    const bundle = await loadExerciseVersion(database, contentHash);
    if (bundle === null) throw new Error(`The store has no exercise version ${contentHash}.`);
    return unpackExercise(bundle);
  },
});
