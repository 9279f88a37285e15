import type { ComponentChildren } from 'preact';
import type { ExerciseResource } from '../../../grading/resource/resources.ts';
import { Failure } from '../components/failure.tsx';
import { VerdictBadge } from '../components/verdict-badge.tsx';
import type { FollowedSubmission } from '../state/use-submission.ts';
import '../styles/result.css';
import { GradedResult } from './graded-result.tsx';
import { ProgressCard } from './progress-card.tsx';
import { announcement, expectedCases, titleState } from './progress-text.ts';
import { useTabTitle } from './use-tab-title.ts';

interface ResultPanelProps {
  readonly followed: FollowedSubmission;
  /** The request that hands in is under way, so that there is nothing to follow yet. */
  readonly sending: boolean;
  /** Null where it is gone, or not yet there. */
  readonly exercise?: ExerciseResource | null;
  /** What a page adds to a result, below its verdict, so that the verdict stays where it is. */
  readonly children?: ComponentChildren;
}

/** From handing in to the verdict. One line is live, and says little: the rest is to be read. */
export function ResultPanel({
  followed,
  sending,
  exercise = null,
  children = null,
}: ResultPanelProps) {
  useTabTitle(sending ? 'Handing in' : titleState(followed), exercise?.title ?? null);
  return (
    <div class="result-panel">
      <p class="unseen" role="status">
        {announcement(followed, sending)}
      </p>
      <Outcome {...{ followed, sending, exercise, children }} />
    </div>
  );
}

function Outcome({ followed, sending, exercise, children }: Required<ResultPanelProps>) {
  const { submission, error } = followed;
  if (!sending && submission?.result) {
    return (
      <GradedResult key={submission.id} submission={submission} result={submission.result}>
        {children}
      </GradedResult>
    );
  }
  // It has a verdict and no result: nothing was found out about the solution.
  if (!sending && submission?.state === 'failed') return <GraderFailed />;
  if (!sending && error !== null) {
    return <Failure error={error} retry={() => window.location.reload()} />;
  }
  return <ProgressCard {...{ followed, sending }} expected={expectedCases(exercise, submission)} />;
}

function GraderFailed() {
  return (
    <div class="result-card result-ie">
      <p class="result-headline summary">
        <VerdictBadge verdict="IE" />
      </p>
      <p>
        The grader failed, not your solution, and nothing was scored: it costs you nothing. Submit
        again; if it stays so, tell your instructor.
      </p>
    </div>
  );
}
