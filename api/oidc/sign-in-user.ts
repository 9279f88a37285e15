import type { OidcProvider } from '../../platform/config/oidc-providers.ts';
import { createIdentityUser, useIdentity } from '../../platform/database/external-identities.ts';
import { setRole, type PublicUser } from '../../platform/database/users.ts';
import type { ApiServices } from '../services.ts';
import {
  displayNameOf,
  identityOf,
  roleOfClaims,
  usernameCandidates,
  type Claims,
} from './claims.ts';

type Services = Pick<ApiServices, 'database' | 'identities' | 'logger'>;

/** The account of who has these claims; the first log-in makes it. */
export const signInUser = async (
  services: Services,
  provider: OidcProvider,
  claims: Claims,
): Promise<PublicUser> => {
  const key = identityOf(claims);
  const known = await useIdentity(services.database, key);
  if (known === null) return register(services, provider, claims);
  await followRole(services, provider, claims, known);
  return known;
};

const register = async (
  { database }: Services,
  provider: OidcProvider,
  claims: Claims,
): Promise<PublicUser> => {
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
  { database, identities, logger }: Services,
  { id, roles }: OidcProvider,
  claims: Claims,
  user: PublicUser,
): Promise<void> => {
  if (roles === null) return;
  const role = roleOfClaims(claims, roles);
  if (role === user.role) return;
  const outcome = await setRole(database, user.id, role);
  identities.forgetUser(user.id);
  logger.info({ event: 'role-by-provider', provider: id, userId: user.id, role, outcome }, 'role');
};
