import { rerunFailed } from '../../../platform/database/failures.ts';
import { ApiError } from '../../http/api-error.ts';
import { defineRoute } from '../../http/route.ts';
import { uuidParam } from '../../http/uuid-param.ts';
import { addJob } from '../submissions/add-job.ts';

export const rerunFailureRoute = defineRoute<{ auth: 'instructor'; params: { id: string } }>({
  method: 'post',
  path: '/failures/:id/rerun',
  operationId: 'rerunFailure',
  tag: 'Operations',
  summary: 'Grade a failed submission again',
  auth: 'instructor',
  params: uuidParam('The id of the submission.', 'failure-not-found'),
  replies: { 202: { description: 'It is queued.', schema: null } },
  errors: [],
  handle: async ({ params, services }) => {
    const turn = await rerunFailed(services.database, params.id);
    if (turn === null) {
      throw new ApiError('failure-not-found', 'No failed submission has this id.');
    }
    await addJob(services, params.id, turn);
    return { status: 202 };
  },
});
