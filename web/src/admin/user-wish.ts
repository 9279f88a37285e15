import type { Role } from '../../../grading/account/role.ts';
import type {
  AdministeredUserResource,
  TemporaryPasswordResource,
} from '../../../grading/resource/resources.ts';
import { call } from '../api-client.ts';

/** What an admin wants to do to a user: asked about first. */
export interface Wish {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly grant: () => Promise<Granted>;
}

/** The user as they are now, and a password where there is one to be told. */
export interface Granted {
  readonly user: AdministeredUserResource;
  readonly password?: string;
}

const MEANS: Readonly<Record<Role, string>> = {
  learner: 'They can solve exercises, and lose what instructors and admins may do.',
  instructor: 'They can make cohorts, and see what the learners of these hand in.',
  admin: 'They can do everything, and give every role.',
};

export const roleWish = ({ id, username }: AdministeredUserResource, role: Role): Wish => ({
  title: `Make ${username} ${role === 'learner' ? 'a' : 'an'} ${role}?`,
  text: MEANS[role],
  action: 'Change the role',
  grant: async () => ({ user: await call('PATCH', `users/${id}`, { body: { role } }) }),
});

export const accessWish = ({ id, username, disabledAt }: AdministeredUserResource): Wish => {
  const disabled = disabledAt === null;
  return {
    ...(disabled
      ? {
          title: `Disable ${username}?`,
          text: 'They are signed out everywhere at once, command lines included, and cannot sign in. What they handed in stays. You can enable them again.',
          action: 'Disable',
        }
      : {
          title: `Enable ${username} again?`,
          text: 'They can sign in with the password that they had. Command lines have to be approved anew.',
          action: 'Enable',
        }),
    grant: async () => ({ user: await call('PUT', `users/${id}/access`, { body: { disabled } }) }),
  };
};

export const resetWish = (user: AdministeredUserResource): Wish => ({
  title: `Reset the password of ${user.username}?`,
  text: 'Their password ends now, and they are signed out everywhere. You get a temporary one to tell them, with which they choose another.',
  action: 'Reset the password',
  grant: async () => {
    const given = await call<TemporaryPasswordResource>('POST', `users/${user.id}/password-reset`);
    return { user: { ...user, temporaryUntil: given.expiresAt }, password: given.password };
  },
});
