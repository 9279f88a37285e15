import { createHash } from 'node:crypto';
import type { Database } from './database.ts';

/** How often something was done within a window of time that begins with its first time. */
export interface RateLimitCount {
  readonly hits: number;
  readonly resetAt: Date;
}

const INCREMENT_SQL = `
  INSERT INTO "RateLimitCount" AS c (key, hits, "resetAt")
  VALUES ($1, 1, now() + $2 * interval '1 millisecond')
  ON CONFLICT (key) DO UPDATE
     SET hits = CASE WHEN c."resetAt" <= now() THEN 1 ELSE c.hits + 1 END,
         "resetAt" = CASE WHEN c."resetAt" <= now() THEN excluded."resetAt" ELSE c."resetAt" END
  RETURNING hits, "resetAt"`;

const DECREMENT_SQL = `
  UPDATE "RateLimitCount" SET hits = hits - 1
   WHERE key = $1 AND hits > 0 AND "resetAt" > now()`;

/** A client's key may be a name or an address, of any length: only its hash is stored. */
const hashKey = (key: string): Buffer => createHash('sha256').update(key).digest();

/** One more; of any number of processes that count at one moment, each gets a number of its own. */
export const incrementCount = async (
  { pool }: Database,
  key: string,
  windowMs: number,
): Promise<RateLimitCount> => {
  const { rows } = await pool.query<RateLimitCount>({
    name: 'increment-count',
    text: INCREMENT_SQL,
    values: [hashKey(key), windowMs],
  });
  const row = rows[0];
  if (row === undefined) throw new Error('A count was stored, but is not there.');
  return row;
};

/** One less, where the window has not ended meanwhile. */
export const decrementCount = async ({ pool }: Database, key: string): Promise<void> => {
  await pool.query({ name: 'decrement-count', text: DECREMENT_SQL, values: [hashKey(key)] });
};

export const resetCount = async ({ pool }: Database, key: string): Promise<void> => {
  await pool.query('DELETE FROM "RateLimitCount" WHERE key = $1', [hashKey(key)]);
};
