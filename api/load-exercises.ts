import { relative } from 'node:path';
import { authorsPartHash, packAuthorsPart } from '../grading/catalogue/authors-part.ts';
import { packExercise } from '../grading/catalogue/bundle.ts';
import type { Roadmap } from '../grading/catalogue/roadmap.ts';
import { scanExercises } from '../grading/catalogue/scan-exercises.ts';
import { formatProblem, type Problem } from '../grading/manifest/problem.ts';
import type { Database } from '../platform/database/database.ts';
import { storedVersions, syncExercises } from '../platform/database/exercise-versions.ts';
import type { Logger } from '../platform/log/logger.ts';

export interface LoadedFolders {
  readonly roadmap: Roadmap;
  /** Of the exercises that are left out; files are named from the folder: `phase-1/sum/...`. */
  readonly problems: readonly Problem[];
}

/**
 * Brings what lies in the folder into the store's catalogue, and gives the roadmap. An exercise
 * with problems is named in the log and hidden until it is mended; without a sound roadmap nothing
 * is changed and an Error says why.
 */
export const loadExercises = async (
  database: Database,
  folder: string,
  logger: Logger,
): Promise<LoadedFolders> => {
  const { roadmap, loaded, problems } = await scanExercises(folder);
  const lines = problems.map(formatProblem);
  if (roadmap === null) throw new Error(`No roadmap, no exercises:\n${lines.join('\n')}`);
  for (const problem of lines) logger.warn({ problem }, 'an exercise is left out');
  // What it has need not be packed: at most starts, that is everything.
  const stored = await storedVersions(
    database,
    loaded.map(({ exercise }) => exercise),
  );
  const report = await syncExercises(
    database,
    loaded.map(({ exercise, ...part }) => {
      const { contentHash } = exercise;
      const bundle = stored.has(contentHash) ? null : packExercise(exercise);
      const isSame = stored.get(contentHash) === authorsPartHash(part);
      return { exercise, bundle, ...(isSame ? {} : { authorsPart: packAuthorsPart(part) }) };
    }),
  );
  logger.info({ event: 'exercises-loaded', count: loaded.length, ...report }, 'exercises loaded');
  return {
    roadmap,
    problems: problems.map((problem) => ({ ...problem, file: relative(folder, problem.file) })),
  };
};
