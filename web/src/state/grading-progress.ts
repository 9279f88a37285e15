import type {
  QueuePositionEvent,
  SequencedEvent,
  SubmissionEvent,
} from '../../../grading/event/submission-event.ts';
import type { Verdict } from '../../../grading/verdict/verdict.ts';

export interface CaseMark {
  readonly name: string;
  readonly verdict: Verdict;
}

/** How far the grading of one submission is, as its events have told. */
export interface GradingProgress {
  readonly stage: SubmissionEvent['type'];
  /** Submissions before this one, while it is queued; null: not known. */
  readonly position: number | null;
  /** While it is queued: what it needs and no living worker runs; undefined: not told. */
  readonly waitingFor?: string | null;
  /** From 1; a later one begins anew, because a worker was lost or failed. */
  readonly attempt: number;
  /** Null until the program runs. */
  readonly totalCases: number | null;
  /** Of this attempt, by case. */
  readonly marks: readonly CaseMark[];
  /** Number of the last event, from which a cut stream resumes; 0: none. */
  readonly lastSeq: number;
}

export const NO_PROGRESS: GradingProgress = {
  ...{ stage: 'queued', position: null, attempt: 1, totalCases: null, marks: [], lastSeq: 0 },
};

/** What comes a second time, as after a reconnection, changes nothing. */
export function advance(
  before: GradingProgress,
  event: SequencedEvent | QueuePositionEvent,
): GradingProgress {
  if (event.type === 'position') {
    return before.stage === 'queued'
      ? { ...before, position: event.position, waitingFor: event.waitingFor }
      : before;
  }
  if (event.seq <= before.lastSeq) return before;
  const now = { ...before, lastSeq: event.seq, stage: event.type, position: null };
  switch (event.type) {
    case 'started':
      return { ...now, attempt: event.attempt, totalCases: null, marks: [] };
    case 'running':
      return { ...now, totalCases: event.totalCases };
    case 'case': {
      const { name, verdict, index, totalCases } = event;
      const marks = [...before.marks.slice(0, index - 1), { name, verdict }];
      return { ...now, totalCases, marks };
    }
    case 'queued':
    case 'compiling':
    case 'retrying':
    case 'finished':
      return now;
    default:
      // A stage that a newer server has: passed over, but for its number.
      return { ...before, lastSeq: (event as SequencedEvent).seq };
  }
}
