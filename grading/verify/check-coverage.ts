import { SAMPLE_GROUP } from '../catalogue/exercise.ts';
import type { Problem } from '../manifest/problem.ts';
import { formatBytes } from '../text/units.ts';
import { manifestProblem } from './manifest-problem.ts';
import type { ExerciseFolder, Outcome } from './verification.ts';

/** Share of the output limit that the expected output itself may take. */
const MAX_OUTPUT_SHARE = 0.5;
const BYTES_PER_KIB = 1024;

/** Every language offered has a reference solution. Needs no run. */
export function checkLanguages(folder: ExerciseFolder): Problem[] {
  const { directory, exercise, solutions, manifest } = folder;
  return exercise.languages.flatMap((language) => {
    const covered = solutions.some(
      (solution) => solution.language === language && solution.expectedVerdict === 'AC',
    );
    if (covered) return [];
    return manifestProblem(
      manifest,
      [['languages']],
      `${language} is offered and has no accepted solution.`,
      `Add ${directory}/solutions/accepted/${language}/, or take ${language} out of languages.`,
    );
  });
}

/** The expected output leaves at least half of the output limit. Needs no run. */
export function checkOutputLimits({ exercise, manifest }: ExerciseFolder): Problem[] {
  return exercise.languages.flatMap((language) => {
    const { outputBytes } = exercise.limits[language];
    if (exercise.kind !== 'program') return [];
    return exercise.cases.flatMap(({ name, expectedStdout }) => {
      const expectedBytes = Buffer.byteLength(expectedStdout);
      if (expectedBytes <= outputBytes * MAX_OUTPUT_SHARE) return [];
      const enoughKiB = Math.ceil(expectedBytes / MAX_OUTPUT_SHARE / BYTES_PER_KIB);
      return manifestProblem(
        manifest,
        [['languageLimits', language, 'outputKiB'], ['limits', 'outputKiB'], ['limits']],
        `Case "${name}" expects ${formatBytes(expectedBytes)} of ${formatBytes(outputBytes)} output (${language}): at least half must be left.`,
        `Set outputKiB to at least ${enoughKiB}, or make the case smaller.`,
      );
    });
  });
}

/** Every group with points is failed by at least one bad solution: or its cases catch nothing. */
export function checkGroups(folder: ExerciseFolder, outcomes: readonly Outcome[]): Problem[] {
  // Those that did not run might have failed it.
  if (outcomes.some(({ failure }) => failure !== null)) return [];
  const { directory, exercise, manifest } = folder;
  const caught = new Set(outcomes.flatMap(failedGroups));
  const declared = exercise.groups.filter(({ id }) => id !== SAMPLE_GROUP);
  return declared.flatMap((group, index) => {
    if (group.points === 0 || caught.has(group.id)) return [];
    return manifestProblem(
      manifest,
      [['groups', index], ['points']],
      `No bad solution fails the group "${group.id}" (${group.points} points).`,
      `Add one that its cases catch, as ${directory}/solutions/wrong_answer/NAME.py.`,
    );
  });
}

/** A source that does not compile fails everything, and so proves nothing. */
function failedGroups({ candidate, results }: Outcome): string[] {
  if (candidate.role !== 'solution' || candidate.expectedVerdict === 'AC') return [];
  return results.flatMap(({ cases }) =>
    cases
      .filter(({ verdict }) => !['AC', 'SK', 'CE', 'IE'].includes(verdict))
      .map(({ group }) => group),
  );
}
