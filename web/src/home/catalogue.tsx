import { useSearchParams } from 'wouter-preact';
import type {
  ExerciseSummaryResource,
  PhaseResource,
} from '../../../grading/resource/resources.ts';
import { FILTER_NAMES, matches, readFilter, type ExerciseFilter } from './exercise-filter.ts';
import { ExerciseTile } from './exercise-tile.tsx';
import { Filters } from './filters.tsx';

interface CatalogueProps {
  readonly phases: readonly PhaseResource[];
  readonly exercises: readonly ExerciseSummaryResource[];
  readonly signedIn: boolean;
}

/** All exercises, with filters that stand in the address: a found set can be shared and reloaded. */
export function Catalogue({ phases, exercises, signedIn }: CatalogueProps) {
  const [search, setSearch] = useSearchParams();
  const filter = readFilter(search);
  const shown = exercises.filter((exercise) => matches(exercise, filter));
  const setFilter = (next: ExerciseFilter): void => {
    const chosen = FILTER_NAMES.filter((name) => next[name] !== '');
    setSearch(new URLSearchParams(chosen.map((name) => [name, next[name]])), { replace: true });
  };
  const isFiltered = FILTER_NAMES.some((name) => filter[name] !== '');
  return (
    <section id="catalogue" class="catalogue" aria-labelledby="catalogue-title">
      <h2 id="catalogue-title">Exercises</h2>
      <Filters {...{ filter, setFilter, phases, signedIn }} />
      <p class="found">
        <span role="status">
          {shown.length === 0 ? 'Nothing matches. Loosen a filter.' : `${shown.length} shown`}
        </span>
        {isFiltered && (
          <button type="button" class="quiet" onClick={() => setSearch(new URLSearchParams())}>
            Clear filters
          </button>
        )}
      </p>
      <ul class="tiles">
        {shown.map((exercise) => (
          <ExerciseTile key={exercise.id} exercise={exercise} />
        ))}
      </ul>
    </section>
  );
}
