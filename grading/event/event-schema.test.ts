import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { FromSchema } from 'json-schema-to-ts';
import { sequencedEventSchema } from './event-schema.ts';
import type { SequencedEvent } from './submission-event.ts';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

/** Does not compile where the type and the schema differ. */
const same: Same<FromSchema<typeof sequencedEventSchema>, SequencedEvent> = true;

const validate = new Ajv2020().compile(sequencedEventSchema);

test('the schema takes events of the type, and no others', () => {
  expect(same).toBe(true);
  const finished: SequencedEvent = {
    seq: 9,
    type: 'finished',
    verdict: 'AC',
    score: 1,
    maxScore: 1,
  };
  expect(validate(finished)).toBe(true);
  expect(validate({ ...finished, expected: '42' })).toBe(false);
  expect(validate({ ...finished, seq: 0 })).toBe(false);
});
