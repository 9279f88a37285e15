import { findUserByName } from '../../platform/database/users.ts';
import type { AdministeredUser } from '../../platform/database/users.ts';
import type { ApiServices } from '../services.ts';
import { ApiError } from './api-error.ts';
import { passwordMatches } from './passwords.ts';

/** What a username can look like at all; PostgreSQL refuses some of what JSON strings can hold. */
const USERNAME = /^[a-z0-9._-]{1,40}$/;

export const accountDisabled = (): ApiError =>
  new ApiError('account-disabled', 'This account is disabled. Ask an administrator.');

/**
 * The user, or `invalid-credentials`: the same answer, in like time, whichever part is wrong. Only
 * who knows the password learns that the account is disabled, or the password too old.
 */
export const checkCredentials = async (
  { database }: ApiServices,
  username: string,
  password: string,
): Promise<AdministeredUser> => {
  const user = USERNAME.test(username) ? await findUserByName(database, username) : null;
  const matches = await passwordMatches(user?.passwordHash ?? null, password);
  if (user === null || !matches) {
    throw new ApiError('invalid-credentials', 'The username or the password is wrong.');
  }
  if (user.disabledAt !== null) {
    throw accountDisabled();
  }
  if (user.temporaryUntil !== null && user.temporaryUntil.getTime() < Date.now()) {
    throw new ApiError(
      'temporary-password-expired',
      'This temporary password has expired. Ask an administrator for another one.',
    );
  }
  return user;
};
