import type { ExerciseResource, SubmissionResource } from '../../../grading/resource/resources.ts';
import { runtimeTitle } from '../../../grading/job/runtime-name.ts';
import { formatPoints, plural } from '../../../grading/text/units.ts';
import { titleOfResult } from '../../../grading/verdict/verdict.ts';
import { isOver, type FollowedSubmission } from '../state/follow-submission.ts';

/** Where a submission is, in a sentence. */
export function progressText({ submission, progress }: FollowedSubmission): string {
  const { stage, totalCases, marks } = progress;
  switch (stage) {
    case 'queued':
      return queuedText(progress, submission);
    case 'started':
      return 'A sandbox is ready …';
    case 'compiling':
      return 'Compiling …';
    case 'running':
      return totalCases === null ? 'Running …' : `Running ${plural(totalCases, 'case')} …`;
    case 'case':
      return `Case ${marks.length} of ${totalCases ?? marks.length} …`;
    case 'retrying':
      return 'Waiting to be graded again …';
    case 'finished':
      return 'Graded; fetching the result …';
  }
}

function queuedText(
  progress: FollowedSubmission['progress'],
  submission: SubmissionResource | null,
): string {
  const { waitingFor = submission?.waitingFor ?? null } = progress;
  if (waitingFor !== null) return `Waiting for a worker that runs ${runtimeTitle(waitingFor)} …`;
  const position = progress.position ?? submission?.queuePosition ?? null;
  if (position === null) return 'Waiting …';
  return position === 0 ? 'Queued, next in line …' : `Queued, ${position} before yours …`;
}

/** What the learner should know beside it; null: all goes its way. */
export function progressNote({ progress, connection }: FollowedSubmission): string | null {
  if (connection === 'lost') {
    return 'The connection is lost; trying again. Your submission is safe and is graded all the same.';
  }
  if (progress.attempt > 1 || progress.stage === 'retrying') {
    return 'Something on our side stopped the grading, so it began again. You need not do anything.';
  }
  return null;
}

export const scoreText = ({ samplesOnly, result }: SubmissionResource): string => {
  if (result === null) return '';
  return samplesOnly
    ? 'samples only, nothing is scored'
    : `${formatPoints(result.score)} of ${formatPoints(result.maxScore)} points`;
};

/**
 * What a screen reader says of it, sparingly: stages and the verdict, but no single case, and no
 * change of the place in the queue.
 */
export function announcement(followed: FollowedSubmission, sending: boolean): string {
  const { submission, progress, connection } = followed;
  if (sending) return 'Sending.';
  if (submission?.result) {
    const { verdict, score, maxScore } = submission.result;
    const points = `Score: ${formatPoints(score)} out of ${formatPoints(maxScore)}.`;
    const words = `Verdict: ${verdict}, ${titleOfResult(submission.result)}.`;
    return submission.samplesOnly ? words : `${words} ${points}`;
  }
  if (submission?.state === 'failed') return 'Verdict: IE. It was our failure.';
  if (connection === 'lost') return 'Disconnected. A new connection is being made.';
  if (progress.attempt > 1 || progress.stage === 'retrying') return 'Grading starts once more.';
  switch (progress.stage) {
    case 'queued':
      return 'In the queue.';
    case 'started':
    case 'compiling':
      return 'Being prepared.';
    case 'running':
    case 'case':
      return 'Your solution runs.';
    default:
      return '';
  }
}

/** The state in a word, for the title of a tab that nobody looks at; null: nothing goes on. */
export function titleState({ submission, progress }: FollowedSubmission): string | null {
  if (submission === null) return null;
  if (isOver(submission)) return submission.verdict ?? 'IE';
  const { marks, totalCases } = progress;
  if (totalCases !== null) return `${marks.length}/${totalCases}`;
  return progress.stage === 'queued' ? 'Queued' : 'Grading';
}

/** How many cases there will be, as far as the exercise tells. */
export function expectedCases(
  exercise: ExerciseResource | null,
  submission: SubmissionResource | null,
): number | null {
  if (exercise === null || exercise.contentHash !== submission?.contentHash) return null;
  return submission.samplesOnly
    ? exercise.samples.length
    : exercise.groups.reduce((sum, { caseCount }) => sum + caseCount, 0);
}
