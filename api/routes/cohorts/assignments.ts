import { assignRequestSchema, cohortSchema } from '../../../grading/resource/cohort-schemas.ts';
import type { AssignRequest, CohortResource } from '../../../grading/resource/resources.ts';
import { assignExercise, unassignExercise } from '../../../platform/database/cohorts.ts';
import { ApiError } from '../../http/api-error.ts';
import { defineRoute } from '../../http/route.ts';
import { exerciseParam } from '../catalogue/exercise-param.ts';
import { toCohort } from './cohort-resource.ts';
import { cohortParam, readOwnCohort, type CohortParams } from './find-cohort.ts';

interface Types {
  auth: 'instructor';
  params: CohortParams & { exerciseId: string };
  answer: CohortResource;
}

const declared = {
  path: '/cohorts/:id/assignments/:exerciseId',
  tag: 'Cohorts',
  auth: 'instructor',
  params: {
    ...cohortParam,
    exerciseId: exerciseParam.id,
  },
} as const;

export const assignRoute = defineRoute<Types & { body: AssignRequest }>({
  ...declared,
  method: 'put',
  operationId: 'assignExercise',
  summary: 'Assign an exercise to a cohort, or change its due date',
  body: assignRequestSchema,
  replies: { 200: { description: 'The cohort as it is now.', schema: cohortSchema } },
  errors: [],
  handle: async (exchange) => {
    const { params, body, services } = exchange;
    const { id: cohortId } = await readOwnCohort(exchange);
    const exercise = await services.exercises.find(params.exerciseId);
    if (exercise === undefined) {
      throw new ApiError('exercise-not-found', `There is no exercise ${params.exerciseId}.`);
    }
    const dueAt = body.dueAt === null ? null : new Date(body.dueAt);
    await assignExercise(services.database, { cohortId, exerciseId: exercise.id, dueAt });
    return { status: 200, body: toCohort(await readOwnCohort(exchange)) };
  },
});

export const unassignRoute = defineRoute<Types>({
  ...declared,
  method: 'delete',
  operationId: 'unassignExercise',
  summary: 'Take an exercise off a cohort',
  description: 'Submissions and scores stay.',
  replies: { 200: { description: 'The cohort as it is now.', schema: cohortSchema } },
  errors: [],
  handle: async (exchange) => {
    const { id } = await readOwnCohort(exchange);
    await unassignExercise(exchange.services.database, id, exchange.params.exerciseId);
    return { status: 200, body: toCohort(await readOwnCohort(exchange)) };
  },
});
