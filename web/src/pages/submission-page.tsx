import { Link } from 'wouter-preact';
import { LANGUAGE_TITLES } from '../../../grading/manifest/language-names.ts';
import type { ExerciseResource, SubmissionResource } from '../../../grading/resource/resources.ts';
import { ApiProblem } from '../api-client.ts';
import { PageFailure } from '../components/failure.tsx';
import { Loading } from '../components/loading.tsx';
import { Moment } from '../components/moment.tsx';
import { Restore } from '../history/restore.tsx';
import { SubmittedFiles } from '../history/submitted-files.tsx';
import { ResultView } from '../result/result-view.tsx';
import { useResource } from '../state/use-resource.ts';
import { useTitle } from '../state/use-title.ts';
import '../styles/history.css';

const NOT_FOUND = 404;

export default function SubmissionPage({ id }: { readonly id: string }) {
  const submission = useResource<SubmissionResource>(`submissions/${encodeURIComponent(id)}`);
  const exerciseId = submission.state === 'ready' ? submission.value.exerciseId : null;
  const exercise = useResource<ExerciseResource>(exerciseId && `exercises/${exerciseId}`);
  if (submission.state === 'failed') {
    const { error } = submission;
    const isAbsent = error instanceof ApiProblem && error.status === NOT_FOUND;
    return isAbsent ? <NotMine /> : <PageFailure {...submission} />;
  }
  if (submission.state === 'loading' || exercise.state === 'loading') {
    return <Loading what="the submission" />;
  }
  // An exercise that is gone takes nothing of a submission away but its title and the way back.
  const found = exercise.state === 'ready' ? exercise.value : null;
  return <Submission submission={submission.value} exercise={found} />;
}

interface SubmissionProps {
  readonly submission: SubmissionResource;
  readonly exercise: ExerciseResource | null;
}

function Submission({ submission, exercise }: SubmissionProps) {
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
          {exercise !== null && <Restore {...{ submission, exercise }} />}
        </div>
      </div>
      <VersionNote {...{ submission, exercise }} />
      <RejudgeNote {...submission} />
      <div class="submission-parts">
        <SubmittedFiles {...submission} />
        <section aria-label="Result">
          <h2>Result</h2>
          <ResultView {...{ submission, exercise }} />
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

const NotMine = () => (
  <section class="narrow">
    <h1>You have no such submission</h1>
    <p>
      The address may be mistyped, or it is somebody else’s.{' '}
      <Link href="/submissions">My submissions</Link>
    </p>
  </section>
);
