import { parseArgs } from 'node:util';
import { redisIsInstalled } from '../support/redis.ts';
import { runLoad } from './campaign.ts';

/**
 * `npm run load`: a class hands in within a minute, to PostgreSQL, API process and worker process
 * as `assay up` runs them, and each learner's page follows. Then one learner hands in 200 at once,
 * before 20 others hand in one each. Prints figures; ends with 1 where a submission was lost or got
 * another verdict than it must, the API answered too slowly, or the many held up others.
 * `--learners N`, `--seconds N`, `--redis` (the queue in a Redis of its own).
 */
const { values } = parseArgs({
  options: {
    learners: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '60' },
    redis: { type: 'boolean', default: false },
  },
});
if (values.redis && !redisIsInstalled()) throw new Error('redis-server is not installed.');
const faults = await runLoad({
  ...{ hogMany: 200, others: 20, warm: true, run: 'built', maxAnswerMs: 500 },
  learners: Number(values.learners),
  seconds: Number(values.seconds),
  redis: values.redis,
});
for (const fault of faults) console.error(`violated: ${fault}`);
if (faults.length > 0) process.exitCode = 1;
