import type { SessionResource } from '../../grading/resource/resources.ts';
import type { SessionIdentity } from './identity.ts';

export const toSessionResource = ({
  user,
  csrfToken,
  expiresAt,
  mustChangePassword,
}: Pick<
  SessionIdentity,
  'user' | 'csrfToken' | 'expiresAt' | 'mustChangePassword'
>): SessionResource => ({
  user,
  csrfToken,
  expiresAt: expiresAt.toISOString(),
  mustChangePassword,
});
