import type { UpdateUserRequest, UserResource } from '../../../grading/resource/resources.ts';
import { userSchema } from '../../../grading/resource/schemas.ts';
import { updateUserRequestSchema } from '../../../grading/resource/user-schemas.ts';
import { findUser, setRole } from '../../../platform/database/users.ts';
import { ApiError } from '../../http/api-error.ts';
import { defineRoute } from '../../http/route.ts';
import { toUserResource } from '../../http/user-resource.ts';
import { uuidParam } from '../../http/uuid-param.ts';

const notFound = (): ApiError => new ApiError('user-not-found', 'No user has this id.');

export const updateUserRoute = defineRoute<{
  auth: 'admin';
  params: { id: string };
  body: UpdateUserRequest;
  answer: UserResource;
}>({
  method: 'patch',
  path: '/users/:id',
  operationId: 'updateUser',
  tag: 'Accounts',
  summary: "Change a user's role",
  description: 'Other processes honour it within five seconds.',
  auth: 'admin',
  params: uuidParam('The id of the user.', 'user-not-found'),
  body: updateUserRequestSchema,
  replies: { 200: { description: 'The user as they are now.', schema: userSchema } },
  errors: ['last-admin'],
  handle: async ({ params, body, services }) => {
    const outcome = await setRole(services.database, params.id, body.role);
    if (outcome === 'last-admin') {
      throw new ApiError('last-admin', 'This is the only admin. Make another one first.');
    }
    const user = await findUser(services.database, params.id);
    if (outcome === 'not-found' || user === null) throw notFound();
    services.identities.forgetUser(user.id);
    return { status: 200, body: toUserResource(user) };
  },
});
