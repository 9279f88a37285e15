import { Link } from 'wouter-preact';
import { LANGUAGE_TITLES } from '../../../../grading/manifest/language-names.ts';
import type {
  ExerciseResource,
  SubmissionResource,
} from '../../../../grading/resource/resources.ts';
import { Failure } from '../../components/failure.tsx';
import { Loading } from '../../components/loading.tsx';
import { Moment } from '../../components/moment.tsx';
import { SubmittedFiles } from '../../history/submitted-files.tsx';
import { ResultView } from '../../result/result-view.tsx';
import { isOver } from '../../state/follow-submission.ts';
import { useResource } from '../../state/use-resource.ts';
import '../../styles/history.css';

/** One submission of a learner, as the learner sees it; nothing of it can be changed here. */
export function LearnerSubmission({ path }: { readonly path: string }) {
  const found = useResource<SubmissionResource>(path);
  const exerciseId = found.state === 'ready' ? found.value.exerciseId : null;
  const exercise = useResource<ExerciseResource>(exerciseId && `exercises/${exerciseId}`);
  if (found.state === 'failed') return <Failure {...found} />;
  if (found.state === 'loading' || exercise.state === 'loading') {
    return <Loading what="the submission" />;
  }
  const submission = found.value;
  const { language, createdAt, samplesOnly, counts } = submission;
  return (
    <section class="desk-part" aria-label="Submission">
      <p class="learner-submission-facts">
        {samplesOnly ? 'A try of the samples' : 'Submitted'} <Moment time={createdAt} /> ·{' '}
        {LANGUAGE_TITLES[language]}{' '}
        {counts ? (
          <span class="desk-tag">This one counts</span>
        ) : (
          <span class="desk-tag desk-tag-quiet">Another one counts, or none</span>
        )}{' '}
        <Link href={`/desk/rejudges?submission=${submission.id}`}>Rejudge it</Link>
      </p>
      <div class="submission-parts">
        <SubmittedFiles {...submission} />
        <section aria-label="Result">
          <h2>Result</h2>
          {isOver(submission) ? (
            <ResultView
              submission={submission}
              exercise={exercise.state === 'ready' ? exercise.value : null}
            />
          ) : (
            <div class="desk-empty">
              <p>It is not graded yet.</p>
              <button type="button" class="quiet" onClick={found.reload}>
                Look again
              </button>
            </div>
          )}
        </section>
      </div>
    </section>
  );
}
