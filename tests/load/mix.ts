import { join } from 'node:path';
import { loadFolders } from '../../cli/verify/load-folders.ts';
import type { SubmitRequest } from '../../grading/resource/resources.ts';
import { repoRoot } from '../../platform/config/paths.ts';

/** Something to hand in, and the verdict that it must get. */
export interface Attempt {
  readonly request: SubmitRequest;
  readonly verdict: string;
}

/** Of each kind some, all of them short: this is about waiting, not about time limits. */
const EXERCISES = [
  ...['phase-1/calculator', 'phase-1/bracket-balance', 'phase-1/word-frequency'],
  ...['phase-1/popular-tags', 'phase-1/silent-members', 'phase-2/book-pages'],
];
const LANGUAGES: ReadonlySet<string> = new Set(['python', 'javascript', 'java', 'sql']);
const VERDICTS: ReadonlySet<string> = new Set(['AC', 'WA', 'RTE', 'CE']);

export const exercisesDir = join(repoRoot, 'exercises');

/** The authors' own solutions, right ones and wrong ones, in a fixed order. */
export async function loadMix(): Promise<readonly Attempt[]> {
  const { folders, problems } = await loadFolders(
    EXERCISES.map((path) => join(exercisesDir, path)),
    exercisesDir,
  );
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return folders.flatMap(({ exercise, solutions }) =>
    solutions
      .filter(({ language, expectedVerdict }) => {
        return LANGUAGES.has(language) && VERDICTS.has(expectedVerdict);
      })
      .map(({ language, files, expectedVerdict }) => ({
        request: { exerciseId: exercise.id, language, files: [...files], samplesOnly: false },
        verdict: expectedVerdict,
      })),
  );
}
