/**
 * A run that no learner can be judged by: the program could not be started, or we cancelled it.
 * It is the platform's failure (verdict IE, to be retried), hence an exception.
 */
export class UnjudgeableRunError extends Error {
  override readonly name = 'UnjudgeableRunError';
}
