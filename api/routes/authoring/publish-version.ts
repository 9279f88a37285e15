import type { AuthoredExerciseResource } from '../../../grading/resource/resources.ts';
import { authoredExerciseSchema } from '../../../grading/resource/authoring-schemas.ts';
import { findVersion } from '../../../platform/database/authoring-read.ts';
import { publishVersion } from '../../../platform/database/exercise-publishing.ts';
import { actorOf } from '../../http/actor.ts';
import { ApiError } from '../../http/api-error.ts';
import { defineRoute } from '../../http/route.ts';
import type { ApiServices } from '../../services.ts';
import { readAuthored } from './authored-resource.ts';
import { versionParams, type VersionParams } from './version-params.ts';

/** The version of this exercise, or version-not-found. */
export const readVersion = async ({ database }: ApiServices, { id, hash }: VersionParams) => {
  const version = await findVersion(database, id, hash);
  if (version !== null) return version;
  throw new ApiError('version-not-found', `The exercise ${id} has no version ${hash}.`);
};

export const publishVersionRoute = defineRoute<{
  auth: 'instructor';
  params: VersionParams;
  answer: AuthoredExerciseResource;
}>({
  method: 'post',
  path: '/exercises/:id/versions/:hash/publish',
  operationId: 'publishVersion',
  tag: 'Authoring',
  summary: 'Let learners have this version of an exercise, from now on',
  description:
    'It stays until another one is published, or until the folder of the exercise gets another content. An exercise that was hidden is shown again. Submissions of before keep their version and their score.',
  auth: 'instructor',
  params: versionParams,
  replies: { 200: { description: 'The exercise as it is now.', schema: authoredExerciseSchema } },
  errors: [],
  handle: async ({ params, identity, res, services }) => {
    await readVersion(services, params);
    const version = await services.exercises.version(params.id, params.hash);
    if (version === undefined) {
      throw new ApiError('version-not-found', `The version ${params.hash} cannot be read.`);
    }
    const { id, contentHash, phase } = version;
    const actor = actorOf({ identity, res });
    await publishVersion(services.database, { id, contentHash, phase }, actor);
    services.exercises.invalidate();
    return { status: 200, body: await readAuthored(services, id) };
  },
});
