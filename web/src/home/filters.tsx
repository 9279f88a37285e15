import {
  EXERCISE_KINDS,
  LANGUAGES,
  LANGUAGE_TITLES,
} from '../../../grading/manifest/language-names.ts';
import type { PhaseResource } from '../../../grading/resource/resources.ts';
import type { ExerciseFilter } from './exercise-filter.ts';

interface FiltersProps {
  readonly filter: ExerciseFilter;
  readonly setFilter: (filter: ExerciseFilter) => void;
  readonly phases: readonly PhaseResource[];
  readonly signedIn: boolean;
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

function choicesOf({ filter, phases, signedIn }: FiltersProps) {
  const open = phases.filter(({ id }) => filter.phase === '' || filter.phase === id);
  const hasAny = ({ exerciseCount }: { readonly exerciseCount: number }) => exerciseCount > 0;
  return {
    phase: phases.map(titled),
    topic: open.flatMap(({ topics }) => topics.filter(hasAny).map(titled)),
    project: open.flatMap(({ projects }) => projects.filter(hasAny).map(titled)),
    kind: asChoices(EXERCISE_KINDS),
    language: LANGUAGES.map((value) => ({ value, title: LANGUAGE_TITLES[value] })),
    difficulty: asChoices(['easy', 'medium', 'hard']),
    ...(signedIn ? { state: asChoices(['untouched', 'tried', 'passed']) } : {}),
  };
}

export function Filters(props: FiltersProps) {
  const { filter, setFilter } = props;
  return (
    <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <label class="filters-text">
        Search
        <input
          type="search"
          placeholder="a title, a topic, a language"
          value={filter.q}
          onInput={({ currentTarget }) => setFilter({ ...filter, q: currentTarget.value })}
        />
      </label>
      {Object.entries(choicesOf(props)).map(([name, values]) => (
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
