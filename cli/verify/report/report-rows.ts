import type { Problem } from '../../../grading/manifest/problem.ts';
import { isRight, type VerifiedExercise } from '../../../grading/verify/check-exercise.ts';
import { flakyCases } from '../../../grading/verify/flaky-cases.ts';
import type { Outcome } from '../../../grading/verify/verification.ts';

/** One line of a test report: a solution, a starter, or the rules for a folder as a whole. */
export interface ReportRow {
  /** The exercise's id; of folders that did not load, their path. */
  readonly suite: string;
  readonly name: string;
  /** As the command names it: relative to where it was called, if it lies there. */
  readonly file: string;
  readonly line: number;
  /** `error`: the platform could not run it. */
  readonly status: 'passed' | 'failed' | 'error';
  readonly durationMs: number;
  /** The verdicts got, for those who look closer. */
  readonly rawStatus: string;
  /** True where runs of the same source differ. */
  readonly flaky: boolean;
  readonly runs: number;
  readonly problems: readonly Problem[];
}

/** What `assay verify` found, as the flat list of tests that report formats know. */
export function reportRows(
  exercises: readonly VerifiedExercise[],
  loadProblems: readonly Problem[],
): ReportRow[] {
  const files = [...new Set(loadProblems.map(({ file }) => file))];
  return [
    ...files.map((file) => loadRow(file, loadProblems)),
    ...exercises.flatMap((exercise) => [
      rulesRow(exercise),
      ...exercise.outcomes.map((outcome) => outcomeRow(exercise, outcome)),
    ]),
  ];
}

const NO_RUN = { durationMs: 0, rawStatus: '', flaky: false, runs: 0 } as const;

function loadRow(file: string, all: readonly Problem[]): ReportRow {
  const problems = all.filter((problem) => problem.file === file);
  const line = problems[0]?.line ?? 1;
  return {
    ...NO_RUN,
    ...{ suite: 'folders that do not load', name: file, file, line, status: 'failed', problems },
  };
}

/** What no single solution is to blame for: coverage, limits, groups. */
function rulesRow({ folder, outcomes, problems }: VerifiedExercise): ReportRow {
  const paths = new Set(outcomes.map(({ candidate }) => candidate.path));
  const own = problems.filter(({ file }) => !paths.has(file));
  return {
    ...NO_RUN,
    suite: folder.exercise.id,
    name: 'rules',
    file: own[0]?.file ?? `${folder.directory}/exercise.yaml`,
    line: own[0]?.line ?? 1,
    status: own.length === 0 ? 'passed' : 'failed',
    problems: own,
  };
}

function outcomeRow({ folder, problems }: VerifiedExercise, outcome: Outcome): ReportRow {
  const { candidate, results, failure } = outcome;
  const verdicts = [...new Set(results.map(({ verdict }) => verdict))];
  const own = problems.filter(({ file }) => file === candidate.path);
  return {
    suite: folder.exercise.id,
    name: candidate.name,
    file: candidate.path,
    line: own[0]?.line ?? 1,
    status: failure !== null ? 'error' : isRight(outcome) ? 'passed' : 'failed',
    durationMs: results.reduce(
      (sum, { clocks }) => sum + clocks.compileMs + clocks.runMs + clocks.judgeMs,
      0,
    ),
    rawStatus: verdicts.join(' '),
    flaky: verdicts.length > 1 || flakyCases(results).length > 0,
    runs: results.length,
    problems: own,
  };
}

/** Message, place and remedy of all problems of a row. */
export const rowText = ({ problems }: ReportRow): string =>
  problems
    .map(
      ({ file, line, column, message, remedy }) =>
        `${file}:${line}:${column}: ${message}\n  ${remedy}`,
    )
    .join('\n');
