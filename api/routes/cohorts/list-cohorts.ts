import { cohortSchema } from '../../../grading/resource/cohort-schemas.ts';
import type { CohortResource, Page } from '../../../grading/resource/resources.ts';
import { listCohorts } from '../../../platform/database/cohorts.ts';
import { encodeCursor } from '../../http/cursor.ts';
import { PAGE_PARAMETERS, pageSchema, readPage, toPage } from '../../http/page.ts';
import type { PageQuery } from '../../http/page.ts';
import { defineRoute } from '../../http/route.ts';
import { toCohort } from './cohort-resource.ts';

export const listCohortsRoute = defineRoute<{
  auth: 'user';
  query: PageQuery;
  answer: Page<CohortResource>;
}>({
  method: 'get',
  path: '/cohorts',
  operationId: 'listCohorts',
  tag: 'Cohorts',
  summary: 'My cohorts, newest first',
  description: 'Those that I am in, as learner or instructor; an admin sees all.',
  auth: 'user',
  query: { type: 'object', additionalProperties: false, properties: PAGE_PARAMETERS },
  replies: { 200: { description: 'A page of cohorts.', schema: pageSchema(cohortSchema) } },
  errors: [],
  handle: async ({ query, identity, services }) => {
    const { limit, page } = readPage(query);
    const rows = await listCohorts(services.database, identity.user, page);
    return { status: 200, body: toPage(rows, limit, toCohort, ({ id }) => encodeCursor(id)) };
  },
});
