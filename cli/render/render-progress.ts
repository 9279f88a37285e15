import type { ProgressResource } from '../../grading/resource/resources.ts';
import { makeAllVisible } from '../../grading/text/visible-text.ts';
import { bar, layoutColumns, type Colors } from './terminal-style.ts';
import { formatPoints } from '../../grading/text/units.ts';

type PhaseProgress = ProgressResource['phases'][number];
type ExerciseProgress = PhaseProgress['exercises'][number];

const BAR_COLUMNS = 24;
const PERCENT = 100;

/** Phases as bars, their exercises beneath, and what to do next. */
export function renderProgress(progress: ProgressResource, colors: Colors): string {
  const { phases } = makeAllVisible(progress);
  const heads = layoutColumns(
    phases.map((phase) => phaseRow(phase, colors)),
    ['left', 'left', 'right', 'right', 'left'],
  );
  const lines = phases.flatMap((phase, index) => [
    heads[index] ?? '',
    ...layoutColumns(
      phase.exercises.map((exercise) => exerciseRow(exercise, colors)),
      ['left', 'left', 'right'],
    ),
    '',
  ]);
  return [...lines, nextStep(phases)].join('\n');
}

function phaseRow(phase: PhaseProgress, colors: Colors): string[] {
  const share = phase.maxScore === 0 ? 0 : phase.score / phase.maxScore;
  const painted = bar(share, BAR_COLUMNS);
  return [
    colors.bold(phase.title),
    phase.passed ? colors.green(painted) : painted,
    `${formatPoints(phase.score)} / ${formatPoints(phase.maxScore)}`,
    `${Math.floor(share * PERCENT)} %`,
    phase.maxScore === 0
      ? colors.dim('no exercises yet')
      : phase.passed
        ? colors.green('passed')
        : colors.dim(`passes at ${Math.round(phase.passShare * PERCENT)} %`),
  ];
}

function exerciseRow(exercise: ExerciseProgress, colors: Colors): string[] {
  const marks = {
    passed: colors.green('✓'),
    tried: colors.yellow('~'),
    untouched: colors.dim('·'),
  };
  return [
    `  ${marks[exercise.state]} ${exercise.id}`,
    exercise.title,
    `${formatPoints(exercise.score)} / ${formatPoints(exercise.maxScore)}`,
  ];
}

/** What was begun comes before what is new; the roadmap's order decides the rest. */
function nextStep(phases: readonly PhaseProgress[]): string {
  const open = phases
    .flatMap(({ exercises }) => exercises)
    .filter(({ state }) => state !== 'passed');
  const next = open.find(({ state }) => state === 'tried') ?? open[0];
  if (next === undefined) return 'Nothing is left to do: every exercise is passed.';
  return next.state === 'tried'
    ? `Next: go on with ${next.id}: ./assay show ${next.id}`
    : `Next: ./assay get ${next.id}`;
}
