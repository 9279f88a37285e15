import { locateInManifest } from './locate-in-manifest.ts';
import type { ExerciseFolder, Finding, Outcome } from './verification.ts';

/** Share of the output limit that the expected output itself may take. */
const MAX_OUTPUT_SHARE = 0.5;

/** Every language offered has a reference solution. Needs no run. */
export function checkLanguages(folder: ExerciseFolder): Finding[] {
  const { directory, exercise, solutions, manifestText } = folder;
  return exercise.languages.flatMap((language, index) => {
    const covered = solutions.some(
      (solution) => solution.language === language && solution.expectedVerdict === 'AC',
    );
    if (covered) return [];
    return {
      file: `${directory}/exercise.yaml`,
      ...locateInManifest(manifestText, ['languages', index]),
      message: `${language} is offered and has no accepted solution`,
      remedy: `Add ${directory}/solutions/accepted/${language}/, or take ${language} out of languages.`,
    };
  });
}

/** The expected output leaves at least half of the output limit. Needs no run. */
export function checkOutputLimits(folder: ExerciseFolder): Finding[] {
  const { directory, exercise, manifestText } = folder;
  return exercise.languages.flatMap((language) => {
    const { outputBytes } = exercise.limits[language];
    return exercise.cases.flatMap(({ name, expectedStdout }) => {
      const expectedBytes = Buffer.byteLength(expectedStdout);
      if (expectedBytes <= outputBytes * MAX_OUTPUT_SHARE) return [];
      return {
        file: `${directory}/exercise.yaml`,
        ...locateInManifest(
          manifestText,
          ['languageLimits', language, 'outputKiB'],
          ['limits', 'outputKiB'],
          ['limits'],
        ),
        message: `case "${name}" expects ${expectedBytes} of ${outputBytes} bytes of output: at least half must be left (${language})`,
        remedy: `Set outputKiB to at least ${Math.ceil(expectedBytes / MAX_OUTPUT_SHARE / 1024)}, or make the case smaller.`,
      };
    });
  });
}

/** Every group with points is failed by at least one bad solution: or its cases catch nothing. */
export function checkGroups(folder: ExerciseFolder, outcomes: readonly Outcome[]): Finding[] {
  const { directory, exercise, manifestText } = folder;
  const caught = new Set(outcomes.flatMap(failedGroups));
  return exercise.groups.flatMap((group) => {
    if (group.points === 0 || caught.has(group.id)) return [];
    const index = declaredIndex(folder, group.id);
    return {
      file: `${directory}/exercise.yaml`,
      ...locateInManifest(manifestText, ['groups', index], ['groups'], ['points']),
      message: `no bad solution fails the group "${group.id}" (${group.points} points)`,
      remedy: `Add a solution that only this group catches, as ${directory}/solutions/wrong_answer/NAME.py.`,
    };
  });
}

/** A source that does not compile fails everything and so proves nothing. */
function failedGroups({ candidate, results }: Outcome): string[] {
  if (candidate.role !== 'solution' || candidate.expectedVerdict === 'AC') return [];
  return results.flatMap(({ cases }) =>
    cases
      .filter(({ verdict }) => !['AC', 'SK', 'CE', 'IE'].includes(verdict))
      .map(({ group }) => group),
  );
}

/** The samples are a group of the exercise that the manifest need not name. */
function declaredIndex({ exercise }: ExerciseFolder, groupId: string): number {
  const declared = exercise.groups.filter(({ id }) => id !== 'sample');
  return declared.findIndex(({ id }) => id === groupId);
}
