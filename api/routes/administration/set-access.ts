import type {
  AdministeredUserResource,
  SetAccessRequest,
} from '../../../grading/resource/resources.ts';
import {
  administeredUserSchema,
  setAccessRequestSchema,
} from '../../../grading/resource/user-schemas.ts';
import { setDisabled } from '../../../platform/database/user-administration.ts';
import { actorOf } from '../../http/actor.ts';
import { defineRoute } from '../../http/route.ts';
import { assertDone, assertNotOneself, readUser, userParam } from './administered-user.ts';

export const setAccessRoute = defineRoute<{
  auth: 'admin';
  params: { id: string };
  body: SetAccessRequest;
  answer: AdministeredUserResource;
}>({
  method: 'put',
  path: '/users/:id/access',
  operationId: 'setAccess',
  tag: 'Administration',
  summary: 'Disable an account, or enable it again',
  description:
    'All sessions and tokens of who is disabled end at once. Submissions and scores stay. A later sign-in says so, after the right password alone.',
  auth: 'admin',
  params: userParam,
  body: setAccessRequestSchema,
  replies: { 200: { description: 'The user as they are now.', schema: administeredUserSchema } },
  errors: ['last-admin', 'own-account'],
  handle: async ({ params, body, identity, res, services }) => {
    assertNotOneself(identity, params.id);
    const actor = actorOf({ identity, res });
    assertDone(await setDisabled(services.database, params.id, body.disabled, actor));
    services.identities.forgetUser(params.id);
    return { status: 200, body: await readUser(services, params.id) };
  },
});
