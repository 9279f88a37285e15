import { Prisma } from './generated/client.ts';
import type { User } from './generated/client.ts';
import type { Role } from '../../grading/account/role.ts';
import { literalPattern } from './literal-pattern.ts';
import type { Database } from './database.ts';

const PUBLIC_USER = {
  id: true,
  username: true,
  displayName: true,
  role: true,
  createdAt: true,
} as const;

/** Of a user, what others may see. */
export type PublicUser = Pick<User, keyof typeof PUBLIC_USER>;

/** What `AdministeredUser` selects. */
export const ADMINISTERED_USER = {
  ...PUBLIC_USER,
  disabledAt: true,
  temporaryUntil: true,
  lastSeenAt: true,
} as const;

/** What admins see beyond that. */
export type AdministeredUser = Pick<User, keyof typeof ADMINISTERED_USER>;

export interface NewUser {
  readonly username: string;
  readonly displayName: string;
  readonly passwordHash: string;
}

const UNIQUE_VIOLATION = 'P2002';

/** Something with such a name, or key, is there already. */
export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === UNIQUE_VIOLATION;

/** The stored user, or null where the username is taken. */
export const createUser = async (
  { prisma }: Database,
  data: NewUser,
): Promise<PublicUser | null> => {
  try {
    return await prisma.user.create({ data, select: PUBLIC_USER });
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
};

/** With the password's hash, for the log-in alone. */
export const findUserByName = ({ prisma }: Database, username: string): Promise<User | null> =>
  prisma.user.findUnique({ where: { username } });

export interface UserFilter {
  readonly role?: Role;
  /** Part of the username or the name. */
  readonly q?: string;
}

/** By username, after the one named `after`. */
export const listUsers = (
  { prisma }: Database,
  { role, q }: UserFilter,
  page: { readonly after: string | null; readonly take: number },
): Promise<AdministeredUser[]> =>
  prisma.user.findMany({
    where: {
      ...(role === undefined ? {} : { role }),
      ...(page.after === null ? {} : { username: { gt: page.after } }),
      ...(q === undefined
        ? {}
        : {
            OR: (['username', 'displayName'] as const).map((field) => ({
              [field]: { contains: literalPattern(q), mode: 'insensitive' as const },
            })),
          }),
    },
    orderBy: { username: 'asc' },
    take: page.take,
    select: ADMINISTERED_USER,
  });

export const findUser = ({ prisma }: Database, id: string): Promise<AdministeredUser | null> =>
  prisma.user.findUnique({ where: { id }, select: ADMINISTERED_USER });

export const setDisplayName = (
  { prisma }: Database,
  id: string,
  displayName: string,
): Promise<PublicUser> =>
  prisma.user.update({ where: { id }, data: { displayName }, select: PUBLIC_USER });
