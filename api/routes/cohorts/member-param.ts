import { UUID_PATTERN } from '../../http/cursor.ts';

export const memberParam = {
  userId: {
    description: 'The id of the member.',
    schema: { type: 'string', format: 'uuid', pattern: UUID_PATTERN.source },
    notFound: 'member-not-found',
  },
} as const;
