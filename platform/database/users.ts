import { Prisma } from './generated/client.ts';
import type { User } from './generated/client.ts';
import type { Role } from '../../grading/account/role.ts';
import { literalPattern } from './literal-pattern.ts';
import type { Database } from './database.ts';

/** A user without the password's hash: what may leave this folder. */
export type PublicUser = Omit<User, 'passwordHash'>;

/** What `PublicUser` selects. */
export const PUBLIC_USER = {
  id: true,
  username: true,
  displayName: true,
  role: true,
  createdAt: true,
} as const;

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
): Promise<PublicUser[]> =>
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
    select: PUBLIC_USER,
  });

/** `last-admin`: nothing was changed, since nobody could give the role again. */
const SET_ROLE_SQL = `
  WITH admins AS (SELECT id FROM "User" WHERE role = 'admin' FOR UPDATE),
  target AS (
    SELECT id, role = 'admin' AND $2 <> 'admin' AND (SELECT count(*) FROM admins) = 1 AS last
      FROM "User" WHERE id = $1),
  changed AS (
    UPDATE "User" u SET role = $2::"Role" FROM target WHERE u.id = target.id AND NOT target.last
    RETURNING u.id)
  SELECT (SELECT count(*)::int FROM target) AS found, (SELECT count(*)::int FROM changed) AS changed`;

export const setRole = async (
  { pool }: Database,
  userId: string,
  role: Role,
): Promise<'changed' | 'not-found' | 'last-admin'> => {
  const { rows } = await pool.query<{ found: number; changed: number }>(SET_ROLE_SQL, [
    userId,
    role,
  ]);
  if (rows[0]?.changed === 1) return 'changed';
  return rows[0]?.found === 1 ? 'last-admin' : 'not-found';
};

export const findUser = ({ prisma }: Database, id: string): Promise<PublicUser | null> =>
  prisma.user.findUnique({ where: { id }, select: PUBLIC_USER });

export const setDisplayName = (
  { prisma }: Database,
  id: string,
  displayName: string,
): Promise<PublicUser> =>
  prisma.user.update({ where: { id }, data: { displayName }, select: PUBLIC_USER });
