import type { CreatedTokenResource } from '../../../grading/resource/resources.ts';
import { createToken } from '../../../platform/database/tokens.ts';
import { ApiError } from '../../http/api-error.ts';
import { hashSecret, newToken } from '../../http/secrets.ts';
import type { ApiServices } from '../../services.ts';
import { toTokenResource } from './token-resource.ts';

/** A new token for a user, with its secret, which is not known again after this. */
export const issueToken = async (
  { database, limits: { tokensPerUser } }: ApiServices,
  { userId, name }: { readonly userId: string; readonly name: string },
): Promise<CreatedTokenResource> => {
  const token = newToken();
  const stored = await createToken(
    database,
    { userId, name, tokenHash: hashSecret(token) },
    tokensPerUser,
  );
  if (stored === null) {
    throw new ApiError(
      'too-many-tokens',
      `You have ${tokensPerUser} active tokens, the most there can be. Revoke one first.`,
    );
  }
  return { ...toTokenResource(stored), token };
};
