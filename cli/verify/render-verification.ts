import type { Problem } from '../../grading/manifest/problem.ts';
import { formatDuration, plural } from '../../grading/text/units.ts';
import { layoutColumns, type Colors } from '../render/terminal-style.ts';
import { isRight, type VerifiedExercise } from './check-exercise.ts';
import { median } from './check-headroom.ts';
import type { Outcome } from './verification.ts';

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

export interface SlowestCase {
  readonly name: string;
  readonly cpuTimeMs: number;
  readonly limitMs: number;
}

/** The case with the most CPU time, by the median over the runs. */
export function slowestCase(results: Outcome['results']): SlowestCase | null {
  const [first] = results;
  if (first === undefined) return null;
  let slowest: SlowestCase | null = null;
  for (const [index, { name }] of first.cases.entries()) {
    const cpuTimeMs = median(results.flatMap(({ cases }) => cases[index]?.cpuTimeMs ?? []));
    if (slowest !== null && cpuTimeMs <= slowest.cpuTimeMs) continue;
    slowest = { name, cpuTimeMs, limitMs: first.limits.cpuTimeMs };
  }
  return slowest;
}

/** The slowest case of the references: what the limits must leave room for. */
export function slowestReference(exercise: VerifiedExercise): SlowestCase | null {
  const slowest = exercise.outcomes
    .filter(({ candidate }) => candidate.expectedVerdict === 'AC')
    .flatMap(({ results }) => slowestCase(results) ?? [])
    .sort((a, b) => b.cpuTimeMs / b.limitMs - a.cpuTimeMs / a.limitMs);
  return slowest[0] ?? null;
}

/** Milliseconds that an exercise's runs took, one after another. */
export const gradingMs = ({ outcomes }: VerifiedExercise): number =>
  outcomes
    .flatMap(({ results }) => results)
    .reduce((sum, { clocks }) => sum + clocks.compileMs + clocks.runMs + clocks.judgeMs, 0);

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
