import type { Database } from './database.ts';
import type { Session } from './generated/client.ts';
import type { PublicUser } from './users.ts';

export interface StoredSession {
  readonly id: string;
  readonly csrfToken: string;
  readonly expiresAt: Date;
  readonly user: PublicUser;
  /** The user has signed in with a password that an admin gave out. */
  readonly mustChangePassword: boolean;
}

export interface NewSession {
  readonly userId: string;
  readonly tokenHash: Uint8Array<ArrayBuffer>;
  readonly csrfToken: string;
  /** Cut by the caller; null: not sent. */
  readonly userAgent: string | null;
  readonly expiresAt: Date;
}

/**
 * Stores a session, ends the user's expired ones and the oldest beyond `maxSessions`. Gives the
 * hashes of those that ended, for whoever remembers them.
 */
export const createSession = async (
  { prisma }: Database,
  data: NewSession,
  maxSessions: number,
): Promise<{ endedHashes: Uint8Array[] }> => {
  await prisma.session.create({ data: { ...data, lastUsedAt: new Date() } });
  const kept = await prisma.session.findMany({
    where: { userId: data.userId, expiresAt: { gt: new Date() } },
    orderBy: { id: 'desc' },
    take: maxSessions,
    select: { id: true },
  });
  const ended = { userId: data.userId, id: { notIn: kept.map(({ id }) => id) } };
  const rows = await prisma.session.findMany({ where: ended, select: { tokenHash: true } });
  if (rows.length > 0) await prisma.session.deleteMany({ where: ended });
  return { endedHashes: rows.map(({ tokenHash }) => tokenHash) };
};

/**
 * The session that has not expired, or null; of a disabled user there is none. The same round trip
 * notes the use, of the session and of its user, at most once a minute.
 */
const FIND_AND_TOUCH = `
  WITH found AS (
    SELECT s.id AS "sessionId", s."csrfToken", s."expiresAt", s."lastUsedAt",
           u.id, u.username, u."displayName", u.role, u."createdAt", u."lastSeenAt",
           u."temporaryUntil" IS NOT NULL AS "mustChangePassword"
      FROM "Session" s JOIN "User" u ON u.id = s."userId"
     WHERE s."tokenHash" = $1 AND s."expiresAt" > now() AND u."disabledAt" IS NULL
  ), touched AS (
    UPDATE "Session" s SET "lastUsedAt" = now() FROM found
     WHERE s.id = found."sessionId"
       AND (found."lastUsedAt" IS NULL OR found."lastUsedAt" < now() - interval '1 minute')
  ), seen AS (
    UPDATE "User" u SET "lastSeenAt" = now() FROM found
     WHERE u.id = found.id
       AND (found."lastSeenAt" IS NULL OR found."lastSeenAt" < now() - interval '1 minute')
  )
  SELECT "sessionId", "csrfToken", "expiresAt", "mustChangePassword",
         id, username, "displayName", role, "createdAt" FROM found`;

type FoundSession = Omit<StoredSession, 'id' | 'user'> & { sessionId: string } & PublicUser;

export const findSession = async (
  { pool }: Database,
  tokenHash: Uint8Array,
): Promise<StoredSession | null> => {
  const { rows } = await pool.query<FoundSession>({
    name: 'find-session',
    text: FIND_AND_TOUCH,
    values: [tokenHash],
  });
  const row = rows[0];
  if (row === undefined) return null;
  const { sessionId, csrfToken, expiresAt, mustChangePassword, ...user } = row;
  return { id: sessionId, csrfToken, expiresAt, mustChangePassword, user };
};

export const deleteSession = async (
  { prisma }: Database,
  tokenHash: Uint8Array<ArrayBuffer>,
): Promise<void> => {
  await prisma.session.deleteMany({ where: { tokenHash } });
};

export type ListedSession = Pick<
  Session,
  'id' | 'userAgent' | 'createdAt' | 'lastUsedAt' | 'expiresAt'
>;

/** Those that have not expired, newest first. */
export const listSessions = ({ prisma }: Database, userId: string): Promise<ListedSession[]> =>
  prisma.session.findMany({
    where: { userId, expiresAt: { gt: new Date() } },
    orderBy: { id: 'desc' },
    select: { id: true, userAgent: true, createdAt: true, lastUsedAt: true, expiresAt: true },
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
