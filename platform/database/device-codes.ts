import type { Database } from './database.ts';
import type { DeviceCode } from './generated/client.ts';

/** Devices that wait to be approved (RFC 8628). Every read ignores what has expired. */
export interface NewDeviceCode {
  readonly deviceHash: Uint8Array<ArrayBuffer>;
  readonly userCode: string;
  readonly clientName: string;
  readonly address: string;
  readonly lifetimeMs: number;
}

export type WaitingDevice = Pick<
  DeviceCode,
  'userCode' | 'clientName' | 'address' | 'createdAt' | 'expiresAt'
>;

const WAITING = {
  ...{ userCode: true, clientName: true, address: true, createdAt: true, expiresAt: true },
} as const;

/** Removes what has expired, too: the table holds no more than a few minutes of sign-ins. */
export const createDeviceCode = async (
  { prisma }: Database,
  { lifetimeMs, ...data }: NewDeviceCode,
): Promise<WaitingDevice> => {
  await prisma.deviceCode.deleteMany({ where: { expiresAt: { lt: new Date() } } });
  const expiresAt = new Date(Date.now() + lifetimeMs);
  return prisma.deviceCode.create({ data: { ...data, expiresAt }, select: WAITING });
};

export type FoundDevice =
  /** Nobody has this code, or nobody any more. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'expired' | 'approved' | 'refused' }
  | { readonly kind: 'waiting'; readonly device: WaitingDevice };

/** What became of a code, for this user: whatever another one decided is unknown to them. */
export const findDevice = async (
  { prisma }: Database,
  userCode: string,
  userId: string,
): Promise<FoundDevice> => {
  const device = await prisma.deviceCode.findUnique({
    where: { userCode },
    select: { ...WAITING, approved: true, userId: true },
  });
  if (device === null) return { kind: 'unknown' };
  const { approved, userId: decidedBy, ...shown } = device;
  if (decidedBy !== null && decidedBy !== userId) return { kind: 'unknown' };
  if (approved !== null) return { kind: approved ? 'approved' : 'refused' };
  if (device.expiresAt <= new Date()) return { kind: 'expired' };
  return { kind: 'waiting', device: shown };
};

/** False where no device waits with this code, any more. */
export const decideDevice = async (
  { prisma }: Database,
  userCode: string,
  decision: { readonly userId: string; readonly approved: boolean },
): Promise<boolean> => {
  const { count } = await prisma.deviceCode.updateMany({
    where: { userCode, approved: null, expiresAt: { gt: new Date() } },
    data: decision,
  });
  return count === 1;
};

export type DevicePoll =
  /** No such code: never given out, expired, or used already. */
  | { readonly kind: 'unknown' | 'denied' | 'pending' | 'too-soon' }
  | { readonly kind: 'approved'; readonly userId: string; readonly clientName: string };

/** A decided code is removed by the poll that learns of it: it is good for one token. */
const POLL_SQL = `
  WITH found AS (
    SELECT id, approved, "userId", "clientName", "lastPolledAt" FROM "DeviceCode"
     WHERE "deviceHash" = $1 AND "expiresAt" > now() FOR UPDATE),
  touched AS (
    UPDATE "DeviceCode" d SET "lastPolledAt" = now() FROM found
     WHERE d.id = found.id AND found.approved IS NULL),
  used AS (
    DELETE FROM "DeviceCode" d USING found WHERE d.id = found.id AND found.approved IS NOT NULL)
  SELECT approved, "userId", "clientName",
         COALESCE("lastPolledAt" > now() - $2 * interval '1 millisecond', false) AS "tooSoon"
    FROM found`;

interface PolledRow {
  readonly approved: boolean | null;
  readonly userId: string | null;
  readonly clientName: string;
  readonly tooSoon: boolean;
}

export const pollDevice = async (
  { pool }: Database,
  deviceHash: Uint8Array,
  intervalMs: number,
): Promise<DevicePoll> => {
  const { rows } = await pool.query<PolledRow>(POLL_SQL, [deviceHash, intervalMs]);
  const row = rows[0];
  if (row === undefined) return { kind: 'unknown' };
  if (row.approved === null) return { kind: row.tooSoon ? 'too-soon' : 'pending' };
  if (!row.approved || row.userId === null) return { kind: 'denied' };
  return { kind: 'approved', userId: row.userId, clientName: row.clientName };
};
