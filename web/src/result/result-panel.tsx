import { Failure } from '../components/failure.tsx';
import { VerdictBadge } from '../components/verdict-badge.tsx';
import type { FollowedSubmission } from '../state/use-submission.ts';
import { GradedResult } from './graded-result.tsx';
import { progressText } from './progress-text.ts';
import '../styles/result.css';

interface ResultPanelProps {
  readonly followed: FollowedSubmission;
  /** The request that hands in is under way, so that there is nothing to follow yet. */
  readonly sending: boolean;
}

export function ResultPanel({ followed, sending }: ResultPanelProps) {
  const { submission, event, error } = followed;
  if (!sending && submission?.result) {
    return <GradedResult result={submission.result} samplesOnly={submission.samplesOnly} />;
  }
  // It has a verdict and no result: nothing was found out about the solution.
  if (!sending && submission?.state === 'failed') {
    return (
      <p class="summary" role="status">
        <VerdictBadge verdict="IE" /> The grader failed, not your solution, and nothing was scored.
        Submit again; if it stays so, tell your instructor.
      </p>
    );
  }
  if (!sending && error !== null) {
    return <Failure error={error} retry={() => window.location.reload()} />;
  }
  const share = event?.type === 'case' ? event.index / event.totalCases : undefined;
  return (
    <div class="grading">
      <p role="status">{sending ? 'Handing in …' : progressText(submission, event)}</p>
      <progress value={share} aria-label="Grading" />
    </div>
  );
}
