import type { Request, Response } from 'express';
import { addKnownDevice, isDeviceKnown } from '../../platform/database/known-devices.ts';
import { readSecret, setSecret, type OwnCookie } from './own-cookie.ts';
import { hashSecret, newSecret } from './secrets.ts';
import type { ApiServices } from '../services.ts';

/**
 * Theory of operation. Wrong passwords are counted by account, so that guessers with many addresses
 * get nowhere; but then they could keep its owner out as well, by guessing on and on. So a browser
 * that has signed in to an account before carries a secret that says so, and has a budget of its
 * own: https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies.
 * The secret opens nothing, is good for the accounts that it has signed in to alone, and outlives
 * the session. Of a browser that several people share, each account knows the same secret;
 * one that a guesser has planted there gives that guesser one more budget, and nothing else.
 */
const device = (secure: boolean): OwnCookie => ({ name: 'assay_device', secure });
const LIFETIME_MS = 180 * 24 * 60 * 60 * 1000;
const MAX_DEVICES = 20;

/** Its name among those of the account, where the account knows it: something to count by. */
export const knownDeviceOf = async (
  req: Request,
  { database, cookieSecure }: Pick<ApiServices, 'database' | 'cookieSecure'>,
  username: string,
): Promise<string | null> => {
  const secret = readSecret(req, device(cookieSecure));
  if (secret === undefined) return null;
  const hash = hashSecret(secret);
  return (await isDeviceKnown(database, username, hash)) ? hash.toString('base64url') : null;
};

/** After a sign-in: this browser is known to the account from now on. */
export const rememberDevice = async (
  { req, res }: { readonly req: Request; readonly res: Response },
  { database, cookieSecure }: Pick<ApiServices, 'database' | 'cookieSecure'>,
  userId: string,
): Promise<void> => {
  const cookie = device(cookieSecure);
  const secret = readSecret(req, cookie) ?? newSecret();
  const known = { userId, deviceHash: hashSecret(secret) };
  await addKnownDevice(database, known, { lifetimeMs: LIFETIME_MS, maxDevices: MAX_DEVICES });
  setSecret(res, cookie, secret, { expires: new Date(Date.now() + LIFETIME_MS) });
};
