import { Link } from 'wouter-preact';
import { LANGUAGE_TITLES } from '../../../grading/manifest/language-names.ts';
import type { SubmissionSummaryResource } from '../../../grading/resource/resources.ts';
import { Moment, momentText } from '../components/moment.tsx';
import { Outcome } from './outcome.tsx';

interface HistoryListProps {
  readonly submissions: readonly SubmissionSummaryResource[];
  /** Of exercises by id; one that is gone is named by its id. */
  readonly titles: ReadonlyMap<string, string>;
  /** For comparing: at most two, of one exercise. */
  readonly chosen: readonly SubmissionSummaryResource[];
  readonly setChosen: (chosen: readonly SubmissionSummaryResource[]) => void;
}

const PAIR = 2;

export function HistoryList({ submissions, titles, chosen, setChosen }: HistoryListProps) {
  const [first] = chosen;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="My submissions">
      <table class="history-table">
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">To compare</span>
            </th>
            <th scope="col">Exercise</th>
            <th scope="col">Verdict</th>
            <th scope="col" class="number">
              Points
            </th>
            <th scope="col" class="aside">
              Language
            </th>
            <th scope="col" class="aside">
              When
            </th>
          </tr>
        </thead>
        <tbody>
          {submissions.map((submission) => {
            const isChosen = chosen.some(({ id }) => id === submission.id);
            // Another exercise's is compared with nothing of this one.
            const fits = first === undefined || first.exerciseId === submission.exerciseId;
            return (
              <Row
                key={submission.id}
                {...{ submission, isChosen }}
                title={titles.get(submission.exerciseId) ?? submission.exerciseId}
                mayChoose={isChosen || (fits && chosen.length < PAIR)}
                choose={(wanted) =>
                  setChosen(
                    wanted
                      ? [...chosen, submission]
                      : chosen.filter(({ id }) => id !== submission.id),
                  )
                }
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly submission: SubmissionSummaryResource;
  readonly title: string;
  readonly isChosen: boolean;
  readonly mayChoose: boolean;
  readonly choose: (wanted: boolean) => void;
}

function Row({ submission, title, isChosen, mayChoose, choose }: RowProps) {
  const { id, language, createdAt, counts, samplesOnly } = submission;
  return (
    <tr class={samplesOnly ? 'try' : undefined}>
      <td>
        <input
          type="checkbox"
          aria-label={`Compare ${title}, ${momentText(createdAt)}`}
          checked={isChosen}
          disabled={!mayChoose}
          onChange={({ currentTarget }) => choose(currentTarget.checked)}
        />
      </td>
      <th scope="row">
        <Link href={`/submissions/${id}`}>{title}</Link>
        {counts && <span class="counts">counts</span>}
        {samplesOnly && <span class="facts"> samples only</span>}
        <span class="row-facts">
          {LANGUAGE_TITLES[language]} · <Moment time={createdAt} />
        </span>
      </th>
      <Outcome {...submission} />
      <td class="aside">{LANGUAGE_TITLES[language]}</td>
      <td class="when aside">
        <Moment time={createdAt} />
      </td>
    </tr>
  );
}
