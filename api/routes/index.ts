import type { Route } from '../http/route.ts';
import { addUserRoute } from './administration/add-user.ts';
import { listAuditRoute } from './administration/list-audit.ts';
import { listUsersRoute } from './administration/list-users.ts';
import { resetPasswordRoute } from './administration/reset-password.ts';
import { setAccessRoute } from './administration/set-access.ts';
import { updateUserRoute } from './administration/update-user.ts';
import { beginLogInRoute } from './auth/begin-log-in.ts';
import { finishLogInRoute } from './auth/finish-log-in.ts';
import { listProvidersRoute } from './auth/list-providers.ts';
import { publishVersionRoute } from './authoring/publish-version.ts';
import {
  getAuthoredRoute,
  listAuthoredRoute,
  listFolderProblemsRoute,
  listVersionsRoute,
} from './authoring/read-authored.ts';
import { setVisibilityRoute } from './authoring/set-visibility.ts';
import { uploadExerciseRoute } from './authoring/upload-exercise.ts';
import { createVerificationRoute, getVerificationRoute } from './authoring/verifications.ts';
import { getExerciseRoute } from './catalogue/get-exercise.ts';
import { listExercisesRoute } from './catalogue/list-exercises.ts';
import { listPhasesRoute } from './catalogue/list-phases.ts';
import { listTopicsRoute } from './catalogue/list-topics.ts';
import { assignManyRoute, assignRoute, unassignRoute } from './cohorts/assignments.ts';
import { createCohortRoute } from './cohorts/create-cohort.ts';
import { getCohortRoute } from './cohorts/get-cohort.ts';
import { getMemberRoute } from './cohorts/get-member.ts';
import { gradebookCsvRoute, gradebookRoute } from './cohorts/gradebook.ts';
import { joinCohortRoute } from './cohorts/join-cohort.ts';
import { listCohortsRoute } from './cohorts/list-cohorts.ts';
import { listMembersRoute } from './cohorts/list-members.ts';
import { memberSubmissionRoute, memberSubmissionsRoute } from './cohorts/member-submissions.ts';
import { removeMemberRoute } from './cohorts/remove-member.ts';
import { updateCohortRoute } from './cohorts/update-cohort.ts';
import { updateMemberRoute } from './cohorts/update-member.ts';
import { createDeviceCodeRoute } from './devices/create-device-code.ts';
import { decideDeviceRoute, getDeviceRoute } from './devices/decide-device.ts';
import { pollDeviceRoute } from './devices/poll-device.ts';
import { listFailuresRoute } from './failures/list-failures.ts';
import { rerunFailureRoute } from './failures/rerun-failure.ts';
import { rerunFailuresRoute, rerunStatesRoute } from './failures/rerun-failures.ts';
import { getConfigurationRoute } from './operations/get-configuration.ts';
import { listWorkersRoute } from './operations/list-workers.ts';
import { queueStateRoute } from './operations/queue-state.ts';
import { getProgressRoute } from './progress/get-progress.ts';
import { createRejudgeRoute, rejudgeMatchesRoute } from './rejudges/create-rejudge.ts';
import {
  applyRejudgeRoute,
  discardRejudgeRoute,
  rerunRejudgeRoute,
} from './rejudges/decide-rejudge.ts';
import {
  getRejudgeRoute,
  listRejudgeItemsRoute,
  listRejudgesRoute,
} from './rejudges/read-rejudges.ts';
import { exportScoresRoutes } from './scores/export-scores.ts';
import { currentSessionRoute } from './sessions/current-session.ts';
import { endSessionRoute } from './sessions/end-session.ts';
import { endOtherSessionsRoute, listSessionsRoute } from './sessions/list-sessions.ts';
import { logInRoute } from './sessions/log-in.ts';
import { logOutRoute } from './sessions/log-out.ts';
import { exerciseStatisticsRoute } from './statistics/exercise-statistics.ts';
import { getSubmissionRoute } from './submissions/get-submission.ts';
import { listSubmissionsRoute } from './submissions/list-submissions.ts';
import { submissionEventsRoute } from './submissions/submission-events.ts';
import { submitRoute } from './submissions/submit.ts';
import { healthRoute } from './system/health.ts';
import { readyRoute } from './system/ready.ts';
import { versionRoute } from './system/version.ts';
import { createTokenRoute } from './tokens/create-token.ts';
import { listTokensRoute } from './tokens/list-tokens.ts';
import { revokeTokenRoute } from './tokens/revoke-token.ts';
import { changePasswordRoute } from './users/change-password.ts';
import { meRoute } from './users/me.ts';
import { registerRoute } from './users/register.ts';
import { signInWaysRoute } from './users/sign-in-ways.ts';
import { updateMeRoute } from './users/update-me.ts';
import { listDeliveriesRoute, redeliverRoute, testWebhookRoute } from './webhooks/deliveries.ts';
import {
  createWebhookRoute,
  deleteWebhookRoute,
  listWebhooksRoute,
  updateWebhookRoute,
} from './webhooks/webhooks.ts';

/** The whole API, in the order in which its documentation shows it. */
export const ROUTES: readonly Route[] = [
  registerRoute,
  meRoute,
  updateMeRoute,
  signInWaysRoute,
  changePasswordRoute,
  logInRoute,
  currentSessionRoute,
  logOutRoute,
  listSessionsRoute,
  endOtherSessionsRoute,
  endSessionRoute,
  listProvidersRoute,
  beginLogInRoute,
  finishLogInRoute,
  createTokenRoute,
  listTokensRoute,
  revokeTokenRoute,
  createDeviceCodeRoute,
  pollDeviceRoute,
  getDeviceRoute,
  decideDeviceRoute,
  listPhasesRoute,
  listTopicsRoute,
  listExercisesRoute,
  getExerciseRoute,
  submitRoute,
  listSubmissionsRoute,
  getSubmissionRoute,
  submissionEventsRoute,
  getProgressRoute,
  listCohortsRoute,
  createCohortRoute,
  joinCohortRoute,
  getCohortRoute,
  updateCohortRoute,
  assignManyRoute,
  assignRoute,
  unassignRoute,
  listMembersRoute,
  getMemberRoute,
  updateMemberRoute,
  removeMemberRoute,
  gradebookRoute,
  gradebookCsvRoute,
  ...exportScoresRoutes,
  memberSubmissionsRoute,
  memberSubmissionRoute,
  listAuthoredRoute,
  uploadExerciseRoute,
  getAuthoredRoute,
  setVisibilityRoute,
  listFolderProblemsRoute,
  listVersionsRoute,
  publishVersionRoute,
  createVerificationRoute,
  getVerificationRoute,
  exerciseStatisticsRoute,
  listFailuresRoute,
  rerunFailuresRoute,
  rerunStatesRoute,
  rerunFailureRoute,
  listWorkersRoute,
  queueStateRoute,
  getConfigurationRoute,
  rejudgeMatchesRoute,
  createRejudgeRoute,
  listRejudgesRoute,
  getRejudgeRoute,
  listRejudgeItemsRoute,
  applyRejudgeRoute,
  discardRejudgeRoute,
  rerunRejudgeRoute,
  listUsersRoute,
  addUserRoute,
  updateUserRoute,
  setAccessRoute,
  resetPasswordRoute,
  listAuditRoute,
  listWebhooksRoute,
  createWebhookRoute,
  updateWebhookRoute,
  deleteWebhookRoute,
  testWebhookRoute,
  listDeliveriesRoute,
  redeliverRoute,
  healthRoute,
  readyRoute,
  versionRoute,
];
