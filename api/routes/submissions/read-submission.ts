import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import { findOwnSubmission, placeInQueue } from '../../../platform/database/submissions-read.ts';
import { ApiError } from '../../http/api-error.ts';
import type { ApiServices } from '../../services.ts';
import { toSubmission } from './submission-resource.ts';

/** Another learner's submission is not found either: its id alone says nothing. */
export const submissionNotFound = (): ApiError =>
  new ApiError('submission-not-found', 'You have no submission with this id.');

export const readSubmission = async (
  { database }: ApiServices,
  userId: string,
  id: string,
): Promise<SubmissionResource> => {
  const row = await findOwnSubmission(database, userId, id);
  if (row === null) throw submissionNotFound();
  return toSubmission(row, row.state === 'queued' ? await placeInQueue(database, id) : null);
};
