import type { UserResource } from '../../grading/resource/resources.ts';

/** Who sent a request, and how that is known. */
export type Identity = TokenIdentity | SessionIdentity;

export interface TokenIdentity {
  readonly via: 'token';
  readonly user: UserResource;
  readonly mustChangePassword: boolean;
  readonly tokenId: string;
}

export interface SessionIdentity {
  readonly via: 'session';
  readonly user: UserResource;
  /** Signed in with a password that an admin gave out: good for choosing another, and no more. */
  readonly mustChangePassword: boolean;
  readonly sessionId: string;
  readonly csrfToken: string;
  readonly expiresAt: Date;
}

/** The browser session that a request came with; null for a bearer token. */
export const sessionIdOf = (identity: Identity): string | null =>
  identity.via === 'session' ? identity.sessionId : null;
