import type { SessionResource } from '../../../grading/resource/resources.ts';
import type { SessionIdentity } from '../../http/identity.ts';

export const toSessionResource = ({
  user,
  csrfToken,
  expiresAt,
}: Pick<SessionIdentity, 'user' | 'csrfToken' | 'expiresAt'>): SessionResource => ({
  user,
  csrfToken,
  expiresAt: expiresAt.toISOString(),
});
