import type { FromSchema } from 'json-schema-to-ts';
import type * as account from './account-schemas.ts';
import type * as authoring from './authoring-schemas.ts';
import type * as cohorts from './cohort-schemas.ts';
import type * as operations from './operations-schemas.ts';
import type * as rejudges from './rejudge-schemas.ts';
import type * as schemas from './schemas.ts';
import type * as statistics from './statistics-schema.ts';
import type * as users from './user-schemas.ts';
import type * as webhooks from './webhook-schemas.ts';

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
export type ScoreResource = FromSchema<typeof cohorts.scoreSchema>;
export type GradebookResource = FromSchema<typeof cohorts.gradebookSchema>;
export type StatisticsResource = FromSchema<typeof statistics.statisticsSchema>;
export type UpdateUserRequest = FromSchema<typeof users.updateUserRequestSchema>;
export type SetAccessRequest = FromSchema<typeof users.setAccessRequestSchema>;
export type AdministeredUserResource = FromSchema<typeof users.administeredUserSchema>;
export type TemporaryPasswordResource = FromSchema<typeof users.temporaryPasswordSchema>;
export type AddUserRequest = FromSchema<typeof users.addUserRequestSchema>;
export type AddedUserResource = FromSchema<typeof users.addedUserSchema>;
export type AuditEntryResource = FromSchema<typeof users.auditEntrySchema>;
export type RerunFailuresRequest = FromSchema<typeof users.rerunFailuresRequestSchema>;
export type RerunFailures = FromSchema<typeof users.rerunFailuresSchema>;
export type RerunState = FromSchema<typeof users.rerunStateSchema>;
export type FailureResource = FromSchema<typeof users.failureSchema>;

export type UpdateMeRequest = FromSchema<typeof account.updateMeRequestSchema>;
export type ChangePasswordRequest = FromSchema<typeof account.changePasswordRequestSchema>;
export type ChangedPassword = FromSchema<typeof account.changedPasswordSchema>;
export type SessionListItem = FromSchema<typeof account.sessionListItemSchema>;
export type EndedSessions = FromSchema<typeof account.endedSessionsSchema>;
export type ProviderResource = FromSchema<typeof account.providerSchema>;
export type BeginLogInRequest = FromSchema<typeof account.beginLogInRequestSchema>;
export type BegunLogIn = FromSchema<typeof account.begunLogInSchema>;
export type SignInWaysResource = FromSchema<typeof account.signInWaysSchema>;
export type CreateDeviceCodeRequest = FromSchema<typeof account.createDeviceCodeRequestSchema>;
export type DeviceCodeResource = FromSchema<typeof account.deviceCodeSchema>;
export type DeviceTokenRequest = FromSchema<typeof account.deviceTokenRequestSchema>;
export type WaitingDeviceResource = FromSchema<typeof account.waitingDeviceSchema>;
export type DecideDeviceRequest = FromSchema<typeof account.decideDeviceRequestSchema>;

export type WorkersResource = FromSchema<typeof operations.workersSchema>;
export type QueueStateResource = FromSchema<typeof operations.queueStateSchema>;
export type ConfigurationResource = FromSchema<typeof operations.configurationSchema>;
export type RejudgeFilter = FromSchema<typeof rejudges.rejudgeFilterSchema>;
export type CreateRejudgeRequest = FromSchema<typeof rejudges.createRejudgeRequestSchema>;
export type RejudgeMatches = FromSchema<typeof rejudges.rejudgeMatchesSchema>;
export type RejudgeResource = FromSchema<typeof rejudges.rejudgeSchema>;
export type RejudgeItemResource = FromSchema<typeof rejudges.rejudgeItemSchema>;

export type AuthorProblem = FromSchema<typeof authoring.authorProblemSchema>;
export type AuthoredExerciseResource = FromSchema<typeof authoring.authoredExerciseSchema>;
export type ExerciseVersionResource = FromSchema<typeof authoring.exerciseVersionSchema>;
export type SetVisibilityRequest = FromSchema<typeof authoring.setVisibilityRequestSchema>;
export type UploadedExerciseResource = FromSchema<typeof authoring.uploadedExerciseSchema>;
export type CandidateReport = FromSchema<typeof authoring.candidateReportSchema>;
export type VerificationReport = FromSchema<typeof authoring.verificationReportSchema>;
export type VerificationSummary = FromSchema<typeof authoring.verificationSummarySchema>;
export type VerificationResource = FromSchema<typeof authoring.verificationSchema>;

export type CreateWebhookRequest = FromSchema<typeof webhooks.createWebhookRequestSchema>;
export type UpdateWebhookRequest = FromSchema<typeof webhooks.updateWebhookRequestSchema>;
export type WebhookResource = FromSchema<typeof webhooks.webhookSchema>;
export type CreatedWebhookResource = FromSchema<typeof webhooks.createdWebhookSchema>;
export type DeliveryResource = FromSchema<typeof webhooks.deliverySchema>;

/** Every list is paged: pass `nextCursor` as `cursor` for what follows; null at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}
