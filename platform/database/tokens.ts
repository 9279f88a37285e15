import type { Database } from './database.ts';
import type { ApiToken } from './generated/client.ts';
import type { PublicUser } from './users.ts';

export type ListedToken = Pick<ApiToken, 'id' | 'name' | 'createdAt' | 'lastUsedAt'>;

const LISTED = { id: true, name: true, createdAt: true, lastUsedAt: true } as const;

export interface NewToken {
  readonly userId: string;
  readonly name: string;
  readonly tokenHash: Uint8Array<ArrayBuffer>;
}

/** The stored token, or null where the user has `maxTokens` active ones already. */
export const createToken = async (
  { prisma }: Database,
  data: NewToken,
  maxTokens: number,
): Promise<ListedToken | null> => {
  const active = await prisma.apiToken.count({ where: { userId: data.userId, revokedAt: null } });
  if (active >= maxTokens) return null;
  return prisma.apiToken.create({ data, select: LISTED });
};

/** Active tokens of a user, newest first, after the one with the id `after`. */
export const listTokens = (
  { prisma }: Database,
  userId: string,
  page: { readonly after: string | null; readonly take: number },
): Promise<ListedToken[]> =>
  prisma.apiToken.findMany({
    where: { userId, revokedAt: null, ...(page.after === null ? {} : { id: { lt: page.after } }) },
    orderBy: { id: 'desc' },
    take: page.take,
    select: LISTED,
  });

/** The hash of the token that was revoked, or null where the user has no such active token. */
export const revokeToken = async (
  { prisma }: Database,
  userId: string,
  id: string,
): Promise<Uint8Array | null> => {
  const rows = await prisma.apiToken.updateManyAndReturn({
    where: { id, userId, revokedAt: null },
    data: { revokedAt: new Date() },
    select: { tokenHash: true },
  });
  return rows[0]?.tokenHash ?? null;
};

export interface TokenOwner {
  readonly tokenId: string;
  readonly user: PublicUser;
  readonly mustChangePassword: boolean;
}

/**
 * Whose active token this is, or null, as for a disabled user's. The same round trip notes the use,
 * at most once a minute: more would make every read a write.
 */
const FIND_AND_TOUCH = `
  WITH found AS (
    SELECT t.id AS "tokenId", u.id, u.username, u."displayName", u.role, u."createdAt",
           u."lastSeenAt", u."temporaryUntil" IS NOT NULL AS "mustChangePassword"
      FROM "ApiToken" t JOIN "User" u ON u.id = t."userId"
     WHERE t."tokenHash" = $1 AND t."revokedAt" IS NULL AND u."disabledAt" IS NULL
  ), seen AS (
    UPDATE "User" u SET "lastSeenAt" = now() FROM found
     WHERE u.id = found.id
       AND (found."lastSeenAt" IS NULL OR found."lastSeenAt" < now() - interval '1 minute')
  ), touched AS (
    UPDATE "ApiToken" SET "lastUsedAt" = now()
     WHERE id = (SELECT "tokenId" FROM found)
       AND ("lastUsedAt" IS NULL OR "lastUsedAt" < now() - interval '1 minute')
  )
  SELECT "tokenId", "mustChangePassword", id, username, "displayName", role, "createdAt"
    FROM found`;

export const findTokenOwner = async (
  { pool }: Database,
  tokenHash: Uint8Array,
): Promise<TokenOwner | null> => {
  const { rows } = await pool.query<Omit<TokenOwner, 'user'> & PublicUser>({
    name: 'find-token-owner',
    text: FIND_AND_TOUCH,
    values: [tokenHash],
  });
  const row = rows[0];
  if (row === undefined) return null;
  const { tokenId, mustChangePassword, ...user } = row;
  return { tokenId, mustChangePassword, user };
};
