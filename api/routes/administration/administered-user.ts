import type { AdministeredUserResource } from '../../../grading/resource/resources.ts';
import type { AdministrationOutcome } from '../../../platform/database/user-administration.ts';
import { type AdministeredUser, findUser } from '../../../platform/database/users.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Identity } from '../../http/identity.ts';
import { toUserResource } from '../../http/user-resource.ts';
import { uuidParam } from '../../http/uuid-param.ts';
import type { ApiServices } from '../../services.ts';

export const userParam = uuidParam('The id of the user.', 'user-not-found');

export const toAdministeredUser = (user: AdministeredUser): AdministeredUserResource => ({
  ...toUserResource(user),
  disabledAt: user.disabledAt?.toISOString() ?? null,
  temporaryUntil: user.temporaryUntil?.toISOString() ?? null,
  lastSeenAt: user.lastSeenAt?.toISOString() ?? null,
});

export const readUser = async (
  { database }: ApiServices,
  id: string,
): Promise<AdministeredUserResource> => {
  const user = await findUser(database, id);
  if (user === null) throw new ApiError('user-not-found', 'No user has this id.');
  return toAdministeredUser(user);
};

/** Throws what kept it from being done. */
export const assertDone = (outcome: AdministrationOutcome): void => {
  if (outcome === 'not-found') throw new ApiError('user-not-found', 'No user has this id.');
  if (outcome === 'last-admin') {
    throw new ApiError('last-admin', 'This is the only admin. Make another one first.');
  }
};

/** Throws `own-account` where an admin means themselves. */
export const assertNotOneself = ({ user }: Identity, userId: string): void => {
  if (user.id !== userId) return;
  throw new ApiError('own-account', 'This is your own account. Another admin can do this.');
};
