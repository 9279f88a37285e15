import type { Verdict } from '../verdict/verdict.ts';

/**
 * Live events of one submission, in order; `seq` starts at 1 and is the SSE event id, so that
 * `Last-Event-ID` resumes without a gap. `finished` is always the last.
 */
export type SubmissionEvent =
  | { readonly type: 'queued' }
  | { readonly type: 'started'; readonly attempt: number }
  | { readonly type: 'compiling' }
  | { readonly type: 'running'; readonly totalCases: number }
  | {
      readonly type: 'case';
      /** 1-based. */
      readonly index: number;
      readonly totalCases: number;
      readonly name: string;
      readonly sample: boolean;
      readonly verdict: Verdict;
      readonly cpuTimeMs: number;
    }
  /** An attempt failed for a reason of ours and is tried again. */
  | { readonly type: 'retrying'; readonly attempt: number; readonly reason: string }
  | {
      readonly type: 'finished';
      readonly verdict: Verdict;
      readonly score: number;
      readonly maxScore: number;
    };

export type SequencedEvent = SubmissionEvent & { readonly seq: number };

/**
 * Where a submission stands in the queue, told among its events while it waits. It has no number:
 * it is not stored, and the next one makes it old.
 */
export interface QueuePositionEvent {
  readonly type: 'position';
  /** Submissions before this one; 0 is next. */
  readonly position: number;
  /** What it needs and no living worker runs (RuntimeName); null: one does. */
  readonly waitingFor: string | null;
}
