import { COHORT_ROLES } from '../../../grading/account/role.ts';
import { cohortMemberSchema } from '../../../grading/resource/cohort-schemas.ts';
import type { CohortMemberResource, Page } from '../../../grading/resource/resources.ts';
import { listCohortMembers, type MemberFilter } from '../../../platform/database/cohort-members.ts';
import { encodeCursor } from '../../http/cursor.ts';
import { PAGE_PARAMETERS, pageSchema, readPage, toPage } from '../../http/page.ts';
import type { PageQuery } from '../../http/page.ts';
import { defineRoute } from '../../http/route.ts';
import { toCohortMember } from './cohort-resource.ts';
import { cohortParam, readOwnCohort, type CohortParams } from './find-cohort.ts';

const USERNAME = /^[a-z0-9._-]{1,40}$/;

export const listMembersRoute = defineRoute<{
  auth: 'instructor';
  params: CohortParams;
  query: PageQuery & MemberFilter;
  answer: Page<CohortMemberResource>;
}>({
  method: 'get',
  path: '/cohorts/:id/members',
  operationId: 'listCohortMembers',
  tag: 'Cohorts',
  summary: 'The members of a cohort, by username',
  auth: 'instructor',
  params: cohortParam,
  query: {
    type: 'object',
    additionalProperties: false,
    properties: {
      ...PAGE_PARAMETERS,
      q: {
        type: 'string',
        minLength: 1,
        maxLength: 80,
        description: 'What username or name contain; letter case does not matter.',
      },
      role: { type: 'string', enum: COHORT_ROLES, description: 'Only those of this role.' },
    },
  },
  replies: { 200: { description: 'A page of members.', schema: pageSchema(cohortMemberSchema) } },
  errors: [],
  handle: async (exchange) => {
    const { query, services } = exchange;
    const { id } = await readOwnCohort(exchange);
    const { limit, page } = readPage(query, USERNAME);
    const rows = await listCohortMembers(services.database, id, query, page);
    const cursorOf = ({ username }: { username: string }): string => encodeCursor(username);
    return { status: 200, body: toPage(rows, limit, toCohortMember, cursorOf) };
  },
});
