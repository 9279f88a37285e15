/** What many schemas of resources are made of. */
export const uuid = { type: 'string', format: 'uuid' } as const;
export const time = { type: 'string', format: 'date-time' } as const;

/** One line of visible text; PostgreSQL's text could not even hold a NUL. */
export const label = {
  type: 'string',
  minLength: 1,
  maxLength: 80,
  pattern: '^[^\\p{Cc}\\p{Surrogate}]*$',
  description: 'Up to 80 characters, no control characters.',
} as const;

export const nullable = <const T extends object>(schema: T) =>
  ({ anyOf: [schema, { type: 'null' }] }) as const;
