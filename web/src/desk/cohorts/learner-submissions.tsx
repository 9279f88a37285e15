import { Link, useSearchParams } from 'wouter-preact';
import { LANGUAGE_TITLES } from '../../../../grading/manifest/language-names.ts';
import type { SubmissionSummaryResource } from '../../../../grading/resource/resources.ts';
import { Moment } from '../../components/moment.tsx';
import { Outcome } from '../../history/outcome.tsx';
import { usePages } from '../../state/use-pages.ts';
import { ListEnd } from '../../components/list-end.tsx';
import { DeskTable, numbers } from '../../components/desk-table.tsx';

interface LearnerSubmissionsProps {
  /** Of the API: `cohorts/ID/members/ID/submissions`. */
  readonly path: string;
  /** Of exercises by id; one that is gone is named by its id. */
  readonly titles: ReadonlyMap<string, string>;
}

/** What a learner handed in, newest first; the exercise to look at stands in the address. */
export function LearnerSubmissions({ path, titles }: LearnerSubmissionsProps) {
  const [search, setSearch] = useSearchParams();
  const exercise = search.get('exercise') ?? '';
  const filter = exercise === '' ? '' : `&exerciseId=${encodeURIComponent(exercise)}`;
  const pages = usePages<SubmissionSummaryResource>(`${path}?limit=50${filter}`);
  const choices = [...titles].sort(([, a], [, b]) => a.localeCompare(b));
  return (
    <section class="desk-part" aria-labelledby="submissions-title">
      <h2 id="submissions-title">Submissions</h2>
      <form class="desk-toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
        <label>
          Exercise
          <select
            value={exercise}
            onChange={({ currentTarget: { value } }) =>
              setSearch(value === '' ? {} : { exercise: value }, { replace: true })
            }
          >
            <option value="">all</option>
            {exercise !== '' && !titles.has(exercise) && (
              <option value={exercise}>{exercise}</option>
            )}
            {choices.map(([id, title]) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
      </form>
      {pages.items.length > 0 && <SubmissionTable submissions={pages.items} titles={titles} />}
      <ListEnd
        {...{ pages }}
        what="submissions"
        empty={exercise === '' ? 'Nothing handed in yet.' : 'Nothing handed in for this exercise.'}
      />
    </section>
  );
}

interface SubmissionTableProps {
  readonly submissions: readonly SubmissionSummaryResource[];
  readonly titles: ReadonlyMap<string, string>;
}

function SubmissionTable({ submissions, titles }: SubmissionTableProps) {
  return (
    <DeskTable
      label="Submissions"
      columns={['Exercise', 'Verdict', numbers('Points'), 'Language', 'When']}
    >
      {submissions.map((submission) => (
        <tr key={submission.id}>
          <th scope="row">
            <Link href={`?exercise=${submission.exerciseId}&submission=${submission.id}`}>
              {titles.get(submission.exerciseId) ?? submission.exerciseId}
            </Link>{' '}
            {submission.counts && <span class="desk-tag">counts</span>}
            {submission.samplesOnly && <span class="desk-tag desk-tag-quiet">samples only</span>}
          </th>
          <Outcome {...submission} />
          <td>{LANGUAGE_TITLES[submission.language]}</td>
          <td class="cohort-when">
            <Moment time={submission.createdAt} />
          </td>
        </tr>
      ))}
    </DeskTable>
  );
}
