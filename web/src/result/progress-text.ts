import type { SequencedEvent } from '../../../grading/event/submission-event.ts';
import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import { plural } from '../../../grading/text/units.ts';

/** Where a submission is, in a sentence. */
export function progressText(
  submission: SubmissionResource | null,
  event: SequencedEvent | null,
): string {
  switch (event?.type) {
    case undefined:
    case 'queued':
      return queuedText(submission?.queuePosition ?? null);
    case 'started':
      return 'A sandbox is ready …';
    case 'compiling':
      return 'Compiling …';
    case 'running':
      return `Running ${plural(event.totalCases, 'case')} …`;
    case 'case':
      return `Case ${event.index} of ${event.totalCases} …`;
    case 'retrying':
      return `Something on our side failed; trying again (attempt ${event.attempt}) …`;
    case 'finished':
      return 'Graded; fetching the result …';
  }
}

function queuedText(position: number | null): string {
  if (position === null) return 'Waiting …';
  return position === 0 ? 'Queued, next in line …' : `Queued, ${position} before yours …`;
}
