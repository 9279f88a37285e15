import type { CookieOptions, Request, Response } from 'express';

export const SESSION_COOKIE = 'assay_session';
const SECRET_FORM = /^[A-Za-z0-9_-]{43}$/;
/** A header longer than this is not ours to search. */
const MAX_HEADER_LENGTH = 8192;

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
export const readSessionCookie = (req: Request): string | undefined => {
  const header = req.get('cookie');
  if (header === undefined || header.length > MAX_HEADER_LENGTH) return undefined;
  for (const pair of header.split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === SESSION_COOKIE && value !== undefined && SECRET_FORM.test(value)) return value;
  }
  return undefined;
};
