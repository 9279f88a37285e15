import { cohortSchema, joinCohortRequestSchema } from '../../../grading/resource/cohort-schemas.ts';
import type { CohortResource, JoinCohortRequest } from '../../../grading/resource/resources.ts';
import { joinCohort } from '../../../platform/database/cohort-members.ts';
import { ApiError } from '../../http/api-error.ts';
import { defineRoute } from '../../http/route.ts';
import { toCohort } from './cohort-resource.ts';
import { readCohort } from './find-cohort.ts';
import { readJoinCode } from './join-code.ts';

export const joinCohortRoute = defineRoute<{
  auth: 'user';
  body: JoinCohortRequest;
  answer: CohortResource;
}>({
  method: 'post',
  path: '/cohorts/join',
  operationId: 'joinCohort',
  tag: 'Cohorts',
  summary: 'Join a cohort',
  description: 'Joining one that I am in already changes nothing.',
  auth: 'user',
  limitedBy: ['joinsByUser'],
  body: joinCohortRequestSchema,
  replies: { 200: { description: 'The cohort that I am in now.', schema: cohortSchema } },
  errors: ['join-code-not-found'],
  handle: async (exchange) => {
    const { body, identity, services } = exchange;
    const code = readJoinCode(body.joinCode);
    const id = await joinCohort(services.database, identity.user.id, code);
    if (id === null) {
      throw new ApiError('join-code-not-found', 'No cohort has this join code. Ask for it again.', {
        errors: [{ field: '/joinCode', message: '/joinCode opens no cohort; check it.' }],
      });
    }
    return { status: 200, body: toCohort(await readCohort({ ...exchange, params: { id } })) };
  },
});
