import { useEffect } from 'preact/hooks';
import { Link, useSearch } from 'wouter-preact';
import type {
  ExerciseSummaryResource,
  PhaseResource,
} from '../../../grading/resource/resources.ts';
import { PageFailure } from '../components/failure.tsx';
import { Loading } from '../components/loading.tsx';
import { Catalogue } from '../home/catalogue.tsx';
import { PhaseMap } from '../home/phase-map.tsx';
import { nextExercise } from '../home/stops.ts';
import { WhereIAm } from '../home/where-i-am.tsx';
import { useAllPages } from '../state/use-all-pages.ts';
import { useResource } from '../state/use-resource.ts';
import { useSession } from '../state/session.tsx';
import '../styles/home.css';

export function HomePage() {
  const { user } = useSession();
  // Asked once it is known who reads, since the best scores come with the exercises.
  const exercises = useAllPages<ExerciseSummaryResource>(
    user === undefined ? null : 'exercises?limit=100',
  );
  const phases = useResource<{ readonly items: readonly PhaseResource[] }>('phases');
  useHashTarget(exercises.state === 'ready' && phases.state === 'ready');
  if (exercises.state === 'failed') return <PageFailure {...exercises} />;
  if (phases.state === 'failed') return <PageFailure {...phases} />;
  if (exercises.state === 'loading' || phases.state === 'loading') {
    return <Loading what="the roadmap" />;
  }
  const found = { phases: phases.value.items, exercises: exercises.value };
  const signedIn = user !== null && user !== undefined;
  return (
    <div class="home">
      <h1>Your way through the backend</h1>
      {signedIn ? (
        <WhereIAm
          next={nextExercise(found.phases, found.exercises)}
          titles={new Map(found.exercises.map(({ id, title }) => [id, title]))}
        />
      ) : (
        <Welcome />
      )}
      {found.phases.map((phase, index) => (
        <PhaseMap
          key={phase.id}
          {...{ phase, signedIn }}
          number={index + 1}
          exercises={found.exercises}
        />
      ))}
      <Catalogue {...found} signedIn={signedIn} />
    </div>
  );
}

/** A stop of the map leads to the catalogue below, which is there only once it is loaded. */
function useHashTarget(isLoaded: boolean): void {
  const search = useSearch();
  useEffect(() => {
    if (!isLoaded || location.hash === '') return;
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [isLoaded, search]);
}

const Welcome = () => (
  <p class="welcome">
    Three phases, from the first variable to systems of many servers. Pick a stop on the map, solve
    it in the browser or on the command line, and see at once which cases hold.{' '}
    <Link href="/register">Make an account</Link> to keep your progress.
  </p>
);
