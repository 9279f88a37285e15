import { cohortMemberSchema } from '../../../grading/resource/cohort-schemas.ts';
import type { CohortMemberResource } from '../../../grading/resource/resources.ts';
import { defineRoute } from '../../http/route.ts';
import { toCohortMember } from './cohort-resource.ts';
import { cohortParam } from './find-cohort.ts';
import { readMember, type MemberParams } from './find-member.ts';
import { memberParam } from './member-param.ts';

export const getMemberRoute = defineRoute<{
  auth: 'instructor';
  params: MemberParams;
  answer: CohortMemberResource;
}>({
  method: 'get',
  path: '/cohorts/:id/members/:userId',
  operationId: 'getCohortMember',
  tag: 'Cohorts',
  summary: 'One member of a cohort',
  auth: 'instructor',
  params: { ...cohortParam, ...memberParam },
  replies: { 200: { description: 'The member.', schema: cohortMemberSchema } },
  errors: [],
  handle: async (exchange) => ({
    status: 200,
    body: toCohortMember(await readMember(exchange)),
  }),
});
