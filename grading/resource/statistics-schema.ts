import { LANGUAGES } from '../manifest/language-names.ts';
import { VERDICTS } from '../verdict/verdict.ts';
import { count, object } from './schema-parts.ts';

/** What the graded submissions of an exercise's current version say about it. */
export const statisticsSchema = object({
  contentHash: { type: 'string', description: 'The version that is counted.' },
  submissions: { ...count, description: 'Graded; tries of samples alone are left out.' },
  learners: count,
  solvers: { ...count, description: 'Learners with a full score.' },
  verdicts: {
    type: 'array',
    items: object({ verdict: { type: 'string', enum: VERDICTS }, count }),
  },
  languages: {
    type: 'array',
    items: object({ language: { type: 'string', enum: LANGUAGES }, count }),
  },
  cases: {
    type: 'array',
    description: 'In the order of the exercise.',
    items: object({
      name: { type: 'string' },
      group: { type: 'string' },
      sample: { type: 'boolean' },
      runs: { ...count, description: 'Skipped ones are left out.' },
      failures: count,
    }),
  },
  cpuTimes: {
    type: 'array',
    description:
      'Histogram of the CPU time of the slowest case of accepted submissions; each bin begins where the one before ends.',
    items: object({ untilMs: { type: 'number' }, count }),
  },
});
