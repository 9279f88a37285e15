import type { Request, Response } from 'express';
import { readSecret, setSecret, type OwnCookie } from '../http/own-cookie.ts';

/** Ties a log-in through a provider to the browser that began it, for as long as it takes. */
const logIn = (secure: boolean): OwnCookie => ({ name: 'assay_log_in', secure });

export const setLogInCookie = (
  res: Response,
  secret: string,
  maxAge: number,
  secure: boolean,
): void => {
  setSecret(res, logIn(secure), secret, { maxAge });
};

export const readLogInCookie = (req: Request, secure: boolean): string | undefined =>
  readSecret(req, logIn(secure));
