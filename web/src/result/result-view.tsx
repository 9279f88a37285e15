import type { ExerciseResource, SubmissionResource } from '../../../grading/resource/resources.ts';
import { isOver, NOTHING_FOLLOWED } from '../state/follow-submission.ts';
import { useSubmission } from '../state/use-submission.ts';
import { ResultPanel } from './result-panel.tsx';

interface ResultViewProps {
  readonly submission: SubmissionResource;
  /** Null where it is gone, or not yet there. */
  readonly exercise: ExerciseResource | null;
}

/** What became of a submission, to be read; one that is not graded yet is followed until it is. */
export function ResultView({ submission, exercise }: ResultViewProps) {
  const over = isOver(submission);
  const followed = useSubmission(over ? null : submission.id, submission);
  return (
    <ResultPanel
      followed={over ? { ...NOTHING_FOLLOWED, submission } : followed}
      sending={false}
      exercise={exercise}
    />
  );
}
