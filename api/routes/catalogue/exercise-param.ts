import { SLUG_PATTERN } from '../../../grading/manifest/schema.ts';

export const exerciseParam = {
  id: {
    description: 'The id of the exercise.',
    schema: { type: 'string', pattern: SLUG_PATTERN },
    notFound: 'exercise-not-found',
  },
} as const;
