import type { CookieOptions, Request, Response } from 'express';
import { readCookie } from './read-cookie.ts';

export const SESSION_COOKIE = 'assay_session';
const SECRET_FORM = /^[A-Za-z0-9_-]{43}$/;

const options = (secure: boolean): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  secure,
  path: '/',
});

export const setSessionCookie = (
  res: Response,
  secret: string,
  expires: Date,
  secure: boolean,
): void => {
  res.cookie(SESSION_COOKIE, secret, { ...options(secure), expires });
};

export const clearSessionCookie = (res: Response, secure: boolean): void => {
  res.clearCookie(SESSION_COOKIE, options(secure));
};

/** The secret in the request's session cookie, if it has the form of one. */
export const readSessionCookie = (req: Request): string | undefined =>
  readCookie(req, SESSION_COOKIE, SECRET_FORM);
