import type { HiddenExercises } from '../../../grading/resource/resources.ts';
import { hiddenExercisesSchema } from '../../../grading/resource/visibility-schemas.ts';
import { listHiddenExercises } from '../../../platform/database/exercise-visibility.ts';
import { defineRoute } from '../../http/route.ts';

export const listHiddenRoute = defineRoute<{ auth: 'instructor'; answer: HiddenExercises }>({
  method: 'get',
  path: '/hidden-exercises',
  operationId: 'listHiddenExercises',
  tag: 'Catalogue',
  summary: 'Exercises that were taken out of the catalogue',
  auth: 'instructor',
  replies: { 200: { description: 'The hidden exercises.', schema: hiddenExercisesSchema } },
  errors: [],
  handle: async ({ services }) => ({
    status: 200,
    body: { items: await listHiddenExercises(services.database) },
  }),
});
