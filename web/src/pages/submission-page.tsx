import { Link } from 'wouter-preact';
import { LANGUAGE_TITLES } from '../../../grading/manifest/language-names.ts';
import type { ExerciseResource, SubmissionResource } from '../../../grading/resource/resources.ts';
import { isNotFound } from '../api-client.ts';
import { PageFailure } from '../components/failure.tsx';
import { Loading } from '../components/loading.tsx';
import { Moment } from '../components/moment.tsx';
import { CompareWith } from '../history/compare-with.tsx';
import { NoSuchSubmission } from '../history/no-such-submission.tsx';
import { Restore } from '../history/restore.tsx';
import { SubmittedFiles } from '../history/submitted-files.tsx';
import { ResultView } from '../result/result-view.tsx';
import { useResource } from '../state/use-resource.ts';
import { useTitle } from '../state/use-title.ts';
import '../styles/history.css';

export default function SubmissionPage({ id }: { readonly id: string }) {
  const submission = useResource<SubmissionResource>(`submissions/${encodeURIComponent(id)}`);
  const exerciseId = submission.state === 'ready' ? submission.value.exerciseId : null;
  const exercise = useResource<ExerciseResource>(exerciseId && `exercises/${exerciseId}`);
  if (submission.state === 'failed') {
    return isNotFound(submission.error) ? <NoSuchSubmission /> : <PageFailure {...submission} />;
  }
  if (submission.state === 'loading' || exercise.state === 'loading') {
    return <Loading what="the submission" />;
  }
  if (exercise.state === 'failed' && !isNotFound(exercise.error)) {
    return <PageFailure {...exercise} />;
  }
  // An exercise that is gone takes nothing of a submission away but its title and the way back.
  const found = exercise.state === 'ready' ? exercise.value : null;
  return <Submission submission={submission.value} exercise={found} onOver={submission.reload} />;
}

interface SubmissionProps {
  readonly submission: SubmissionResource;
  readonly exercise: ExerciseResource | null;
}

interface GradedProps extends SubmissionProps {
  /** It is graded now: what stands above the result is asked for again. */
  readonly onOver: () => void;
}

function Submission({ submission, exercise, onOver }: GradedProps) {
  const { exerciseId, language, createdAt, samplesOnly, counts } = submission;
  const title = exercise?.title ?? exerciseId;
  useTitle(`${title}, submission`);
  return (
    <section class="history">
      <div class="submission-head">
        <div>
          <h1>
            {exercise === null ? title : <Link href={`/exercises/${exerciseId}`}>{title}</Link>}
            {counts && <span class="counts">counts</span>}
          </h1>
          <p class="facts">
            {samplesOnly ? 'A try of the samples' : 'Submitted'} <Moment time={createdAt} /> ·{' '}
            {LANGUAGE_TITLES[language]}
          </p>
        </div>
        <div class="submission-actions">
          <Link class="button quiet" href={`/submissions?exercise=${exerciseId}`}>
            All of this exercise
          </Link>
          <CompareWith key={submission.id} {...submission} />
          {exercise !== null && <Restore {...{ submission, exercise }} />}
        </div>
      </div>
      <VersionNote {...{ submission, exercise }} />
      <RejudgeNote {...submission} />
      <div class="submission-parts">
        <SubmittedFiles {...submission} />
        <section aria-label="Result">
          <h2>Result</h2>
          <ResultView {...{ submission, exercise, onOver }} />
        </section>
      </div>
    </section>
  );
}

/** Rejudging never changes a result silently. */
function RejudgeNote({ rejudged }: Pick<SubmissionResource, 'rejudged'>) {
  return rejudged.map(({ at, verdict, score, maxScore }) => (
    <p key={at} class="note">
      Rejudged on <Moment time={at} />; before, it was {verdict ?? 'ungraded'} with {score ?? 0} of{' '}
      {maxScore}.
    </p>
  ));
}

function VersionNote({ submission, exercise }: SubmissionProps) {
  if (exercise === null) {
    return <p class="note">This exercise is not offered any more. Your work stays.</p>;
  }
  if (exercise.contentHash === submission.contentHash) return null;
  return (
    <p class="note">
      The exercise has changed since. This was graded with the version that there was then.
    </p>
  );
}
