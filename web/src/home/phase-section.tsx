import { Link } from 'wouter-preact';
import type {
  ExerciseSummaryResource,
  PhaseResource,
} from '../../../grading/resource/resources.ts';
import { formatPoints } from '../../../grading/text/units.ts';
import { stateOf } from './exercise-filter.ts';

interface PhaseSectionProps {
  readonly phase: PhaseResource;
  /** All of this phase: the share is of them. */
  readonly exercises: readonly ExerciseSummaryResource[];
  readonly shown: readonly ExerciseSummaryResource[];
  readonly signedIn: boolean;
}

export function PhaseSection({ phase, exercises, shown, signedIn }: PhaseSectionProps) {
  const score = exercises.reduce((sum, { bestScore }) => sum + (bestScore ?? 0), 0);
  const share = phase.points === 0 ? 0 : score / phase.points;
  const visible = exercises.filter((exercise) => shown.includes(exercise));
  return (
    <section class="phase" aria-label={phase.title}>
      <h2>{phase.title}</h2>
      <p class="facts">
        {signedIn && `${Math.floor(share * 100)} % · ${formatPoints(score)} of `}
        {formatPoints(phase.points)} points, passed at {Math.round(phase.passShare * 100)} %
      </p>
      {signedIn && <meter min={0} max={1} value={share} aria-label={`Share of ${phase.title}`} />}
      {exercises.length === 0 && <p class="nothing">No exercises yet.</p>}
      <ul class="tiles">
        {visible.map((exercise) => (
          <Tile key={exercise.id} exercise={exercise} />
        ))}
      </ul>
    </section>
  );
}

const MARKS = { untouched: '○', tried: '◐', passed: '●' } as const;

function Tile({ exercise }: { readonly exercise: ExerciseSummaryResource }) {
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
