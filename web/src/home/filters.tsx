import { EXERCISE_KINDS, LANGUAGES } from '../../../grading/manifest/language-names.ts';
import type { PhaseResource } from '../../../grading/resource/resources.ts';
import type { ExerciseFilter } from './exercise-filter.ts';

interface FiltersProps {
  readonly filter: ExerciseFilter;
  readonly setFilter: (filter: ExerciseFilter) => void;
  readonly phases: readonly PhaseResource[];
}

interface Choice {
  readonly value: string;
  readonly title: string;
}

const asChoices = (values: readonly string[]): Choice[] =>
  values.map((value) => ({ value, title: value }));
const titled = ({ id, title }: { readonly id: string; readonly title: string }): Choice => ({
  value: id,
  title,
});

export function Filters({ filter, setFilter, phases }: FiltersProps) {
  const choices: Readonly<Record<Exclude<keyof ExerciseFilter, 'text'>, readonly Choice[]>> = {
    phase: phases.map(titled),
    topic: phases.flatMap(({ topics }) => topics.map(titled)),
    kind: asChoices(EXERCISE_KINDS),
    language: asChoices(LANGUAGES),
    state: asChoices(['untouched', 'tried', 'passed']),
  };
  return (
    <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <label>
        Search
        <input
          type="search"
          value={filter.text}
          onInput={({ currentTarget }) => setFilter({ ...filter, text: currentTarget.value })}
        />
      </label>
      {Object.entries(choices).map(([name, values]) => (
        <label key={name}>
          {name}
          <select
            value={filter[name as keyof ExerciseFilter]}
            onChange={({ currentTarget }) => setFilter({ ...filter, [name]: currentTarget.value })}
          >
            <option value="">any</option>
            {values.map(({ value, title }) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </select>
        </label>
      ))}
    </form>
  );
}
