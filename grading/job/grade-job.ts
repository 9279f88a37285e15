/**
 * The queue's contract. The row in the database comes first; a job carries ids only and its id is
 * the submission's id, so that adding it twice adds it once.
 */
export const GRADE_QUEUE = 'grade';
export const GRADE_JOB = 'grade-submission';

/** Attempts that fail, for a reason of ours, before a submission rests as IE. */
export const MAX_ATTEMPTS = 3;

/**
 * Attempts whose worker died, or lost its engine, before a submission rests as IE. Most often it is
 * the machine's fault and no submission's, so there are more of them; there is an end, since a
 * submission that fells each worker that takes it must not go round for ever.
 */
export const MAX_LOST_ATTEMPTS = 10;

/**
 * A job's priority; lower ones go first, equal ones in the order in which they came. What a learner
 * waits for has its turn (1 to MAX_TURN, platform/database/fair-turn.ts), so that nobody's many
 * hold up another's first. BullMQ takes up to 2^21 - 1.
 */
export const FIRST_TURN = 1;
export const MAX_TURN = 2_000_000;

/** Jobs of a rejudge come after all those that a learner waits for. */
export const REJUDGE_PRIORITY = MAX_TURN + 1;

/** Verifications of exercise versions come last: nobody's score waits for one. */
export const VERIFY_PRIORITY = MAX_TURN + 2;
export const VERIFY_JOB = 'verify-version';

/** One step of a verification; the job's id is the verification's. */
export interface VerifyJobData {
  readonly verificationId: string;
}

export interface GradeJobData {
  /** UUID of the submission; also the job's id. */
  readonly submissionId: string;
}

/** JSON Schema of the payload: the worker validates before it believes. */
export const gradeJobSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['submissionId'],
  properties: { submissionId: { type: 'string', format: 'uuid' } },
} as const;

export const verifyJobSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['verificationId'],
  properties: { verificationId: { type: 'string', format: 'uuid' } },
} as const;

export type JobData = GradeJobData | VerifyJobData;
