import { LANGUAGE_TITLES } from '../../../grading/manifest/language-names.ts';
import { VERDICT_TITLES } from '../../../grading/verdict/verdict.ts';
import { CHOICES, type SubmissionFilter } from './submission-filter.ts';

interface SubmissionFiltersProps {
  readonly filter: SubmissionFilter;
  readonly setFilter: (filter: SubmissionFilter) => void;
  /** Of exercises by id. */
  readonly titles: ReadonlyMap<string, string>;
}

const WHAT = { submit: 'without tries of the samples', try: 'tries of the samples alone' } as const;
const LABELS = { exercise: 'Exercise', verdict: 'Verdict', language: 'Language', what: 'Show' };
const ALL = { exercise: 'all', verdict: 'any', language: 'any', what: 'everything' };

export function SubmissionFilters({ filter, setFilter, titles }: SubmissionFiltersProps) {
  // One that is gone, or whose title is still to come, is named by its id.
  const { exercise } = filter;
  const named = exercise === '' || titles.has(exercise) ? [] : [[exercise, exercise] as const];
  const byTitle = [...named, ...titles].sort(([, a], [, b]) => a.localeCompare(b));
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
  const names = ['exercise', 'verdict', 'language', 'what'] as const;
  return (
    <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      {names.map((name) => (
        <label key={name}>
          {LABELS[name]}
          <select
            value={filter[name]}
            onChange={({ currentTarget }) => setFilter({ ...filter, [name]: currentTarget.value })}
          >
            <option value="">{ALL[name]}</option>
            {choices[name].map(([value, title]) => (
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
