import type { StatisticsResource } from '../../../grading/resource/resources.ts';
import { statisticsSchema } from '../../../grading/resource/statistics-schema.ts';
import { readStatistics } from '../../../platform/database/statistics-read.ts';
import { findExerciseFor } from '../../catalogue/find-exercise.ts';
import { defineRoute } from '../../http/route.ts';
import { exerciseParam } from '../catalogue/exercise-param.ts';

export const exerciseStatisticsRoute = defineRoute<{
  auth: 'instructor';
  params: { id: string };
  answer: StatisticsResource;
}>({
  method: 'get',
  path: '/exercises/:id/statistics',
  operationId: 'getExerciseStatistics',
  tag: 'Statistics',
  summary: 'How learners fare with an exercise',
  description: 'Over all learners of this server; earlier versions are left out.',
  auth: 'instructor',
  params: exerciseParam,
  replies: { 200: { description: 'The statistics.', schema: statisticsSchema } },
  errors: [],
  handle: async ({ params, identity, services }) => {
    const { contentHash } = await findExerciseFor(services, identity, params.id);
    const found = await readStatistics(services.database, contentHash);
    return { status: 200, body: { contentHash, ...found } as StatisticsResource };
  },
});
