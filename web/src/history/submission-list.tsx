import { Link } from 'wouter-preact';
import { LANGUAGE_TITLES } from '../../../grading/manifest/language-names.ts';
import type { SubmissionSummaryResource } from '../../../grading/resource/resources.ts';
import { formatPoints } from '../../../grading/text/units.ts';
import { Moment } from '../components/moment.tsx';
import { VerdictBadge } from '../components/verdict-badge.tsx';

interface SubmissionListProps {
  readonly submissions: readonly SubmissionSummaryResource[];
  /** Of exercises by id; one that is gone is named by its id. */
  readonly titles: ReadonlyMap<string, string>;
}

export function SubmissionList({ submissions, titles }: SubmissionListProps) {
  return (
    <ul class="submissions">
      {submissions.map((submission) => (
        <li key={submission.id}>
          <Link
            class="submission-title"
            href={`/exercises/${submission.exerciseId}?submission=${submission.id}`}
          >
            {titles.get(submission.exerciseId) ?? submission.exerciseId}
          </Link>
          <span class="facts">
            {LANGUAGE_TITLES[submission.language]} · <Moment time={submission.createdAt} />
            {submission.samplesOnly && ' · samples only'}
          </span>
          <span class="outcome">
            <Outcome {...submission} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Outcome({ state, verdict, score, maxScore, samplesOnly }: SubmissionSummaryResource) {
  if (verdict === null || state !== 'graded') return <span class="facts">{state}</span>;
  return (
    <>
      <VerdictBadge verdict={verdict} />
      {!samplesOnly && score !== null && (
        <span class="facts">
          {formatPoints(score)} / {formatPoints(maxScore)}
        </span>
      )}
    </>
  );
}
