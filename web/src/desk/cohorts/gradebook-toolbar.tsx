import type { CohortResource, GradebookResource } from '../../../../grading/resource/resources.ts';
import { usePhaseTitles } from './use-phase-titles.ts';
import { filterQuery, type CohortAddress } from './use-cohort-address.ts';

interface GradebookToolbarProps {
  readonly cohort: CohortResource;
  readonly address: CohortAddress;
  readonly setAddress: (changed: Partial<CohortAddress>) => void;
  /** Null: not there yet. */
  readonly gradebook: GradebookResource | null;
}

export function GradebookToolbar(props: GradebookToolbarProps) {
  const { cohort, address, setAddress, gradebook } = props;
  const titles = usePhaseTitles();
  const phases = [...new Set(gradebook?.exercises.map(({ phase }) => phase))];
  return (
    <form class="desk-toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
      <label>
        Learner
        <input
          type="search"
          value={address.q}
          onInput={({ currentTarget }) => setAddress({ q: currentTarget.value })}
        />
      </label>
      <label>
        Phase
        <select
          value={address.phase}
          onChange={({ currentTarget }) => setAddress({ phase: currentTarget.value })}
        >
          <option value="">all</option>
          {phases.map((phase) => (
            <option key={phase} value={phase}>
              {titles.get(phase) ?? phase}
            </option>
          ))}
        </select>
      </label>
      {cohort.assignments.length > 0 && (
        <label class="desk-check">
          <input
            type="checkbox"
            checked={address.exercises === ''}
            onChange={({ currentTarget }) =>
              setAddress({ exercises: currentTarget.checked ? '' : 'all' })
            }
          />
          Only assigned
        </label>
      )}
      <Downloads {...{ cohort, address }} />
    </form>
  );
}

function Downloads({ cohort, address }: Pick<GradebookToolbarProps, 'cohort' | 'address'>) {
  const file = `/api/v1/cohorts/${cohort.id}/gradebook.csv`;
  const query = filterQuery(address);
  return (
    <p class="desk-end matrix-downloads">
      <a class="button quiet" download href={query === '' ? file : `${file}?${query}`}>
        Download as shown (CSV)
      </a>
      <a class="button quiet" download href={`${file}?exercises=all`}>
        Download all
      </a>
      <a class="button quiet" download href={`/api/v1/cohorts/${cohort.id}/scores.csv`}>
        One row a score
      </a>
    </p>
  );
}
