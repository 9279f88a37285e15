import type { Problem } from '../../grading/manifest/problem.ts';
import { formatDuration, plural } from '../../grading/text/units.ts';
import { layoutColumns, type Colors } from '../render/terminal-style.ts';
import { isRight, type VerifiedExercise } from '../../grading/verify/check-exercise.ts';
import { gradingMs, slowestCase, slowestReference } from '../../grading/verify/slowest-case.ts';
import type { Outcome } from '../../grading/verify/verification.ts';

/** `file:line:column: message`, and below it what to do: as editors and CI read it. */
export function renderProblem(problem: Problem, colors: Colors): string {
  const { file, line, column, message, remedy } = problem;
  return `${colors.bold(`${file}:${line}:${column}:`)} ${message}\n  ${colors.cyan(remedy)}`;
}

/** A finished candidate as one line. */
export function renderOutcome(outcome: Outcome, colors: Colors): string {
  const { candidate, results, failure } = outcome;
  const mark = isRight(outcome) ? colors.green('ok  ') : colors.red('FAIL');
  const verdicts = [...new Set(results.map(({ verdict }) => verdict))].join(', ');
  const detail = failure === null ? verdicts : 'not run';
  return `${mark} ${candidate.folder.exercise.id} ${candidate.name}  ${detail}${slowestText(results)}`;
}

function slowestText(results: Outcome['results']): string {
  const slowest = slowestCase(results);
  if (slowest === null) return '';
  const { name, cpuTimeMs, limitMs } = slowest;
  return `  (slowest ${name}: ${formatDuration(cpuTimeMs)} of ${formatDuration(limitMs)})`;
}

/** One row an exercise. */
export function renderSummary(exercises: readonly VerifiedExercise[], colors: Colors): string {
  const header = ['  exercise', 'as expected', 'cases', 'slowest reference case', 'grading'];
  const rows = exercises.map((exercise) => {
    const { folder, outcomes, problems } = exercise;
    const right = outcomes.filter(isRight).length;
    const slowest = slowestReference(exercise);
    return [
      `${problems.length === 0 ? colors.green('✓') : colors.red('✗')} ${folder.exercise.id}`,
      `${right}/${outcomes.length}`,
      String(folder.exercise.cases.length),
      slowest === null
        ? '-'
        : `${formatDuration(slowest.cpuTimeMs)} of ${formatDuration(slowest.limitMs)} (${slowest.name})`,
      formatDuration(gradingMs(exercise)),
    ];
  });
  return layoutColumns(
    [header.map((title) => colors.dim(title)), ...rows],
    ['left', 'right', 'right', 'left', 'right'],
  ).join('\n');
}

export const renderVerdictLine = (
  exercises: number,
  problems: number,
  wallMs: number,
  colors: Colors,
): string =>
  problems === 0
    ? colors.green(`${plural(exercises, 'exercise')} verified in ${formatDuration(wallMs)}`)
    : colors.red(`${plural(problems, 'problem')} in ${formatDuration(wallMs)}`);
