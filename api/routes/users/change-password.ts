import {
  changedPasswordSchema,
  changePasswordRequestSchema,
} from '../../../grading/resource/account-schemas.ts';
import type {
  ChangedPassword,
  ChangePasswordRequest,
} from '../../../grading/resource/resources.ts';
import { replacePassword } from '../../../platform/database/passwords.ts';
import { findUserByName } from '../../../platform/database/users.ts';
import { ApiError } from '../../http/api-error.ts';
import { requireSession } from '../../http/require.ts';
import { defineRoute } from '../../http/route.ts';
import { hashPassword, passwordMatches } from '../../http/passwords.ts';

export const changePasswordRoute = defineRoute<{
  auth: 'user';
  body: ChangePasswordRequest;
  answer: ChangedPassword;
}>({
  method: 'put',
  path: '/users/me/password',
  operationId: 'changePassword',
  tag: 'Accounts',
  summary: 'Change my password',
  description:
    'Every other session of mine ends. Tokens of command lines stay, unless `revokeTokens` is true.',
  auth: 'user',
  withTemporaryPassword: true,
  limitedBy: ['passwordsByAddress', 'passwordsByUser'],
  body: changePasswordRequestSchema,
  replies: { 200: { description: 'What ended with it.', schema: changedPasswordSchema } },
  errors: ['wrong-password', 'no-password', 'session-required', 'too-busy'],
  handle: async ({ body, identity, services }) => {
    requireSession(identity, 'Change it in a browser, signed in.');
    const { user } = identity;
    const stored = await findUserByName(services.database, user.username);
    const passwordHash = stored?.passwordHash ?? null;
    if (passwordHash === null) {
      throw new ApiError('no-password', 'You sign in with a provider: change your password there.');
    }
    if (!(await passwordMatches(passwordHash, body.currentPassword))) {
      throw new ApiError('wrong-password', 'This is not your current password.', {
        errors: [{ field: '/currentPassword', message: 'This is not your current password.' }],
      });
    }
    if (body.newPassword === body.currentPassword) {
      throw new ApiError('validation-failed', 'The new password is the old one. Choose another.', {
        errors: [{ field: '/newPassword', message: 'This is your current password.' }],
      });
    }
    const ended = await replacePassword(services.database, {
      userId: user.id,
      passwordHash: await hashPassword(body.newPassword),
      keepSession: identity.sessionId,
      keepTokens: body.revokeTokens !== true,
    });
    services.identities.forgetUser(user.id);
    return { status: 200, body: ended };
  },
});
