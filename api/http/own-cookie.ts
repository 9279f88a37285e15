import type { CookieOptions, Request, Response } from 'express';
import { readCookie } from './read-cookie.ts';

/**
 * The cookies of the API's own: no script reads them, and no other site sends them along with a form.
 * Over TLS each has the prefix `__Host-`, so that neither another host of the same domain nor a page
 * without TLS can plant one (RFC 6265bis, section 4.1.3.2).
 */
export interface OwnCookie {
  readonly name: string;
  /** Whether the API is reached over TLS alone. */
  readonly secure: boolean;
}

/** A secret as `newSecret` makes it. */
const SECRET_FORM = /^[A-Za-z0-9_-]{43}$/;

const nameOf = ({ name, secure }: OwnCookie): string => (secure ? `__Host-${name}` : name);

const optionsOf = ({ secure }: OwnCookie): CookieOptions => ({
  httpOnly: true,
  // Lax, not strict: the page of an OpenID Connect provider leads back to us.
  sameSite: 'lax',
  secure,
  path: '/',
});

export const setSecret = (
  res: Response,
  cookie: OwnCookie,
  secret: string,
  lifetime: Pick<CookieOptions, 'expires' | 'maxAge'>,
): void => {
  res.cookie(nameOf(cookie), secret, { ...optionsOf(cookie), ...lifetime });
};

export const clearSecret = (res: Response, cookie: OwnCookie): void => {
  res.clearCookie(nameOf(cookie), optionsOf(cookie));
};

/** The secret in the request's cookie of this name, if it has the form of one. */
export const readSecret = (req: Request, cookie: OwnCookie): string | undefined =>
  readCookie(req, nameOf(cookie), SECRET_FORM);
