import { createHash } from 'node:crypto';
import type { ExerciseResource } from '../../../grading/resource/resources.ts';
import { exerciseSchema } from '../../../grading/resource/schemas.ts';
import { readRuntimeVersions } from '../../../platform/database/runtime-versions.ts';
import { readBestScore } from '../../../platform/database/progress-read.ts';
import { findExerciseFor } from '../../catalogue/find-exercise.ts';
import { runtimesOf } from '../../catalogue/runtimes-of.ts';
import { hasEtag } from '../../http/has-etag.ts';
import { defineRoute } from '../../http/route.ts';
import { exerciseParam } from './exercise-param.ts';

const hashOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);

export const getExerciseRoute = defineRoute<{
  auth: 'optional';
  params: { id: string };
  answer: ExerciseResource;
}>({
  method: 'get',
  path: '/exercises/:id',
  operationId: 'getExercise',
  tag: 'Catalogue',
  summary: 'One exercise: statement, starters, samples, groups, limits, languages',
  description:
    'Hidden cases are never in it. Send the ETag back as If-None-Match to be told 304 where nothing changed.',
  auth: 'optional',
  params: exerciseParam,
  replies: {
    200: {
      description: 'The exercise.',
      schema: exerciseSchema,
      headers: {
        ETag: 'Changes with the exercise, its languages and the best score of the reader.',
      },
    },
    304: { description: 'Nothing changed since the ETag in If-None-Match.', schema: null },
  },
  errors: ['exercise-not-found'],
  handle: async ({ req, params, identity, services }) => {
    const exercise = await findExerciseFor(services, identity, params.id);
    const { database } = services;
    const [bestScore, versions] = await Promise.all([
      identity && readBestScore(database, identity.user.id, exercise.id),
      readRuntimeVersions(database),
    ]);
    const runtimes = runtimesOf(exercise, versions);
    const version = hashOf(exercise.contentHash, runtimes.map((one) => one.version).join('\n'));
    const etag = `"${version}-${bestScore ?? 'none'}"`;
    const headers = {
      ETag: etag,
      'Cache-Control': 'private, no-cache',
      Vary: 'Authorization, Cookie',
    };
    return hasEtag(req, etag)
      ? { status: 304, headers }
      : { status: 200, headers, body: { ...exercise, bestScore, runtimes } };
  },
});
