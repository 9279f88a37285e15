import {
  cohortMemberSchema,
  updateMemberRequestSchema,
} from '../../../grading/resource/cohort-schemas.ts';
import type {
  CohortMemberResource,
  UpdateMemberRequest,
} from '../../../grading/resource/resources.ts';
import { setCohortRole } from '../../../platform/database/cohort-members.ts';
import { ApiError } from '../../http/api-error.ts';
import { defineRoute } from '../../http/route.ts';
import { toCohortMember } from './cohort-resource.ts';
import { cohortParam } from './find-cohort.ts';
import { readMember, type MemberParams } from './find-member.ts';
import { memberParam } from './member-param.ts';

export const updateMemberRoute = defineRoute<{
  auth: 'instructor';
  params: MemberParams;
  body: UpdateMemberRequest;
  answer: CohortMemberResource;
}>({
  method: 'patch',
  path: '/cohorts/:id/members/:userId',
  operationId: 'updateCohortMember',
  tag: 'Cohorts',
  summary: 'Make a member an instructor of the cohort, or a learner again',
  description: 'Only an account that has the role of an instructor can be made one here.',
  auth: 'instructor',
  params: { ...cohortParam, ...memberParam },
  body: updateMemberRequestSchema,
  replies: { 200: { description: 'The member as it is now.', schema: cohortMemberSchema } },
  errors: ['last-instructor', 'member-not-instructor'],
  handle: async (exchange) => {
    const { params, body, services } = exchange;
    const member = await readMember(exchange);
    if (body.role === 'instructor' && !member.mayInstruct) {
      throw new ApiError(
        'member-not-instructor',
        `${member.username} has an account of a learner. An administrator can change that.`,
      );
    }
    const outcome = await setCohortRole(services.database, params.id, params.userId, body.role);
    if (outcome === 'last-instructor') {
      throw new ApiError('last-instructor', 'A cohort keeps its last instructor. Archive it.');
    }
    if (outcome === 'not-found') {
      throw new ApiError('member-not-found', 'Nobody of this cohort has this id.');
    }
    return { status: 200, body: toCohortMember({ ...member, role: body.role }) };
  },
});
