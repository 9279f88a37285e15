import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type {
  ExerciseSummaryResource,
  Page,
  PhaseResource,
} from '../../../grading/resource/resources.ts';
import { Failure } from '../components/failure.tsx';
import { Loading } from '../components/loading.tsx';
import { Filters } from '../home/filters.tsx';
import { matches, NO_FILTER } from '../home/exercise-filter.ts';
import { PhaseSection } from '../home/phase-section.tsx';
import { useResource } from '../state/use-resource.ts';
import { useSession } from '../state/session.tsx';
import '../styles/home.css';

export function HomePage() {
  const { user } = useSession();
  // Asked once it is known who reads, since the best scores come with the exercises.
  const exercises = useResource<Page<ExerciseSummaryResource>>(
    user === undefined ? null : `exercises?limit=100`,
  );
  const phases = useResource<{ readonly items: readonly PhaseResource[] }>('phases');
  const [filter, setFilter] = useState(NO_FILTER);
  if (exercises.state === 'failed') return <Failure {...exercises} />;
  if (phases.state === 'failed') return <Failure {...phases} />;
  if (exercises.state === 'loading' || phases.state === 'loading') {
    return <Loading what="the roadmap" />;
  }
  const shown = exercises.value.items.filter((exercise) => matches(exercise, filter));
  const next = exercises.value.items.find(({ bestScore, points }) => (bestScore ?? 0) < points);
  return (
    <>
      <h1>Your way through the backend</h1>
      {user && next && (
        <p class="next">
          Next: <Link href={`/exercises/${next.id}`}>{next.title}</Link>
        </p>
      )}
      <Filters {...{ filter, setFilter }} phases={phases.value.items} />
      <p role="status" class="nothing">
        {shown.length === 0 ? 'Nothing matches. Loosen a filter.' : `${shown.length} shown`}
      </p>
      {phases.value.items.map((phase) => (
        <PhaseSection
          key={phase.id}
          phase={phase}
          exercises={exercises.value.items.filter((found) => found.phase === phase.id)}
          shown={shown}
          signedIn={user !== null}
        />
      ))}
    </>
  );
}
