import { object } from './schema-parts.ts';

export const setVisibilityRequestSchema = object({ hidden: { type: 'boolean' } });

export const hiddenExercisesSchema = object({
  items: {
    type: 'array',
    items: object({
      id: { type: 'string' },
      title: { type: 'string' },
      phase: { type: 'string' },
    }),
  },
});
