import type { UserResource } from '../../grading/resource/resources.ts';
import type { PublicUser } from '../../platform/database/users.ts';

export const toUserResource = (user: PublicUser): UserResource => ({
  id: user.id,
  username: user.username,
  displayName: user.displayName,
  role: user.role,
  createdAt: user.createdAt.toISOString(),
});
