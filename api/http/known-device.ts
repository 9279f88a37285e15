import type { Request, Response } from 'express';
import type { Database } from '../../platform/database/database.ts';
import { addKnownDevice, isDeviceKnown } from '../../platform/database/known-devices.ts';
import { readCookie } from './read-cookie.ts';
import { hashSecret, newSecret } from './secrets.ts';

/**
 * Theory of operation. Wrong passwords are counted by account, so that guessers with many addresses
 * get nowhere; but then they could keep its owner out as well, by guessing on and on. So a browser
 * that has signed in to an account before carries a secret that says so, and has a budget of its
 * own: https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies.
 * The secret opens nothing, is good for the accounts that it has signed in to alone, and outlives
 * the session. Of a browser that several people share, each account knows the same secret;
 * one that a guesser has planted there gives that guesser one more budget, and nothing else.
 */
const DEVICE_COOKIE = 'assay_device';
const SECRET_FORM = /^[A-Za-z0-9_-]{43}$/;
const LIFETIME_MS = 180 * 24 * 60 * 60 * 1000;
const MAX_DEVICES = 20;

const readDevice = (req: Request): Buffer<ArrayBuffer> | undefined => {
  const secret = readCookie(req, DEVICE_COOKIE, SECRET_FORM);
  return secret === undefined ? undefined : hashSecret(secret);
};

/** Its name among those of the account, where the account knows it: something to count by. */
export const knownDeviceOf = async (
  req: Request,
  database: Database,
  username: string,
): Promise<string | null> => {
  const hash = readDevice(req);
  if (hash === undefined || !(await isDeviceKnown(database, username, hash))) return null;
  return hash.toString('base64url');
};

/** After a sign-in: this browser is known to the account from now on. */
export const rememberDevice = async (
  { req, res }: { readonly req: Request; readonly res: Response },
  database: Database,
  { userId, secure }: { readonly userId: string; readonly secure: boolean },
): Promise<void> => {
  const secret = readCookie(req, DEVICE_COOKIE, SECRET_FORM) ?? newSecret();
  const device = { userId, deviceHash: hashSecret(secret) };
  await addKnownDevice(database, device, { lifetimeMs: LIFETIME_MS, maxDevices: MAX_DEVICES });
  const expires = new Date(Date.now() + LIFETIME_MS);
  res.cookie(DEVICE_COOKIE, secret, {
    ...{ httpOnly: true, sameSite: 'lax', secure, path: '/', expires },
  });
};
