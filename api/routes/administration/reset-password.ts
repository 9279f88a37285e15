import type { TemporaryPasswordResource } from '../../../grading/resource/resources.ts';
import { temporaryPasswordSchema } from '../../../grading/resource/user-schemas.ts';
import { resetPassword } from '../../../platform/database/user-administration.ts';
import { actorOf } from '../../http/actor.ts';
import { defineRoute } from '../../http/route.ts';
import { newTemporaryPassword } from '../../http/temporary-password.ts';
import { assertDone, assertNotOneself, userParam } from './administered-user.ts';

export const resetPasswordRoute = defineRoute<{
  auth: 'admin';
  params: { id: string };
  answer: TemporaryPasswordResource;
}>({
  method: 'post',
  path: '/users/:id/password-reset',
  operationId: 'resetPassword',
  tag: 'Administration',
  summary: 'A temporary password for who forgot theirs',
  description:
    'Shown in this answer and never again, and good for three days. The old password and all sessions and tokens end. Who signs in with it can do nothing but choose another.',
  auth: 'admin',
  params: userParam,
  replies: { 200: { description: 'To be told to the user.', schema: temporaryPasswordSchema } },
  errors: ['own-account', 'too-busy'],
  handle: async ({ params, identity, res, services }) => {
    assertNotOneself(identity, params.id);
    const { password, ...stored } = await newTemporaryPassword();
    const actor = actorOf({ identity, res });
    assertDone(await resetPassword(services.database, params.id, stored, actor));
    services.identities.forgetUser(params.id);
    return { status: 200, body: { password, expiresAt: stored.temporaryUntil.toISOString() } };
  },
});
