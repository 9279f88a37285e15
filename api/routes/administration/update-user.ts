import type {
  AdministeredUserResource,
  UpdateUserRequest,
} from '../../../grading/resource/resources.ts';
import {
  administeredUserSchema,
  updateUserRequestSchema,
} from '../../../grading/resource/user-schemas.ts';
import { setRole } from '../../../platform/database/user-administration.ts';
import { actorOf } from '../../http/actor.ts';
import { defineRoute } from '../../http/route.ts';
import { assertDone, readUser, userParam } from './administered-user.ts';

export const updateUserRoute = defineRoute<{
  auth: 'admin';
  params: { id: string };
  body: UpdateUserRequest;
  answer: AdministeredUserResource;
}>({
  method: 'patch',
  path: '/users/:id',
  operationId: 'updateUser',
  tag: 'Administration',
  summary: "Change a user's role",
  description: 'Every process of the API honours it at once.',
  auth: 'admin',
  params: userParam,
  body: updateUserRequestSchema,
  replies: { 200: { description: 'The user as they are now.', schema: administeredUserSchema } },
  errors: ['last-admin'],
  handle: async ({ params, body, identity, res, services }) => {
    const actor = actorOf({ identity, res });
    assertDone(await setRole(services.database, params.id, body.role, actor));
    services.identities.forgetUser(params.id);
    return { status: 200, body: await readUser(services, params.id) };
  },
});
