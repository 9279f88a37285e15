import type { FromSchema } from 'json-schema-to-ts';
import type * as cohorts from './cohort-schemas.ts';
import type * as schemas from './schemas.ts';
import type * as statistics from './statistics-schema.ts';
import type * as users from './user-schemas.ts';

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

export type CreateCohortRequest = FromSchema<typeof cohorts.createCohortRequestSchema>;
export type JoinCohortRequest = FromSchema<typeof cohorts.joinCohortRequestSchema>;
export type UpdateCohortRequest = FromSchema<typeof cohorts.updateCohortRequestSchema>;
export type AssignRequest = FromSchema<typeof cohorts.assignRequestSchema>;
export type AssignManyRequest = FromSchema<typeof cohorts.assignManyRequestSchema>;
export type UpdateMemberRequest = FromSchema<typeof cohorts.updateMemberRequestSchema>;
export type CohortResource = FromSchema<typeof cohorts.cohortSchema>;
export type CohortMemberResource = FromSchema<typeof cohorts.cohortMemberSchema>;
export type GradebookResource = FromSchema<typeof cohorts.gradebookSchema>;
export type StatisticsResource = FromSchema<typeof statistics.statisticsSchema>;
export type UpdateUserRequest = FromSchema<typeof users.updateUserRequestSchema>;
export type FailureResource = FromSchema<typeof users.failureSchema>;

/** Every list is paged: pass `nextCursor` as `cursor` for what follows; null at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}
