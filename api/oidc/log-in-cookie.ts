import type { CookieOptions, Request, Response } from 'express';
import { API_PREFIX } from '../openapi/api-prefix.ts';
import { readCookie } from '../http/read-cookie.ts';

/** Ties a log-in through a provider to the browser that began it, for as long as it takes. */
const LOG_IN_COOKIE = 'assay_log_in';
const SECRET_FORM = /^[A-Za-z0-9_-]{43}$/;

const options = (secure: boolean): CookieOptions => ({
  httpOnly: true,
  // Lax, not strict: the provider's page leads back to us.
  sameSite: 'lax',
  secure,
  path: `${API_PREFIX}/auth`,
});

export const setLogInCookie = (
  res: Response,
  secret: string,
  maxAge: number,
  secure: boolean,
): void => {
  res.cookie(LOG_IN_COOKIE, secret, { ...options(secure), maxAge });
};

export const readLogInCookie = (req: Request): string | undefined =>
  readCookie(req, LOG_IN_COOKIE, SECRET_FORM);
