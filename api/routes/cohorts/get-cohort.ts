import { cohortSchema } from '../../../grading/resource/cohort-schemas.ts';
import type { CohortResource } from '../../../grading/resource/resources.ts';
import { defineRoute } from '../../http/route.ts';
import { toCohort } from './cohort-resource.ts';
import { cohortParam, readCohort, type CohortParams } from './find-cohort.ts';

export const getCohortRoute = defineRoute<{
  auth: 'user';
  params: CohortParams;
  answer: CohortResource;
}>({
  method: 'get',
  path: '/cohorts/:id',
  operationId: 'getCohort',
  tag: 'Cohorts',
  summary: 'One cohort of mine',
  auth: 'user',
  params: cohortParam,
  replies: { 200: { description: 'The cohort.', schema: cohortSchema } },
  errors: [],
  handle: async (exchange) => ({ status: 200, body: toCohort(await readCohort(exchange)) }),
});
