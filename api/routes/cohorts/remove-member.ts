import { removeCohortMember } from '../../../platform/database/cohort-members.ts';
import { ApiError } from '../../http/api-error.ts';
import { defineRoute } from '../../http/route.ts';
import { cohortParam, readCohort, readOwnCohort, type CohortParams } from './find-cohort.ts';
import { memberParam } from './member-param.ts';

export const removeMemberRoute = defineRoute<{
  auth: 'user';
  params: CohortParams & { userId: string };
}>({
  method: 'delete',
  path: '/cohorts/:id/members/:userId',
  operationId: 'removeCohortMember',
  tag: 'Cohorts',
  summary: 'Take a member out of a cohort, or leave it',
  description: 'Submissions and scores stay. Who is no instructor of it can only leave.',
  auth: 'user',
  params: { ...cohortParam, ...memberParam },
  replies: { 204: { description: 'In the cohort no more.', schema: null } },
  errors: ['last-instructor'],
  handle: async (exchange) => {
    const { params, identity, services } = exchange;
    const leaving = params.userId === identity.user.id;
    const { id } = await (leaving ? readCohort : readOwnCohort)(exchange);
    const outcome = await removeCohortMember(services.database, id, params.userId);
    if (outcome === 'not-found') {
      throw new ApiError('member-not-found', 'Nobody of this cohort has this id.');
    }
    if (outcome === 'last-instructor') {
      throw new ApiError('last-instructor', 'A cohort keeps its last instructor. Archive it.');
    }
    return { status: 204 };
  },
});
