import type { Role } from '../../grading/account/role.ts';
import type { Database } from './database.ts';
import { ADMINISTERED_USER, isUniqueViolation, type AdministeredUser } from './users.ts';

/** Who somebody is at a provider: nobody else ever is. An email address is no such thing. */
export interface IdentityKey {
  readonly issuer: string;
  readonly subject: string;
}

/** Whose identity this is, and that it was used now; null for one that is new here. */
export const useIdentity = async (
  { prisma }: Database,
  key: IdentityKey,
): Promise<AdministeredUser | null> => {
  const where = { issuer_subject: key };
  const known = await prisma.externalIdentity.findUnique({ where, select: { userId: true } });
  if (known === null) return null;
  const { user } = await prisma.externalIdentity.update({
    where,
    data: { lastUsedAt: new Date() },
    select: { user: { select: ADMINISTERED_USER } },
  });
  return user;
};

export interface NewIdentityUser extends IdentityKey {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
}

/** An account without a password, and its identity; null where the username, or that, is taken. */
export const createIdentityUser = async (
  { prisma }: Database,
  { issuer, subject, ...user }: NewIdentityUser,
): Promise<AdministeredUser | null> => {
  try {
    return await prisma.user.create({
      data: { ...user, identities: { create: { issuer, subject } } },
      select: ADMINISTERED_USER,
    });
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
};

export interface SignInWays {
  readonly hasPassword: boolean;
  readonly identities: readonly {
    readonly issuer: string;
    readonly createdAt: Date;
    readonly lastUsedAt: Date;
  }[];
}

/** How the user can sign in. Bounded by the providers that there are, so it is not paged. */
export const readSignInWays = async ({ prisma }: Database, userId: string): Promise<SignInWays> => {
  const { passwordHash, identities } = await prisma.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      passwordHash: true,
      identities: {
        orderBy: { createdAt: 'asc' },
        select: { issuer: true, createdAt: true, lastUsedAt: true },
      },
    },
  });
  return { hasPassword: passwordHash !== null, identities };
};
