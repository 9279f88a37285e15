import type { ExerciseResource, SubmissionResource } from '../../../grading/resource/resources.ts';
import { useSubmission } from '../state/use-submission.ts';
import { ResultPanel } from './result-panel.tsx';

interface ResultViewProps {
  readonly submission: SubmissionResource;
  /** Null where it is gone, or not yet there. */
  readonly exercise: ExerciseResource | null;
}

/** What became of a submission, to be read; one that is not graded yet is followed until it is. */
export function ResultView({ submission }: ResultViewProps) {
  const { state, id } = submission;
  const followed = useSubmission(state === 'graded' || state === 'failed' ? null : id);
  return (
    <ResultPanel
      followed={{ ...followed, submission: followed.submission ?? submission }}
      sending={false}
    />
  );
}
