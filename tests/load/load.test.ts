import { expect, test } from '@jest/globals';
import { runLoad } from './campaign.ts';

/** The short form of `npm run load`: what it prints of time is printed alone. */
const TIMEOUT_MS = 280_000;

test(
  'each accepted submission of a class is graded as it must, and one who hands in many is overtaken',
  async () => {
    const violated = await runLoad({
      ...{ learners: 24, seconds: 2, hogMany: 20, others: 6, warm: false, redis: false },
      ...{ run: 'source', maxAnswerMs: null },
    });
    expect(violated).toEqual([]);
  },
  TIMEOUT_MS,
);
