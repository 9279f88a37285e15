import type { UserResource } from '../../grading/resource/resources.ts';

/** Who sent a request, and how that is known. */
export type Identity = TokenIdentity | SessionIdentity;

export interface TokenIdentity {
  readonly via: 'token';
  readonly user: UserResource;
  readonly tokenId: string;
}

export interface SessionIdentity {
  readonly via: 'session';
  readonly user: UserResource;
  readonly sessionId: string;
  readonly csrfToken: string;
  readonly expiresAt: Date;
}

/** The browser session that a request came with; null for a bearer token. */
export const sessionIdOf = (identity: Identity): string | null =>
  identity.via === 'session' ? identity.sessionId : null;
