import type { SubmissionEvent } from '../../grading/event/submission-event.ts';
import type { Database } from '../../platform/database/database.ts';
import { beginAttempt, finishAttempt } from '../../platform/database/grading-store.ts';
import { aResult } from './submissions.ts';

const LEASE_MS = 60_000;

/** What a worker does to a submission, without one: begins an attempt and stores a result. */
export const gradeSubmission = async (
  database: Database,
  submissionId: string,
  score: number,
  pendingEvents: readonly SubmissionEvent[] = [],
): Promise<void> => {
  const begun = await beginAttempt(database, submissionId, 'test-worker', LEASE_MS);
  if (begun.kind !== 'begun') throw new Error(`Cannot begin: ${begun.kind}`);
  await finishAttempt(database, begun.attempt.token, aResult(score, 2), pendingEvents);
};
