import type { Database } from './database.ts';
import type { PendingLogIn } from './generated/client.ts';

type Hash = Uint8Array<ArrayBuffer>;

export interface NewPendingLogIn {
  readonly stateHash: Hash;
  readonly browserHash: Hash;
  readonly provider: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly next: string;
  readonly lifetimeMs: number;
}

/** What expires is removed by the sweep. */
export const createPendingLogIn = async (
  { prisma }: Database,
  { lifetimeMs, ...data }: NewPendingLogIn,
): Promise<void> => {
  const expiresAt = new Date(Date.now() + lifetimeMs);
  await prisma.pendingLogIn.create({ data: { ...data, expiresAt } });
};

export type TakenLogIn = Pick<PendingLogIn, 'nonce' | 'codeVerifier' | 'next'>;

const TAKE_SQL = `
  DELETE FROM "PendingLogIn"
   WHERE "stateHash" = $1 AND "browserHash" = $2 AND provider = $3 AND "expiresAt" > now()
  RETURNING nonce, "codeVerifier", next`;

/** Once: null where this browser began no such log-in, or it has expired, or was taken before. */
export const takePendingLogIn = async (
  { pool }: Database,
  {
    stateHash,
    browserHash,
    provider,
  }: Pick<PendingLogIn, 'provider'> & Record<'stateHash' | 'browserHash', Uint8Array>,
): Promise<TakenLogIn | null> => {
  const { rows } = await pool.query<TakenLogIn>(TAKE_SQL, [stateHash, browserHash, provider]);
  return rows[0] ?? null;
};
