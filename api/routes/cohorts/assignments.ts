import {
  assignManyRequestSchema,
  assignRequestSchema,
  cohortSchema,
} from '../../../grading/resource/cohort-schemas.ts';
import type {
  AssignManyRequest,
  AssignRequest,
  CohortResource,
} from '../../../grading/resource/resources.ts';
import { assignExercises, unassignExercise } from '../../../platform/database/cohorts.ts';
import { ApiError } from '../../http/api-error.ts';
import { defineRoute, type Reply } from '../../http/route.ts';
import { exerciseParam } from '../catalogue/exercise-param.ts';
import { toCohort } from './cohort-resource.ts';
import {
  cohortParam,
  readOwnCohort,
  type CohortExchange,
  type CohortParams,
} from './find-cohort.ts';

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

/** Assigns what exists, and answers with the cohort as it is then. */
async function assign(
  exchange: CohortExchange,
  exerciseIds: readonly string[],
  dueAt: string | null,
): Promise<Reply<CohortResource>> {
  const { database, exercises } = exchange.services;
  const { id } = await readOwnCohort(exchange);
  for (const exerciseId of exerciseIds) {
    if ((await exercises.find(exerciseId)) === undefined) {
      throw new ApiError('exercise-not-found', `There is no exercise ${exerciseId}.`);
    }
  }
  await assignExercises(database, id, exerciseIds, dueAt === null ? null : new Date(dueAt));
  return { status: 200, body: toCohort(await readOwnCohort(exchange)) };
}

export const assignRoute = defineRoute<Types & { body: AssignRequest }>({
  ...declared,
  method: 'put',
  operationId: 'assignExercise',
  summary: 'Assign an exercise to a cohort, or change its due date',
  body: assignRequestSchema,
  replies: { 200: { description: 'The cohort as it is now.', schema: cohortSchema } },
  errors: [],
  handle: async (exchange) => {
    const { params, body } = exchange;
    return assign(exchange, [params.exerciseId], body.dueAt);
  },
});

export const assignManyRoute = defineRoute<{
  auth: 'instructor';
  params: CohortParams;
  body: AssignManyRequest;
  answer: CohortResource;
}>({
  method: 'patch',
  path: '/cohorts/:id/assignments',
  operationId: 'assignExercises',
  tag: 'Cohorts',
  summary: 'Assign several exercises to a cohort, or change their due date',
  description: 'All of them or, where one does not exist, none. Others that are assigned stay.',
  auth: 'instructor',
  params: cohortParam,
  body: assignManyRequestSchema,
  replies: { 200: { description: 'The cohort as it is now.', schema: cohortSchema } },
  errors: ['exercise-not-found'],
  handle: (exchange) => assign(exchange, exchange.body.exerciseIds, exchange.body.dueAt),
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
