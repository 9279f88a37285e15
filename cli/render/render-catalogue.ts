import type { ExerciseSummaryResource, PhaseResource } from '../../grading/resource/resources.ts';
import { makeAllVisible } from '../../grading/text/visible-text.ts';
import { layoutColumns, type Colors } from './terminal-style.ts';
import { formatPoints, plural } from '../../grading/text/units.ts';

/** Exercises as rows under their phases. */
export function renderCatalogue(
  exercises: readonly ExerciseSummaryResource[],
  phases: readonly PhaseResource[],
  colors: Colors,
): string {
  if (exercises.length === 0) return 'No exercise fits.';
  const safe = makeAllVisible(exercises);
  const rows = layoutColumns(
    safe.map((exercise) => exerciseRow(exercise, colors)),
    ['left', 'left', 'left', 'left', 'right'],
  );
  const lines: string[] = [];
  for (const { id, title } of orderedPhases(safe, makeAllVisible(phases))) {
    if (lines.length > 0) lines.push('');
    lines.push(colors.bold(title));
    safe.forEach((exercise, index) => {
      if (exercise.phase === id) lines.push(rows[index] ?? '');
    });
  }
  return [...lines, '', colors.dim(plural(exercises.length, 'exercise'))].join('\n');
}

/** The roadmap's order; a phase that it does not name comes last, under its id. */
function orderedPhases(
  exercises: readonly ExerciseSummaryResource[],
  phases: readonly PhaseResource[],
): { id: string; title: string }[] {
  const used = new Set(exercises.map(({ phase }) => phase));
  const known = phases.filter(({ id }) => used.has(id));
  for (const { id } of known) used.delete(id);
  return [...known, ...[...used].map((id) => ({ id, title: id }))];
}

function exerciseRow(exercise: ExerciseSummaryResource, colors: Colors): string[] {
  return [
    `${stateMark(exercise, colors)} ${exercise.id}`,
    exercise.title,
    exercise.difficulty,
    exercise.languages.join(', '),
    `${exercise.bestScore === null ? '-' : formatPoints(exercise.bestScore)} / ${formatPoints(exercise.points)}`,
  ];
}

function stateMark({ bestScore, points }: ExerciseSummaryResource, colors: Colors): string {
  if (bestScore === null) return colors.dim('·');
  return bestScore >= points ? colors.green('✓') : colors.yellow('~');
}
