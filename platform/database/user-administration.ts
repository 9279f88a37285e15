import type pg from 'pg';
import type { Role } from '../../grading/account/role.ts';
import { type Actor, recordDeed } from './audit.ts';
import type { Database } from './database.ts';
import { inTransaction } from './in-transaction.ts';
import { newId } from './new-id.ts';
import { ANNOUNCE_USER_SQL } from './user-changes.ts';

/**
 * What admins do to accounts. Each deed is one transaction with its entry in the audit trail, and
 * announces the user, so that every process of the API forgets whom it knew (api/http/identity-cache.ts).
 */
export type AdministrationOutcome =
  | 'done'
  | 'not-found'
  /** Nothing was changed, since nobody could give the role again. */
  | 'last-admin';

/** Whoever runs the server, and so has its command line. */
export const THE_SERVER: Actor = { id: null, name: 'command line', requestId: null };

interface LockedUser {
  readonly id: string;
  readonly username: string;
  readonly role: Role;
  readonly disabledAt: Date | null;
}

/** The user, and all admins that can sign in: two who take each other's role wait for each other. */
const LOCK_SQL = `
  SELECT id, username, role, "disabledAt" FROM "User"
   WHERE id = $1 OR (role = 'admin' AND "disabledAt" IS NULL)
   ORDER BY id FOR NO KEY UPDATE`;

const change = (
  database: Database,
  userId: string,
  work: (
    client: pg.PoolClient,
    user: LockedUser & { readonly isLastAdmin: boolean },
  ) => Promise<AdministrationOutcome>,
): Promise<AdministrationOutcome> =>
  inTransaction(database, async (client) => {
    const { rows } = await client.query<LockedUser>(LOCK_SQL, [userId]);
    const user = rows.find(({ id }) => id === userId);
    if (user === undefined) return 'not-found';
    const isLastAdmin = user.role === 'admin' && user.disabledAt === null && rows.length === 1;
    const outcome = await work(client, { ...user, isLastAdmin });
    await client.query(ANNOUNCE_USER_SQL, [userId]);
    return outcome;
  });

/** Sessions, tokens, and devices that wait for theirs. */
const END_ACCESS_SQL = [
  'DELETE FROM "Session" WHERE "userId" = $1',
  'DELETE FROM "DeviceCode" WHERE "userId" = $1',
  'UPDATE "ApiToken" SET "revokedAt" = now() WHERE "userId" = $1 AND "revokedAt" IS NULL',
];

const endAccess = async (client: pg.PoolClient, userId: string): Promise<void> => {
  for (const sql of END_ACCESS_SQL) await client.query(sql, [userId]);
};

export const setRole = (
  database: Database,
  userId: string,
  role: Role,
  actor: Actor = THE_SERVER,
): Promise<AdministrationOutcome> =>
  change(database, userId, async (client, { username, role: before, isLastAdmin }) => {
    if (isLastAdmin && role !== 'admin') return 'last-admin';
    if (before === role) return 'done';
    await client.query('UPDATE "User" SET role = $2::"Role" WHERE id = $1', [userId, role]);
    const detail = { before, after: role };
    const subject = { subjectId: userId, subjectName: username };
    await recordDeed(client, actor, { action: 'role-changed', ...subject, detail });
    return 'done';
  });

/** Who is disabled is signed out everywhere; submissions and scores stay. */
export const setDisabled = (
  database: Database,
  userId: string,
  disabled: boolean,
  actor: Actor,
): Promise<AdministrationOutcome> =>
  change(database, userId, async (client, { username, disabledAt, isLastAdmin }) => {
    if (isLastAdmin && disabled) return 'last-admin';
    if (disabled === (disabledAt !== null)) return 'done';
    await client.query(
      'UPDATE "User" SET "disabledAt" = CASE WHEN $2 THEN now() END WHERE id = $1',
      [userId, disabled],
    );
    if (disabled) await endAccess(client, userId);
    const action = disabled ? 'user-disabled' : 'user-enabled';
    await recordDeed(client, actor, { action, subjectId: userId, subjectName: username });
    return 'done';
  });

export interface TemporaryPassword {
  /** argon2id, PHC string format. */
  readonly passwordHash: string;
  readonly temporaryUntil: Date;
}

/** The old password is gone, and with it all that was opened by it. */
export const resetPassword = (
  database: Database,
  userId: string,
  { passwordHash, temporaryUntil }: TemporaryPassword,
  actor: Actor,
): Promise<AdministrationOutcome> =>
  change(database, userId, async (client, { username }) => {
    await client.query(
      'UPDATE "User" SET "passwordHash" = $2, "temporaryUntil" = $3 WHERE id = $1',
      [userId, passwordHash, temporaryUntil],
    );
    await endAccess(client, userId);
    const subject = { subjectId: userId, subjectName: username };
    await recordDeed(client, actor, { action: 'password-reset', ...subject });
    return 'done';
  });

export interface UserForAnother extends TemporaryPassword {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
}

const ADD_SQL = `
  INSERT INTO "User" (id, username, "displayName", role, "passwordHash", "temporaryUntil")
  VALUES ($1, $2, $3, $4::"Role", $5, $6) ON CONFLICT (username) DO NOTHING`;

/** The id of the new user, or null where the username is taken. */
export const addUser = (
  database: Database,
  { username, displayName, role, passwordHash, temporaryUntil }: UserForAnother,
  actor: Actor,
): Promise<string | null> =>
  inTransaction(database, async (client) => {
    const id = newId();
    const values = [id, username, displayName, role, passwordHash, temporaryUntil];
    const { rowCount } = await client.query(ADD_SQL, values);
    if (rowCount !== 1) return null;
    const subject = { subjectId: id, subjectName: username };
    await recordDeed(client, actor, { action: 'user-created', ...subject, detail: { role } });
    return id;
  });
