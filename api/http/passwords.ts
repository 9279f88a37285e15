import { hash, verify } from '@node-rs/argon2';
import { newSecret } from './secrets.ts';

/**
 * argon2id (the library's default) with OWASP's parameters: 19 MiB, two passes, one lane.
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
 */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, PARAMETERS);

/** Verified where the user does not exist, so that both answers take the same time. */
let decoy: Promise<string> | undefined;

/** False for a wrong password, for an unknown user and for one without a password (null) alike. */
export const passwordMatches = async (
  storedHash: string | null,
  password: string,
): Promise<boolean> => {
  decoy ??= hashPassword(newSecret());
  const matches = await verify(storedHash ?? (await decoy), password);
  return storedHash !== null && matches;
};
