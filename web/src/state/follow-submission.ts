import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import { ApiProblem, call } from '../api-client.ts';
import { readEvents } from './event-stream.ts';
import { advance, NO_PROGRESS, type GradingProgress } from './grading-progress.ts';

/**
 * `lost`: the server cannot be reached and is asked again. What is graded meanwhile is not lost:
 * the stream resumes where it broke off, and every round reads the submission itself as well.
 */
export type Connection = 'open' | 'lost';

/** A submission as it becomes: how far it is, and the whole of it once it is graded. */
export interface FollowedSubmission {
  readonly submission: SubmissionResource | null;
  readonly progress: GradingProgress;
  readonly connection: Connection;
  /** It is followed no more. */
  readonly error: Error | null;
}

export const NOTHING_FOLLOWED: FollowedSubmission = {
  ...{ submission: null, progress: NO_PROGRESS, connection: 'open', error: null },
};

/** Waits between rounds without news: half a second, doubled up to 15 s; from one half to all of it. */
const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 15_000;
const ANSWER_TIMEOUT_MS = 20_000;
/** About two hours without any news; a reload begins anew. */
const MAX_ROUNDS_WITHOUT_NEWS = 500;
/** One cut is nobody's concern: it is told when the next try fails, too. */
const SILENT_FAILURES = 1;

const CLIENT_ERROR = 400;
const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;

export const isOver = ({ state }: Pick<SubmissionResource, 'state'>): boolean =>
  state === 'graded' || state === 'failed';

const statusOf = (error: unknown): number => (error instanceof ApiProblem ? error.status : 0);

/** Asking again does not help: there is no such submission, or it is not this learner's. */
const isFinal = (error: unknown): boolean => {
  const status = statusOf(error);
  return status >= CLIENT_ERROR && status < SERVER_ERROR && status !== TOO_MANY_REQUESTS;
};

type Change = (news: Partial<FollowedSubmission>) => void;

/**
 * Follows a submission until its end is known: by its events, resumed where the line drops; where
 * they do not get through, by asking for the submission itself in each round.
 */
export async function followSubmission(
  id: string,
  change: Change,
  signal: AbortSignal,
): Promise<void> {
  let progress = NO_PROGRESS;
  let failures = 0;
  for (let quiet = 0; quiet < MAX_ROUNDS_WITHOUT_NEWS; quiet++) {
    try {
      const submission = await call<SubmissionResource>('GET', `submissions/${id}`, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
      });
      change({ submission, error: null });
      if (isOver(submission)) return;
      const seqBefore = progress.lastSeq;
      await readEvents(
        id,
        progress.lastSeq,
        (event) => {
          [quiet, failures] = [0, 0];
          progress = advance(progress, event);
          change({ progress, connection: 'open' });
        },
        signal,
      );
      // The server goes, or the stream's time was up: no trouble yet, but no reason to hurry either.
      if (progress.stage !== 'finished' || progress.lastSeq === seqBefore) failures += 1;
    } catch (error) {
      if (signal.aborted) return;
      if (isFinal(error)) {
        change({ error: error as Error });
        return;
      }
      failures += 1;
      // Too many streams are open: the submission itself is there, so nothing is lost.
      if (failures > SILENT_FAILURES && statusOf(error) !== TOO_MANY_REQUESTS) {
        change({ connection: 'lost' });
      }
    }
    if (failures > 0) await pause(failures, signal);
    if (signal.aborted) return;
  }
  change({ error: new Error('Nothing was heard of this submission for long. Reload the page.') });
}

/** Ends early where the browser finds its network again. */
function pause(failures: number, signal: AbortSignal): Promise<void> {
  const longest = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), MAX_WAIT_MS);
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, longest * (0.5 + Math.random() / 2));
    addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}
