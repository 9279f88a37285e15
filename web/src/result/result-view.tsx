import { useEffect } from 'preact/hooks';
import type { ExerciseResource, SubmissionResource } from '../../../grading/resource/resources.ts';
import { isOver, NOTHING_FOLLOWED } from '../state/follow-submission.ts';
import { useSubmission } from '../state/use-submission.ts';
import { ResultPanel } from './result-panel.tsx';

interface ResultViewProps {
  readonly submission: SubmissionResource;
  /** Null where it is gone, or not yet there. */
  readonly exercise: ExerciseResource | null;
  /** Called when the grading ends while it is looked at. */
  readonly onOver?: () => void;
}

/** What became of a submission, to be read; one that is not graded yet is followed until it is. */
export function ResultView({ submission, exercise, onOver }: ResultViewProps) {
  const over = isOver(submission);
  const followed = useSubmission(over ? null : submission.id, submission);
  const hasEnded = !over && followed.submission !== null && isOver(followed.submission);
  useEffect(() => {
    if (hasEnded) onOver?.();
  }, [hasEnded, onOver]);
  return (
    <ResultPanel
      followed={over ? { ...NOTHING_FOLLOWED, submission } : followed}
      sending={false}
      exercise={exercise}
    />
  );
}
