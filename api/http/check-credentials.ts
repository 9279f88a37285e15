import { findUserByName } from '../../platform/database/users.ts';
import type { PublicUser } from '../../platform/database/users.ts';
import type { ApiServices } from '../services.ts';
import { ApiError } from './api-error.ts';
import { passwordMatches } from './passwords.ts';

/** What a username can look like at all; PostgreSQL refuses some of what JSON strings can hold. */
const USERNAME = /^[a-z0-9._-]{1,40}$/;

/** The user, or `invalid-credentials`: the same answer, in like time, whichever part is wrong. */
export const checkCredentials = async (
  { database }: ApiServices,
  username: string,
  password: string,
): Promise<PublicUser> => {
  const user = USERNAME.test(username) ? await findUserByName(database, username) : null;
  const matches = await passwordMatches(user?.passwordHash ?? null, password);
  if (user === null || !matches) {
    throw new ApiError('invalid-credentials', 'The username or the password is wrong.');
  }
  return user;
};
