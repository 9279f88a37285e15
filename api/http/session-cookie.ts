import type { Request, Response } from 'express';
import { clearSecret, readSecret, setSecret, type OwnCookie } from './own-cookie.ts';

export const SESSION_COOKIE = 'assay_session';
const session = (secure: boolean): OwnCookie => ({ name: SESSION_COOKIE, secure });

export const setSessionCookie = (
  res: Response,
  secret: string,
  expires: Date,
  secure: boolean,
): void => {
  setSecret(res, session(secure), secret, { expires });
};

export const clearSessionCookie = (res: Response, secure: boolean): void => {
  clearSecret(res, session(secure));
};

/** The secret in the request's session cookie, if it has the form of one. */
export const readSessionCookie = (req: Request, secure: boolean): string | undefined =>
  readSecret(req, session(secure));
