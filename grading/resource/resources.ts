import type { FromSchema } from 'json-schema-to-ts';
import type * as schemas from './schemas.ts';

export type RegisterRequest = FromSchema<typeof schemas.registerRequestSchema>;
export type LoginRequest = FromSchema<typeof schemas.loginRequestSchema>;
export type CreateTokenRequest = FromSchema<typeof schemas.createTokenRequestSchema>;
export type SubmitRequest = FromSchema<typeof schemas.submitRequestSchema>;

export type UserResource = FromSchema<typeof schemas.userSchema>;
export type SessionResource = FromSchema<typeof schemas.sessionSchema>;
export type TokenResource = FromSchema<typeof schemas.tokenSchema>;
export type CreatedTokenResource = FromSchema<typeof schemas.createdTokenSchema>;
export type TopicResource = FromSchema<typeof schemas.topicSchema>;
export type PhaseResource = FromSchema<typeof schemas.phaseSchema>;
export type ExerciseSummaryResource = FromSchema<typeof schemas.exerciseSummarySchema>;
export type ExerciseResource = FromSchema<typeof schemas.exerciseSchema>;
export type SubmissionSummaryResource = FromSchema<typeof schemas.submissionSummarySchema>;
export type SubmissionResource = FromSchema<typeof schemas.submissionSchema>;
export type ProgressResource = FromSchema<typeof schemas.progressSchema>;
export type Problem = FromSchema<typeof schemas.problemSchema>;

/** Every list is paged: pass `nextCursor` as `cursor` for what follows; null at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}
