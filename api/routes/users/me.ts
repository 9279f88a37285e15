import type { UserResource } from '../../../grading/resource/resources.ts';
import { userSchema } from '../../../grading/resource/schemas.ts';
import { defineRoute } from '../../http/route.ts';

export const meRoute = defineRoute<{ auth: 'user'; answer: UserResource }>({
  method: 'get',
  path: '/users/me',
  operationId: 'getCurrentUser',
  tag: 'Accounts',
  summary: 'Who am I',
  auth: 'user',
  withTemporaryPassword: true,
  replies: { 200: { description: 'The signed-in user.', schema: userSchema } },
  errors: [],
  handle: async ({ identity }) => ({ status: 200, body: identity.user }),
});
