import { consume } from '../../platform/queue/consume.ts';

/** A worker for a test to kill: takes a job, says so, and never ends it. Arguments: the URLs. */
const [databaseUrl = '', redisUrl = ''] = process.argv.slice(2);

const consumer = consume(
  { databaseUrl, redisUrl: redisUrl === '' ? null : redisUrl },
  ({ submissionId }) =>
    new Promise(() => {
      process.stdout.write(`took ${submissionId}\n`);
    }),
  { concurrency: 1 },
);
await consumer.ready();
process.stdout.write('ready\n');
