import type { TokenResource } from '../../../grading/resource/resources.ts';
import type { ListedToken } from '../../../platform/database/tokens.ts';

export const toTokenResource = ({
  id,
  name,
  createdAt,
  lastUsedAt,
}: ListedToken): TokenResource => ({
  id,
  name,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});
