import { describe, expect, test } from '@jest/globals';
import { REDIS_SKIP_REASON, redisIsInstalled } from '../support/redis.ts';
import { runCampaign } from './campaign.ts';

/** The short form of `npm run chaos`: on the machine's own engine, each fault once. */
const TIMEOUT_MS = 280_000;
const SUBMISSIONS = 30;

const hasRedis = redisIsInstalled();
if (!hasRedis) process.stderr.write(`chaos ${REDIS_SKIP_REASON}\n`);

describe('workers, queue, database and API are killed under load', () => {
  (hasRedis ? test : test.skip)(
    `each of ${SUBMISSIONS} submissions has one result, the right one`,
    async () => {
      const said: string[] = [];
      const report = await runCampaign({
        ...{ queue: 'redis', submissions: SUBMISSIONS, seed: 7, ownEngine: false },
        faults: ['worker', 'redis', 'postgres', 'api'],
        thenAtRandom: false,
        languages: ['python', 'javascript'],
        say: (text) => said.push(text),
      });
      expect({ violations: report.violations, said }).toEqual({ violations: [], said });
      expect(report.told).toHaveLength(SUBMISSIONS);
      expect([...report.inflicted.values()]).toEqual([1, 1, 1, 1]);
    },
    TIMEOUT_MS,
  );
});
