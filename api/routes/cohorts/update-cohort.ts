import {
  cohortSchema,
  updateCohortRequestSchema,
} from '../../../grading/resource/cohort-schemas.ts';
import type { CohortResource, UpdateCohortRequest } from '../../../grading/resource/resources.ts';
import { updateCohort, type CohortChange } from '../../../platform/database/cohorts.ts';
import { defineRoute } from '../../http/route.ts';
import { toCohort } from './cohort-resource.ts';
import { cohortParam, readOwnCohort, type CohortParams } from './find-cohort.ts';
import { newJoinCode } from './join-code.ts';

const toChange = ({ name, archived, joinCode }: UpdateCohortRequest): CohortChange => ({
  ...(name === undefined ? {} : { name }),
  ...(archived === undefined ? {} : { archivedAt: archived ? new Date() : null }),
  ...(joinCode === undefined ? {} : { joinCode: joinCode === 'new' ? newJoinCode() : null }),
});

export const updateCohortRoute = defineRoute<{
  auth: 'instructor';
  params: CohortParams;
  body: UpdateCohortRequest;
  answer: CohortResource;
}>({
  method: 'patch',
  path: '/cohorts/:id',
  operationId: 'updateCohort',
  tag: 'Cohorts',
  summary: 'Rename or archive a cohort, or replace its join code',
  auth: 'instructor',
  params: cohortParam,
  body: updateCohortRequestSchema,
  replies: { 200: { description: 'The cohort as it is now.', schema: cohortSchema } },
  errors: [],
  handle: async (exchange) => {
    const { id } = await readOwnCohort(exchange);
    await updateCohort(exchange.services.database, id, toChange(exchange.body));
    return { status: 200, body: toCohort(await readOwnCohort(exchange)) };
  },
});
