import { LANGUAGE_TITLES } from '../../../grading/manifest/language-names.ts';
import { VERDICT_TITLES } from '../../../grading/verdict/verdict.ts';
import { CHOICES, type SubmissionFilter } from './submission-filter.ts';

interface SubmissionFiltersProps {
  readonly filter: SubmissionFilter;
  readonly setFilter: (filter: SubmissionFilter) => void;
  /** Of exercises by id. */
  readonly titles: ReadonlyMap<string, string>;
}

const WHAT = { submit: 'submissions that count', try: 'tries of the samples' } as const;

export function SubmissionFilters({ filter, setFilter, titles }: SubmissionFiltersProps) {
  const byTitle = [...titles].sort(([, a], [, b]) => a.localeCompare(b));
  const choices: Readonly<Record<keyof SubmissionFilter, readonly (readonly [string, string])[]>> =
    {
      exercise: byTitle,
      verdict: CHOICES.verdict.map((verdict) => [
        verdict,
        `${verdict} · ${VERDICT_TITLES[verdict]}`,
      ]),
      language: CHOICES.language.map((language) => [language, LANGUAGE_TITLES[language]]),
      what: CHOICES.what.map((what) => [what, WHAT[what]]),
    };
  return (
    <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      {Object.entries(choices).map(([name, values]) => (
        <label key={name}>
          {name}
          <select
            value={filter[name as keyof SubmissionFilter]}
            onChange={({ currentTarget }) => setFilter({ ...filter, [name]: currentTarget.value })}
          >
            <option value="">any</option>
            {values.map(([value, title]) => (
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
