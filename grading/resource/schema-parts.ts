import { PASSWORD_LENGTHS } from '../account/password.ts';

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
export const count = { type: 'integer', minimum: 0 } as const;

/** An object with these members, all of them, and no others. */
export const object = <const P extends Readonly<Record<string, object>>>(properties: P) =>
  ({
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties) as (keyof P & string)[],
    properties,
  }) as const;

export const chosenPassword = {
  type: 'string',
  minLength: PASSWORD_LENGTHS.least,
  maxLength: PASSWORD_LENGTHS.most,
} as const;
