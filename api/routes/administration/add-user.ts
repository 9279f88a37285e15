import type { AddedUserResource, AddUserRequest } from '../../../grading/resource/resources.ts';
import { addedUserSchema, addUserRequestSchema } from '../../../grading/resource/user-schemas.ts';
import { addUser } from '../../../platform/database/user-administration.ts';
import { actorOf } from '../../http/actor.ts';
import { defineRoute } from '../../http/route.ts';
import { newTemporaryPassword } from '../../http/temporary-password.ts';
import { usernameTaken } from '../users/username-taken.ts';
import { readUser } from './administered-user.ts';

export const addUserRoute = defineRoute<{
  auth: 'admin';
  body: AddUserRequest;
  answer: AddedUserResource;
}>({
  method: 'post',
  path: '/admin/users',
  operationId: 'addUser',
  tag: 'Administration',
  summary: 'Make an account for somebody',
  description:
    'With a temporary password, shown in this answer and never again: good for three days, and for choosing another alone.',
  auth: 'admin',
  body: addUserRequestSchema,
  replies: { 201: { description: 'The user, and the password.', schema: addedUserSchema } },
  errors: ['username-taken', 'too-busy'],
  handle: async ({ body, identity, res, services }) => {
    const { username, displayName = username, role } = body;
    const { password, ...stored } = await newTemporaryPassword();
    const user = { username, displayName, role, ...stored };
    const id = await addUser(services.database, user, actorOf({ identity, res }));
    if (id === null) throw usernameTaken(username);
    return { status: 201, body: { user: await readUser(services, id), password } };
  },
});
