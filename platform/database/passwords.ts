import type { Database } from './database.ts';
import { otherSessions } from './sessions.ts';
import { ANNOUNCE_USER_SQL } from './user-changes.ts';

export interface PasswordChange {
  readonly userId: string;
  /** argon2id, PHC string format. */
  readonly passwordHash: string;
  /** The session that goes on; null: none. */
  readonly keepSession: string | null;
  readonly keepTokens: boolean;
}

/**
 * All or nothing: a new password with the old sessions still open would protect nobody. Neither
 * would one that leaves an approved device (RFC 8628) to fetch a token afterwards.
 */
export const replacePassword = async (
  { prisma }: Database,
  { userId, passwordHash, keepSession, keepTokens }: PasswordChange,
): Promise<{ endedSessions: number; revokedTokens: number }> => {
  const active = { userId, revokedAt: null };
  const [, sessions, , , tokens] = await prisma.$transaction([
    prisma.user.update({ where: { id: userId }, data: { passwordHash, temporaryUntil: null } }),
    prisma.session.deleteMany({ where: otherSessions(userId, keepSession) }),
    prisma.deviceCode.deleteMany({ where: { userId } }),
    prisma.$executeRawUnsafe(ANNOUNCE_USER_SQL, userId),
    ...(keepTokens
      ? []
      : [prisma.apiToken.updateMany({ where: active, data: { revokedAt: new Date() } })]),
  ]);
  return { endedSessions: sessions.count, revokedTokens: tokens?.count ?? 0 };
};
