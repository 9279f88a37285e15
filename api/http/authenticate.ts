import type { Request } from 'express';
import type { Database } from '../../platform/database/database.ts';
import { findSession } from '../../platform/database/sessions.ts';
import { findTokenOwner } from '../../platform/database/tokens.ts';
import { ApiError } from './api-error.ts';
import type { IdentityCache } from './identity-cache.ts';
import type { Identity } from './identity.ts';
import { hashSecret, isToken } from './secrets.ts';
import { readSessionCookie } from './session-cookie.ts';
import { toUserResource } from './user-resource.ts';

/**
 * Theory of operation. A request proves who sent it in one of two ways: a bearer token, which no
 * browser sends by itself, or the session cookie, which a browser sends wherever it is led, and
 * which therefore needs the CSRF token too (see `request-origin.ts`). Where both come, the token
 * decides. Both are random secrets of which the store has the SHA-256 alone. A wrong bearer token
 * is an error even where none is needed: its sender believes to be somebody. A stale cookie makes
 * the sender anonymous.
 */
interface AuthenticationParts {
  readonly database: Database;
  readonly identities: IdentityCache;
  readonly cookieSecure: boolean;
}

const BEARER = /^Bearer +(\S+)$/i;

const invalidToken = (): ApiError =>
  new ApiError('invalid-token', 'This token is unknown or was revoked. Make a new one.', {
    headers: { 'WWW-Authenticate': 'Bearer realm="assay", error="invalid_token"' },
  });

const byToken = async (
  token: string,
  { database, identities }: AuthenticationParts,
): Promise<Identity> => {
  if (!isToken(token)) throw invalidToken();
  const identity = await identities.find(hashSecret(token), async (hash) => {
    const owner = await findTokenOwner(database, hash);
    if (owner === null) return undefined;
    const { tokenId, mustChangePassword } = owner;
    return { via: 'token', tokenId, mustChangePassword, user: toUserResource(owner.user) };
  });
  if (identity === undefined) throw invalidToken();
  return identity;
};

const bySession = async (
  secret: string,
  { database, identities }: AuthenticationParts,
): Promise<Identity | null> => {
  const identity = await identities.find(hashSecret(secret), async (hash) => {
    const session = await findSession(database, hash);
    if (session === null) return undefined;
    const { id: sessionId, csrfToken, expiresAt, mustChangePassword } = session;
    return {
      via: 'session',
      sessionId,
      csrfToken,
      expiresAt,
      mustChangePassword,
      user: toUserResource(session.user),
    };
  });
  if (identity?.via !== 'session' || identity.expiresAt.getTime() <= Date.now()) return null;
  return identity;
};

/** Null for an anonymous request; throws `invalid-token` for a bearer token that is none. */
export const identify = async (
  req: Request,
  parts: AuthenticationParts,
): Promise<Identity | null> => {
  const header = req.get('authorization');
  if (header !== undefined) {
    const token = BEARER.exec(header)?.[1];
    if (token === undefined) throw invalidToken();
    return byToken(token, parts);
  }
  const secret = readSessionCookie(req, parts.cookieSecure);
  return secret === undefined ? null : bySession(secret, parts);
};

export const unauthenticated = (): ApiError =>
  new ApiError('unauthenticated', 'Sign in first: send a bearer token or the session cookie.', {
    headers: { 'WWW-Authenticate': 'Bearer realm="assay"' },
  });
