import {
  cohortSchema,
  createCohortRequestSchema,
} from '../../../grading/resource/cohort-schemas.ts';
import type { CohortResource, CreateCohortRequest } from '../../../grading/resource/resources.ts';
import { createCohort } from '../../../platform/database/cohorts.ts';
import { defineRoute } from '../../http/route.ts';
import { API_PREFIX } from '../../openapi/api-prefix.ts';
import { toCohort } from './cohort-resource.ts';
import { newJoinCode } from './join-code.ts';

export const createCohortRoute = defineRoute<{
  auth: 'instructor';
  body: CreateCohortRequest;
  answer: CohortResource;
}>({
  method: 'post',
  path: '/cohorts',
  operationId: 'createCohort',
  tag: 'Cohorts',
  summary: 'Make a cohort',
  description: 'Its maker is its instructor. Learners join with its code.',
  auth: 'instructor',
  body: createCohortRequestSchema,
  replies: {
    201: {
      description: 'The new cohort.',
      schema: cohortSchema,
      headers: { Location: 'Where to read it.' },
    },
  },
  errors: [],
  handle: async ({ body, identity, services }) => {
    const cohort = await createCohort(services.database, identity.user, {
      name: body.name,
      joinCode: newJoinCode(),
    });
    const headers = { Location: `${API_PREFIX}/cohorts/${cohort.id}` };
    return { status: 201, headers, body: toCohort(cohort) };
  },
});
