import { Link } from 'wouter-preact';
import type {
  ExerciseSummaryResource,
  PhaseResource,
} from '../../../grading/resource/resources.ts';
import { formatPoints, plural } from '../../../grading/text/units.ts';
import { ShareRing } from './share-ring.tsx';
import { stopsOf, type Stop } from './stops.ts';
import { legsOf, placeOf, rowsOf } from './winding-path.ts';

interface PhaseMapProps {
  readonly phase: PhaseResource;
  readonly number: number;
  readonly exercises: readonly ExerciseSummaryResource[];
  readonly signedIn: boolean;
}

/** home.css has a colour of its own for so many phases; then they begin again. */
const PHASE_COLOURS = 3;

/** A phase as a path that winds from topic to topic and ends with the projects. */
export function PhaseMap({ phase, number, exercises, signedIn }: PhaseMapProps) {
  const stops = stopsOf(phase, exercises);
  const own = exercises.filter((exercise) => exercise.phase === phase.id);
  const score = own.reduce((sum, { bestScore }) => sum + (bestScore ?? 0), 0);
  const share = phase.points === 0 ? 0 : score / phase.points;
  return (
    <section
      class={`phase phase-${((number - 1) % PHASE_COLOURS) + 1}`}
      aria-labelledby={`${phase.id}-title`}
    >
      <header class="phase-head">
        {signedIn && (
          <ShareRing
            label={`Share of ${phase.title}`}
            share={share}
            passShare={phase.points === 0 ? null : phase.passShare}
          />
        )}
        <div>
          <p class="phase-number">Phase {number}</p>
          <h2 id={`${phase.id}-title`}>{phase.title}</h2>
          <p class="facts">{factsOf(phase, score, signedIn)}</p>
          {signedIn && share >= phase.passShare && phase.points > 0 && (
            <p class="phase-passed">✓ Phase passed</p>
          )}
        </div>
      </header>
      <Path stops={stops} phase={phase.id} />
    </section>
  );
}

function factsOf(phase: PhaseResource, score: number, signedIn: boolean): string {
  if (phase.exerciseCount === 0) return 'Exercises are still to come.';
  const points = `${signedIn ? `${formatPoints(score)} of ` : ''}${formatPoints(phase.points)} points`;
  return `${plural(phase.exerciseCount, 'exercise')} · ${points} · passed at ${Math.round(phase.passShare * 100)} %`;
}

function Path({ stops, phase }: { readonly stops: readonly Stop[]; readonly phase: string }) {
  const rows = rowsOf(stops.length);
  return (
    <div class="map">
      <svg
        class="trail"
        viewBox={`0 0 5 ${rows}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        {legsOf(stops.length).map((d, index) => (
          <path key={d} d={d} class={isWalked(stops, index) ? 'leg leg-walked' : 'leg'} />
        ))}
      </svg>
      <ol class="stops">
        {stops.map((stop, index) => (
          <StopItem key={`${stop.kind}-${stop.id}`} {...{ stop, index, phase }} />
        ))}
      </ol>
    </div>
  );
}

/** A leg counts as walked where both its ends have been touched. */
const isWalked = (stops: readonly Stop[], index: number): boolean =>
  [stops[index], stops[index + 1]].every(
    (stop) => stop?.state === 'passed' || stop?.state === 'tried',
  );

interface StopItemProps {
  readonly stop: Stop;
  readonly index: number;
  readonly phase: string;
}

const glyphOf = ({ state, exerciseCount }: Stop): string | number =>
  state === 'passed' ? '✓' : state === 'empty' ? '' : exerciseCount;
const WORDS = {
  ...{ empty: 'no exercises yet', untouched: 'untouched', tried: 'tried', passed: 'passed' },
} as const;

function StopItem({ stop, index, phase }: StopItemProps) {
  const { column, row } = placeOf(index);
  const { id, title, kind, state, exerciseCount, passedCount, score, maxScore } = stop;
  const place = { '--column': String(column + 1), '--row': String(row + 1) };
  const share = maxScore === 0 ? 0 : score / maxScore;
  const dot = (
    <span
      class="dot"
      style={{ '--share': `${share * 100}%` }}
      role="img"
      aria-label={`${kind}, ${WORDS[state]}`}
    >
      <span aria-hidden="true">{glyphOf(stop)}</span>
    </span>
  );
  return (
    <li class={`stop stop-${kind} stop-${state}`} style={place}>
      {dot}
      <span class="stop-text">
        {state === 'empty' ? (
          <span class="stop-title">{title}</span>
        ) : (
          <Link class="stop-title" href={`/?phase=${phase}&${kind}=${id}#catalogue`}>
            {title}
          </Link>
        )}
        <span class="stop-facts">
          {state === 'empty'
            ? 'to come'
            : state === 'untouched'
              ? `${formatPoints(maxScore)} points`
              : `${passedCount} of ${exerciseCount} · ${formatPoints(score)} / ${formatPoints(maxScore)}`}
        </span>
      </span>
    </li>
  );
}
