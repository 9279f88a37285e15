import { exerciseParam } from '../catalogue/exercise-param.ts';

/** `/exercises/:id/versions/:hash` */
export const versionParams = {
  ...exerciseParam,
  hash: {
    description: 'The content hash of the version.',
    schema: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    notFound: 'version-not-found',
  },
} as const;

export interface VersionParams {
  readonly id: string;
  readonly hash: string;
}
