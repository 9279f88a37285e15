import { packExercise } from '../grading/catalogue/bundle.ts';
import type { Roadmap } from '../grading/catalogue/roadmap.ts';
import { scanExercises } from '../grading/catalogue/scan-exercises.ts';
import { formatProblem } from '../grading/manifest/problem.ts';
import type { Database } from '../platform/database/database.ts';
import { syncExercises } from '../platform/database/exercise-versions.ts';
import type { Logger } from '../platform/log/logger.ts';

/**
 * Makes the store's catalogue what lies in the folder, and gives the roadmap. An exercise with
 * problems is named in the log and hidden until it is mended; without a sound roadmap nothing is
 * changed and an Error says why.
 */
export const loadExercises = async (
  database: Database,
  folder: string,
  logger: Logger,
): Promise<Roadmap> => {
  const { roadmap, exercises, problems } = await scanExercises(folder);
  const lines = problems.map(formatProblem);
  if (roadmap === null) throw new Error(`No roadmap, no exercises:\n${lines.join('\n')}`);
  for (const problem of lines) logger.warn({ problem }, 'an exercise is left out');
  const report = await syncExercises(
    database,
    exercises.map((exercise) => ({ exercise, bundle: packExercise(exercise) })),
  );
  logger.info(
    { event: 'exercises-loaded', count: exercises.length, ...report },
    'exercises loaded',
  );
  return roadmap;
};
