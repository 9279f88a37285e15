import { Prisma } from './generated/client.ts';
import type { User } from './generated/client.ts';
import type { Database } from './database.ts';

/** A user without the password's hash: what may leave this folder. */
export type PublicUser = Omit<User, 'passwordHash'>;

const PUBLIC_USER = {
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

/** The stored user, or null where the username is taken. */
export const createUser = async (
  { prisma }: Database,
  data: NewUser,
): Promise<PublicUser | null> => {
  try {
    return await prisma.user.create({ data, select: PUBLIC_USER });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === UNIQUE_VIOLATION) {
      return null;
    }
    throw error;
  }
};

/** With the password's hash, for the log-in alone. */
export const findUserByName = ({ prisma }: Database, username: string): Promise<User | null> =>
  prisma.user.findUnique({ where: { username } });
