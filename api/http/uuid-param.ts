import { UUID_PATTERN } from './cursor.ts';
import type { ErrorCode } from './error-codes.ts';

/** The `:id` of something with a UUID; one that is none cannot exist, so it is not found. */
export const uuidParam = (description: string, notFound: ErrorCode) => ({
  id: {
    description,
    schema: { type: 'string', format: 'uuid', pattern: UUID_PATTERN.source },
    notFound,
  },
});
