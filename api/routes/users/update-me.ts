import { updateMeRequestSchema } from '../../../grading/resource/account-schemas.ts';
import type { UpdateMeRequest, UserResource } from '../../../grading/resource/resources.ts';
import { userSchema } from '../../../grading/resource/schemas.ts';
import { setDisplayName } from '../../../platform/database/users.ts';
import { defineRoute } from '../../http/route.ts';
import { toUserResource } from '../../http/user-resource.ts';

export const updateMeRoute = defineRoute<{
  auth: 'user';
  body: UpdateMeRequest;
  answer: UserResource;
}>({
  method: 'patch',
  path: '/users/me',
  operationId: 'updateMe',
  tag: 'Accounts',
  summary: 'Change how I am called',
  auth: 'user',
  body: updateMeRequestSchema,
  replies: { 200: { description: 'The user.', schema: userSchema } },
  errors: [],
  handle: async ({ body, identity, services }) => {
    const user = await setDisplayName(services.database, identity.user.id, body.displayName);
    services.identities.forgetUser(user.id);
    return { status: 200, body: toUserResource(user) };
  },
});
