import type { Response } from 'express';
import type { OidcProvider } from '../../platform/config/oidc-providers.ts';
import type { Database } from '../../platform/database/database.ts';
import { createIdentityUser, useIdentity } from '../../platform/database/external-identities.ts';
import { setRole } from '../../platform/database/user-administration.ts';
import type { AdministeredUser } from '../../platform/database/users.ts';
import { requestIdOf } from '../http/request-id.ts';
import { accountDisabled } from '../http/check-credentials.ts';
import type { ApiServices } from '../services.ts';
import {
  displayNameOf,
  identityOf,
  roleOfClaims,
  usernameCandidates,
  type Claims,
} from './claims.ts';

type Services = Pick<ApiServices, 'database' | 'identities' | 'logger'>;

interface SignIn {
  readonly res: Response;
  readonly services: Services;
}

/**
 * The account of who has these claims; the first log-in makes it. Throws `account-disabled`: what an
 * admin has closed, no provider opens.
 */
export const signInUser = async (
  signIn: SignIn,
  provider: OidcProvider,
  claims: Claims,
): Promise<AdministeredUser> => {
  const { database } = signIn.services;
  const known = await useIdentity(database, identityOf(claims));
  if (known === null) return register(database, provider, claims);
  if (known.disabledAt !== null) throw accountDisabled();
  await followRole(signIn, provider, claims, known);
  return known;
};

const register = async (
  database: Database,
  provider: OidcProvider,
  claims: Claims,
): Promise<AdministeredUser> => {
  const key = identityOf(claims);
  const role = provider.roles === null ? 'learner' : roleOfClaims(claims, provider.roles);
  for (const username of usernameCandidates(claims, provider)) {
    const displayName = displayNameOf(claims) ?? username;
    const made = await createIdentityUser(database, { ...key, username, displayName, role });
    if (made !== null) return made;
    // Not the name, perhaps, but the same person in another window a moment ago.
    const known = await useIdentity(database, key);
    if (known !== null) return known;
  }
  throw new Error(`No username is free for a new account of ${provider.id}.`);
};

/** Where the provider says who is what, its word counts at each log-in, up and down. */
const followRole = async (
  { res, services: { database, identities, logger } }: SignIn,
  { id, roles }: OidcProvider,
  claims: Claims,
  user: AdministeredUser,
): Promise<void> => {
  if (roles === null) return;
  const role = roleOfClaims(claims, roles);
  if (role === user.role) return;
  const actor = { id: null, name: `provider ${id}`, requestId: requestIdOf(res) };
  const outcome = await setRole(database, user.id, role, actor);
  identities.forgetUser(user.id);
  logger.info({ event: 'role-by-provider', provider: id, userId: user.id, role, outcome }, 'role');
};
