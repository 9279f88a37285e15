import type { VerificationResource } from '../../../../grading/resource/resources.ts';
import { call } from '../../api-client.ts';

const HASH_DIGITS = 10;

/** A content hash as people tell versions apart. */
export const shortHash = (contentHash: string): string => contentHash.slice(0, HASH_DIGITS);

const versionPath = (id: string, contentHash: string): string =>
  `exercises/${id}/versions/${contentHash}`;

/** Has the version verified; gives the address where that can be followed. */
export async function verifyVersion(id: string, contentHash: string): Promise<string> {
  const path = `${versionPath(id, contentHash)}/verifications`;
  const verification = await call<VerificationResource>('POST', path);
  return `/desk/verifications/${verification.id}`;
}

export const publishVersion = (id: string, contentHash: string): Promise<void> =>
  call('POST', `${versionPath(id, contentHash)}/publish`);

/** Nothing of it changes any more. */
export const isVerificationOver = ({ state }: Pick<VerificationResource, 'state'>): boolean =>
  state === 'finished' || state === 'failed';
