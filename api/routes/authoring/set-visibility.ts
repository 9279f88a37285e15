import type { SetVisibilityRequest } from '../../../grading/resource/resources.ts';
import { setVisibilityRequestSchema } from '../../../grading/resource/authoring-schemas.ts';
import { setHidden } from '../../../platform/database/exercise-publishing.ts';
import { actorOf } from '../../http/actor.ts';
import { ApiError } from '../../http/api-error.ts';
import { defineRoute } from '../../http/route.ts';
import { exerciseParam } from '../catalogue/exercise-param.ts';

export const setVisibilityRoute = defineRoute<{
  auth: 'instructor';
  params: { id: string };
  body: SetVisibilityRequest;
}>({
  method: 'put',
  path: '/exercises/:id/visibility',
  operationId: 'setVisibility',
  tag: 'Authoring',
  summary: 'Hide an exercise, or publish it again',
  description:
    'A hidden one is nowhere in the catalogue and takes no submissions, over restarts too; what was handed in stays. Instructors still read and try it. Other processes of the API honour it within ten seconds.',
  auth: 'instructor',
  params: exerciseParam,
  body: setVisibilityRequestSchema,
  replies: { 204: { description: 'Done.', schema: null } },
  errors: ['exercise-not-found'],
  handle: async ({ params, body, identity, res, services }) => {
    const actor = actorOf({ identity, res });
    if (!(await setHidden(services.database, params.id, body.hidden, actor))) {
      throw new ApiError('exercise-not-found', `There is no exercise ${params.id}. Check the id.`);
    }
    services.exercises.invalidate();
    return { status: 204 };
  },
});
