import { Link } from 'wouter-preact';
import type { ExerciseSummaryResource } from '../../../grading/resource/resources.ts';
import { formatPoints } from '../../../grading/text/units.ts';
import { stateOf } from './exercise-filter.ts';

const MARKS = { untouched: '○', tried: '◐', passed: '●' } as const;

export function ExerciseTile({ exercise }: { readonly exercise: ExerciseSummaryResource }) {
  const { id, title, summary, bestScore, points, kind, difficulty } = exercise;
  const state = stateOf(exercise);
  return (
    <li class={`tile tile-${state}`}>
      <h3>
        <span role="img" aria-label={state} title={state}>
          {MARKS[state]}
        </span>{' '}
        <Link href={`/exercises/${id}`}>{title}</Link>
      </h3>
      <p>{summary}</p>
      <p class="facts">
        {kind} · {difficulty} · {bestScore === null ? '' : `${formatPoints(bestScore)} of `}
        {formatPoints(points)} points
      </p>
    </li>
  );
}
