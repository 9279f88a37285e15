import { parseArgs } from 'node:util';
import { percentile } from '../load/figures.ts';
import { redisIsInstalled } from '../support/redis.ts';
import { runCampaign, type CampaignReport } from './campaign.ts';
import { FAULTS, isFault, type Fault } from './faults.ts';

/**
 * `npm run chaos`: learners hand in 500 submissions of mixed verdicts and follow them, to an API and
 * two workers, while everything is killed and started again: first each part in turn, then at
 * random. Ends with 1 where a submission was lost, graded twice, or got another verdict than it
 * must, or where anything rests. `--submissions N`, `--faults worker,redis,...`, `--once` (each fault
 * once), `--queue postgresql|redis|both`, `--seed N` (the same faults in the same order again).
 *
 * Everything is its own: PostgreSQL, Redis and a Docker engine with folders of their own. Needs
 * root (for the engine), Docker and redis-server.
 */
const QUEUES = ['postgresql', 'redis'] as const;
const LANGUAGES = ['python', 'javascript', 'java'];

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function print(queue: string, report: CampaignReport): void {
  const { told, attempts, answers, inflicted, workersPaused, elapsedMs, violations } = report;
  const list = (of: Iterable<readonly [string, number]>): string =>
    [...of].map(([name, times]) => `${name} ${times}`).join(', ');
  const verdicts = new Map<string, number>();
  for (const { verdict } of told) {
    verdicts.set(String(verdict), (verdicts.get(String(verdict)) ?? 0) + 1);
  }
  const seconds = told.map((one) => one.elapsedMs / 1000);
  say(`\nqueue: ${queue}; ${told.length} submissions in ${(elapsedMs / 1000).toFixed(0)} s`);
  say(`  verdicts: ${list(verdicts)}`);
  say(`  faults: ${list(inflicted)}; workers that paused themselves: ${workersPaused}`);
  say(`  attempts: ${list(Object.entries(attempts))}`);
  say(`  answers to handing in: ${list(answers)}`);
  say(
    `  from handing in to the result: ${[0.5, 0.95, 1]
      .map((share) => `p${share * 100} ${percentile(seconds, share).toFixed(1)} s`)
      .join(', ')}`,
  );
  for (const violation of violations) say(`  VIOLATED: ${violation}`);
}

const chosenFaults = (names: string): readonly Fault[] =>
  names.split(',').map((name) => {
    if (!isFault(name)) throw new Error(`--faults: ${name} is none of ${FAULTS.join(', ')}.`);
    return name;
  });

const { values } = parseArgs({
  options: {
    submissions: { type: 'string', default: '500' },
    faults: { type: 'string', default: FAULTS.join() },
    once: { type: 'boolean', default: false },
    queue: { type: 'string', default: 'both' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
if (!redisIsInstalled()) throw new Error('redis-server is not installed.');
const faults = chosenFaults(values.faults);
const queues = QUEUES.filter((name) => values.queue === 'both' || values.queue === name);
let violations = 0;
for (const queue of queues) {
  const report = await runCampaign({
    ...{ queue, say, ownEngine: true, languages: LANGUAGES, thenAtRandom: !values.once },
    faults: faults.filter((fault) => queue === 'redis' || !['redis', 'flush'].includes(fault)),
    submissions: Number(values.submissions),
    seed: Number(values.seed),
  });
  print(queue, report);
  violations += report.violations.length;
}
say(
  violations === 0
    ? '\nEvery submission has one result, the right one.'
    : `\n${violations} violations`,
);
process.exitCode = violations === 0 ? 0 : 1;
