import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { ApiError } from './api-error.ts';
import { newSecret } from './secrets.ts';
import { WorkGate } from './work-gate.ts';

/**
 * argon2id (the library's default) with OWASP's parameters: 19 MiB, two passes, one lane.
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
 */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * A hash takes 19 MiB and tens of milliseconds of a thread of libuv's four, which files and zlib
 * need, too. So half of the cores at most are given to passwords, however many are sent at once;
 * MAX_WAITING of them are some ten seconds' work.
 */
const MAX_LANES = 3;
const MAX_WAITING = 512;
const RETRY_AFTER_SECONDS = 10;

const gate = new WorkGate(
  Math.min(MAX_LANES, Math.max(1, availableParallelism() >> 1)),
  MAX_WAITING,
  () =>
    new ApiError('too-busy', `Too many are signing in. Try again in ${RETRY_AFTER_SECONDS} s.`, {
      headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
    }),
);

export const hashPassword = (password: string): Promise<string> =>
  gate.run(() => hash(password, PARAMETERS));

/** Verified where the user does not exist, so that both answers take the same time. */
let decoy: Promise<string> | undefined;

const decoyHash = (): Promise<string> => (decoy ??= hash(newSecret(), PARAMETERS));

/** False for a wrong password, for an unknown user and for one without a password (null) alike. */
export const passwordMatches = async (
  storedHash: string | null,
  password: string,
): Promise<boolean> => {
  // Made before it is known to be needed: not even the first unknown user takes longer.
  const other = await decoyHash();
  const matches = await gate.run(() => verify(storedHash ?? other, password));
  return storedHash !== null && matches;
};
