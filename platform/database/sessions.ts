import type { Database } from './database.ts';
import type { Session } from './generated/client.ts';
import { PUBLIC_USER, type PublicUser } from './users.ts';

export interface StoredSession {
  readonly id: string;
  readonly csrfToken: string;
  readonly expiresAt: Date;
  readonly user: PublicUser;
}

export interface NewSession {
  readonly userId: string;
  readonly tokenHash: Uint8Array<ArrayBuffer>;
  readonly csrfToken: string;
  readonly expiresAt: Date;
}

const WITH_USER = {
  id: true,
  csrfToken: true,
  expiresAt: true,
  user: { select: PUBLIC_USER },
} as const;

/**
 * Stores a session, ends the user's expired ones and the oldest beyond `maxSessions`. Gives the
 * hashes of those that ended, for whoever remembers them.
 */
export const createSession = async (
  { prisma }: Database,
  data: NewSession,
  maxSessions: number,
): Promise<{ session: StoredSession; endedHashes: Uint8Array[] }> => {
  const session = await prisma.session.create({ data, select: WITH_USER });
  const kept = await prisma.session.findMany({
    where: { userId: data.userId, expiresAt: { gt: new Date() } },
    orderBy: { id: 'desc' },
    take: maxSessions,
    select: { id: true },
  });
  const ended = { userId: data.userId, id: { notIn: kept.map(({ id }) => id) } };
  const rows = await prisma.session.findMany({ where: ended, select: { tokenHash: true } });
  if (rows.length > 0) await prisma.session.deleteMany({ where: ended });
  return { session, endedHashes: rows.map(({ tokenHash }) => tokenHash) };
};

/** The session that has not expired, or null. */
export const findSession = (
  { prisma }: Database,
  tokenHash: Uint8Array<ArrayBuffer>,
): Promise<StoredSession | null> =>
  prisma.session.findUnique({
    where: { tokenHash, expiresAt: { gt: new Date() } },
    select: WITH_USER,
  });

export const deleteSession = async (
  { prisma }: Database,
  tokenHash: Uint8Array<ArrayBuffer>,
): Promise<void> => {
  await prisma.session.deleteMany({ where: { tokenHash } });
};

export type ListedSession = Pick<Session, 'id' | 'createdAt' | 'expiresAt'>;

/** Those that have not expired, newest first. */
export const listSessions = ({ prisma }: Database, userId: string): Promise<ListedSession[]> =>
  prisma.session.findMany({
    where: { userId, expiresAt: { gt: new Date() } },
    orderBy: { id: 'desc' },
    select: { id: true, createdAt: true, expiresAt: true },
  });

/** All of the user's sessions but `kept`. */
export const otherSessions = (userId: string, kept: string | null) => ({
  userId,
  ...(kept === null ? {} : { id: { not: kept } }),
});

/** How many ended: all of the user's but `kept`. */
export const deleteOtherSessions = async (
  { prisma }: Database,
  userId: string,
  kept: string | null,
): Promise<number> =>
  (await prisma.session.deleteMany({ where: otherSessions(userId, kept) })).count;

/** The hash of the session that ended, or null where the user has none with this id. */
export const endSession = async (
  { prisma }: Database,
  userId: string,
  id: string,
): Promise<Uint8Array | null> => {
  const session = await prisma.session.findUnique({
    where: { id, userId },
    select: { tokenHash: true },
  });
  if (session === null) return null;
  await prisma.session.deleteMany({ where: { id, userId } });
  return session.tokenHash;
};
