import { hasRole, type Role } from '../../grading/account/role.ts';
import { ApiError } from './api-error.ts';
import type { Identity, SessionIdentity } from './identity.ts';

/** Throws `role-required` for who has a lesser role. */
export const requireRole = ({ user }: Identity, needed: Role): void => {
  if (hasRole(user.role, needed)) return;
  throw new ApiError('role-required', `Only ${needed}s may do this. Ask an admin for the role.`);
};

/** Throws `session-required` for a bearer token. `detail` says what to do in a browser. */
export function requireSession(
  identity: Identity,
  detail: string,
): asserts identity is SessionIdentity {
  if (identity.via !== 'session') throw new ApiError('session-required', detail);
}

/** Throws `password-change-required` for who signed in with a password that an admin gave out. */
export const requireOwnPassword = ({
  mustChangePassword,
}: Pick<Identity, 'mustChangePassword'>): void => {
  if (!mustChangePassword) return;
  throw new ApiError(
    'password-change-required',
    'Your password is a temporary one. Sign in on the website and choose your own.',
  );
};
