import type { Request, Response } from 'express';
import { nameOf, optionsOf, readSecret, type OwnCookie } from './own-cookie.ts';

export const SESSION_COOKIE = 'assay_session';
const session = (secure: boolean): OwnCookie => ({ name: SESSION_COOKIE, secure });

export const setSessionCookie = (
  res: Response,
  secret: string,
  expires: Date,
  secure: boolean,
): void => {
  const cookie = session(secure);
  res.cookie(nameOf(cookie), secret, { ...optionsOf(cookie), expires });
};

export const clearSessionCookie = (res: Response, secure: boolean): void => {
  res.clearCookie(nameOf(session(secure)), optionsOf(session(secure)));
};

/** The secret in the request's session cookie, if it has the form of one. */
export const readSessionCookie = (req: Request, secure: boolean): string | undefined =>
  readSecret(req, session(secure));
