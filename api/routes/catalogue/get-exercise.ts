import type { ExerciseResource } from '../../../grading/resource/resources.ts';
import { exerciseSchema } from '../../../grading/resource/schemas.ts';
import { readBestScore } from '../../../platform/database/progress-read.ts';
import { ApiError } from '../../http/api-error.ts';
import { hasEtag } from '../../http/has-etag.ts';
import { defineRoute } from '../../http/route.ts';
import { exerciseParam } from './exercise-param.ts';

export const getExerciseRoute = defineRoute<{
  auth: 'optional';
  params: { id: string };
  answer: ExerciseResource;
}>({
  method: 'get',
  path: '/exercises/:id',
  operationId: 'getExercise',
  tag: 'Catalogue',
  summary: 'One exercise: statement, starters, samples, groups, limits',
  description:
    'Hidden cases are never in it. Send the ETag back as If-None-Match to be told 304 where nothing changed.',
  auth: 'optional',
  params: exerciseParam,
  replies: {
    200: {
      description: 'The exercise.',
      schema: exerciseSchema,
      headers: { ETag: 'Changes with the exercise and with the best score of the reader.' },
    },
    304: { description: 'Nothing changed since the ETag in If-None-Match.', schema: null },
  },
  errors: ['exercise-not-found'],
  handle: async ({ req, params, identity, services }) => {
    const exercise = await services.exercises.find(params.id);
    if (exercise === undefined) {
      throw new ApiError('exercise-not-found', `There is no exercise ${params.id}. Check the id.`);
    }
    const bestScore =
      identity && (await readBestScore(services.database, identity.user.id, exercise.id));
    const etag = `"${exercise.contentHash.slice(0, 32)}-${bestScore ?? 'none'}"`;
    const headers = {
      ETag: etag,
      'Cache-Control': 'private, no-cache',
      Vary: 'Authorization, Cookie',
    };
    return hasEtag(req, etag)
      ? { status: 304, headers }
      : { status: 200, headers, body: { ...exercise, bestScore } };
  },
});
