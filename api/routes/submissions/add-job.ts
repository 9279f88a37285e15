import type { ApiServices } from '../../services.ts';

/** The row is there, so nothing is lost: if the queue is down, the sweep adds the job later. */
export const addJob = async (
  { queue, logger }: ApiServices,
  submissionId: string,
  priority: number,
): Promise<void> => {
  try {
    await queue.add(submissionId, { priority });
  } catch (error) {
    logger.warn({ err: error, submissionId }, 'the queue took no job; the sweep will add it');
  }
};
