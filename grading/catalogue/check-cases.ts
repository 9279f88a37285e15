import type { Manifest } from '../manifest/manifest.ts';
import type { Validated } from '../manifest/validate-manifest.ts';
import { SAMPLE_GROUP, type Exercise, type ExerciseOf } from './exercise.ts';
import type { FolderView } from './folder-view.ts';
import type { LocatedCase } from './case-format.ts';

/** More would take a submission hours; the worker's own bound on a submission is far below. */
const MAX_CASES = 1000;

/** What only shows when all cases are known. */
export function checkCases(
  view: FolderView,
  { value, source }: Validated<Manifest>,
  exercise: Exercise,
  cases: readonly LocatedCase[],
): void {
  checkNames(view, cases);
  if (exercise.kind === 'program') checkOutputs(view, exercise, cases);
  if (cases.length > MAX_CASES) {
    const message = `There are ${cases.length} cases; at most ${MAX_CASES} are allowed.`;
    view.fault('tests', message, 'Put several checks into one case.');
  }
  // A case that could not be read is a problem already; that its group lacks it is none.
  if (view.problems.some(({ file }) => file.startsWith(view.at('tests')))) return;
  const used = new Set(cases.map(({ group }) => group));
  if (!used.has(SAMPLE_GROUP)) {
    view.fault('tests/sample', 'There is no sample case.', 'Add at least one for learners to see.');
  }
  exercise.groups.forEach(({ id }, index) => {
    if (used.has(id) || id === SAMPLE_GROUP) return;
    if (value.groups === undefined) {
      view.fault('tests/secret', 'There is no secret case.', 'Add at least one.');
      return;
    }
    // The samples' group stands first in the exercise, and not at all in the manifest.
    const remedy = `Add cases in tests/secret/${id}/, or remove the group.`;
    const path = ['groups', index - 1];
    view.problems.push(source.problem(path, `The group "${id}" has no case.`, remedy));
  });
}

function checkNames(view: FolderView, cases: readonly LocatedCase[]): void {
  const first = new Map<string, LocatedCase>();
  for (const testCase of cases) {
    const twin = first.get(testCase.name);
    if (twin === undefined) {
      first.set(testCase.name, testCase);
      continue;
    }
    const there = twin.fault('', '');
    const message = `The case name "${testCase.name}" is taken by ${there.file}:${there.line}.`;
    view.problems.push(testCase.fault(message, 'Give one of the two another name.'));
  }
}

/** An expected output over the cap could never be printed. */
function checkOutputs(
  view: FolderView,
  exercise: ExerciseOf<'program'>,
  cases: readonly LocatedCase[],
): void {
  const capBytes = Math.min(
    ...exercise.languages.map((language) => exercise.limits[language].outputBytes),
  );
  for (const [index, { expectedStdout }] of exercise.cases.entries()) {
    const bytes = Buffer.byteLength(expectedStdout);
    if (bytes <= capBytes) continue;
    const message = `The expected output has ${bytes} bytes, but outputKiB allows ${capBytes}.`;
    const problem = cases[index]?.fault(message, 'Raise limits.outputKiB in exercise.yaml.');
    if (problem !== undefined) view.problems.push(problem);
  }
}
