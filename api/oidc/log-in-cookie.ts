import type { Request, Response } from 'express';
import { nameOf, optionsOf, readSecret, type OwnCookie } from '../http/own-cookie.ts';

/** Ties a log-in through a provider to the browser that began it, for as long as it takes. */
const logIn = (secure: boolean): OwnCookie => ({ name: 'assay_log_in', secure });

export const setLogInCookie = (
  res: Response,
  secret: string,
  maxAge: number,
  secure: boolean,
): void => {
  res.cookie(nameOf(logIn(secure)), secret, { ...optionsOf(logIn(secure)), maxAge });
};

export const readLogInCookie = (req: Request, secure: boolean): string | undefined =>
  readSecret(req, logIn(secure));
