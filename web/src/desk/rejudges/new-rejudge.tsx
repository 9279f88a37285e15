import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import type {
  CohortResource,
  RejudgeMatches,
  RejudgeResource,
} from '../../../../grading/resource/resources.ts';
import { LANGUAGE_TITLES, LANGUAGES } from '../../../../grading/manifest/language-names.ts';
import { plural } from '../../../../grading/text/units.ts';
import { VERDICT_TITLES, VERDICTS } from '../../../../grading/verdict/verdict.ts';
import { call } from '../../api-client.ts';
import { useAllPages } from '../../state/use-all-pages.ts';
import { useResource } from '../../state/use-resource.ts';
import { useTitles } from '../../state/use-titles.ts';

type Fields = Readonly<Record<string, string>>;

const FIRST_FIELDS = (): Fields => {
  const asked = new URLSearchParams(location.search);
  return {
    exerciseId: asked.get('exercise') ?? '',
    submissionId: asked.get('submission') ?? '',
  };
};

/** Empty fields match everything; days become moments of the reader's time zone. */
const toFilter = (fields: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value.trim() !== '')
      .map(([name, value]) => [
        name,
        name === 'from' || name === 'until' ? new Date(value).toISOString() : value.trim(),
      ]),
  );

/** What to grade again, with the number that this is before anything runs. */
export function NewRejudge() {
  const [fields, setFields] = useState(FIRST_FIELDS);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [, go] = useLocation();
  const titles = useTitles();
  const cohorts = useAllPages<CohortResource>('cohorts?limit=100');
  const filter = toFilter(fields);
  const isEmpty = Object.keys(filter).length === 0;
  const query = new URLSearchParams(filter).toString();
  const matches = useResource<RejudgeMatches>(isEmpty ? null : `rejudges/matches?${query}`);
  const set = (name: string) => (event: { currentTarget: { value: string } }) =>
    setFields((before) => ({ ...before, [name]: event.currentTarget.value }));

  const create = async (event: Event): Promise<void> => {
    event.preventDefault();
    try {
      const made = await call<RejudgeResource>('POST', 'rejudges', { body: { reason, filter } });
      go(`/desk/rejudges/${made.id}`);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const { count, max } = matches.state === 'ready' ? matches.value : { count: 0, max: 0 };
  return (
    <form class="desk-card rejudge-form" onSubmit={(event) => void create(event)}>
      <div class="desk-toolbar">
        <label>
          Exercise
          <input
            list="rejudge-exercises"
            value={fields['exerciseId']}
            onInput={set('exerciseId')}
          />
        </label>
        <datalist id="rejudge-exercises">
          {[...titles].map(([id, title]) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </datalist>
        <label>
          Cohort
          <select onChange={set('cohortId')}>
            <option value="">Any</option>
            {cohorts.state === 'ready' &&
              cohorts.value.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </select>
        </label>
        <label>
          Submission
          <input value={fields['submissionId']} onInput={set('submissionId')} />
        </label>
        <label>
          Verdict
          <select onChange={set('verdict')}>
            <option value="">Any</option>
            {VERDICTS.map((verdict) => (
              <option key={verdict} value={verdict}>
                {VERDICT_TITLES[verdict]}
              </option>
            ))}
          </select>
        </label>
        <label>
          Language
          <select onChange={set('language')}>
            <option value="">Any</option>
            {LANGUAGES.map((language) => (
              <option key={language} value={language}>
                {LANGUAGE_TITLES[language]}
              </option>
            ))}
          </select>
        </label>
        <label>
          From
          <input type="datetime-local" onInput={set('from')} />
        </label>
        <label>
          Until
          <input type="datetime-local" onInput={set('until')} />
        </label>
      </div>
      <div class="desk-toolbar">
        <label class="rejudge-reason">
          Reason
          <input
            required
            maxLength={200}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        <button type="submit" disabled={count === 0 || count > max}>
          Grade again
        </button>
      </div>
      <p role="status" class="rejudge-count">
        {isEmpty && 'Name an exercise, a submission or a filter.'}
        {matches.state === 'ready' && !isEmpty && (
          <>
            {plural(count, 'submission')} of your learners
            {count > max && `; one rejudge takes up to ${max}, so narrow the filter`}
          </>
        )}
        {matches.state === 'failed' && matches.error.message}
      </p>
      {problem !== null && <p role="alert">{problem}</p>}
    </form>
  );
}
