import type { Request } from 'express';
import { ApiError } from './api-error.ts';
import type { Identity } from './identity.ts';
import { sameSecret } from './secrets.ts';

/**
 * Theory of operation. Another site can make a browser send a request with our cookie, but it can
 * neither read our answers (and so the CSRF token) nor hide its Origin. The cookie is SameSite=Lax;
 * beyond that, every unsafe request without a bearer token must come from our own origin where the
 * browser says which, log-in and registration included (or a site could sign its visitor in as
 * somebody else), and one authenticated by cookie must carry the session's CSRF token.
 */
const UNSAFE_METHODS = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const rejected = (): ApiError =>
  new ApiError('origin-rejected', 'This request was sent by a page of another origin.');

const isOwnOrigin = (req: Request, origin: string, publicUrl: string | null): boolean => {
  if (!URL.canParse(origin)) return false;
  if (publicUrl !== null && new URL(publicUrl).origin === origin) return true;
  // The scheme is left out: a proxy that ends TLS hides it, and a host is not ours by scheme.
  return new URL(origin).host === req.get('host');
};

/** Throws `origin-rejected` or `csrf-token-invalid`; safe methods and bearer tokens pass. */
export const assertOwnRequest = (
  req: Request,
  identity: Identity | null,
  publicUrl: string | null,
): void => {
  if (!UNSAFE_METHODS.has(req.method) || identity?.via === 'token') return;
  const origin = req.get('origin');
  if (origin !== undefined && !isOwnOrigin(req, origin, publicUrl)) throw rejected();
  if (req.get('sec-fetch-site') === 'cross-site') throw rejected();
  if (identity === null) return;
  const csrfToken = req.get('x-csrf-token');
  if (csrfToken === undefined || !sameSecret(csrfToken, identity.csrfToken)) {
    throw new ApiError(
      'csrf-token-invalid',
      'Send the header X-CSRF-Token with the csrfToken of GET /api/v1/sessions/current.',
    );
  }
};
