import type { Response } from 'express';
import type { Actor } from '../../platform/database/audit.ts';
import { requestIdOf } from './request-id.ts';
import type { Identity } from './identity.ts';

/** Who asks, as the audit trail keeps it. */
export const actorOf = ({
  identity,
  res,
}: {
  readonly identity: Identity;
  readonly res: Response;
}): Actor => ({
  id: identity.user.id,
  name: identity.user.username,
  requestId: requestIdOf(res),
});
