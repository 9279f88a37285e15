import type { RegisterRequest, UserResource } from '../../../grading/resource/resources.ts';
import { registerRequestSchema, userSchema } from '../../../grading/resource/schemas.ts';
import { createUser } from '../../../platform/database/users.ts';
import { hashPassword } from '../../http/passwords.ts';
import { defineRoute } from '../../http/route.ts';
import { toUserResource } from '../../http/user-resource.ts';
import { usernameTaken } from './username-taken.ts';

export const registerRoute = defineRoute<{
  auth: 'public';
  body: RegisterRequest;
  answer: UserResource;
}>({
  method: 'post',
  path: '/users',
  operationId: 'registerUser',
  tag: 'Accounts',
  summary: 'Register',
  description: 'Makes an account. It does not sign in: POST /sessions or /tokens does.',
  auth: 'public',
  body: registerRequestSchema,
  limitedBy: ['registrationsByAddress'],
  replies: { 201: { description: 'The new user.', schema: userSchema } },
  errors: ['username-taken', 'too-busy'],
  handle: async ({ body, services }) => {
    const { username, password, displayName } = body;
    const user = await createUser(services.database, {
      username,
      displayName: displayName ?? username,
      passwordHash: await hashPassword(password),
    });
    if (user === null) throw usernameTaken(username);
    return { status: 201, body: toUserResource(user) };
  },
});
