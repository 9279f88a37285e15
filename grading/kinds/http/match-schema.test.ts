import { expect, test } from '@jest/globals';
import type { JsonValue } from '../../catalogue/test-case.ts';
import { differFromSchema, schemaFault } from './match-schema.ts';

const doubling = (levels: number): Record<string, JsonValue> =>
  Object.fromEntries(
    Array.from({ length: levels }, (_, level) => {
      const next = { $ref: `#/$defs/d${level + 1}` };
      return [`d${level}`, level === levels - 1 ? { minLength: 1 } : { allOf: [next, next] }];
    }),
  );

const HOLDS_UP = /^The schema cannot be applied: it takes too long, or refers to itself/;

test.each([
  ['refers to itself at once', { allOf: [{ $ref: '#' }] }],
  ['refers to itself twice a level', { $defs: doubling(60), $ref: '#/$defs/d0' }],
])('a schema that %s holds nobody up', (_name, schema) => {
  expect(differFromSchema(schema, 'text')).toMatch(HOLDS_UP);
});

test('patterns have a time and a length here too', () => {
  expect(differFromSchema({ pattern: '^(a+)+$' }, `${'a'.repeat(50_000)}b`)).toMatch(
    /^The body does not fit the schema: must match pattern/,
  );
  expect(schemaFault({ pattern: '(?:a)?'.repeat(1000) })).toMatch(/longer than 1000 characters/);
  expect(schemaFault({ pattern: '(' })).toMatch(/Invalid regular expression/);
});

test('what is sound is applied as ever', () => {
  const schema = { type: 'object', required: ['id'], properties: { id: { pattern: '^[0-9]+$' } } };
  expect(schemaFault(schema)).toBeNull();
  expect(differFromSchema(schema, { id: '12' })).toBeNull();
  expect(differFromSchema(schema, { id: 'x' })).toBe(
    'At /id it does not fit the schema: must match pattern "^[0-9]+$" ({"pattern":"^[0-9]+$"}).',
  );
  expect(differFromSchema(schema, {})).toMatch(/^The body does not fit the schema: must have/);
});
