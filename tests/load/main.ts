import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { randomNumbers } from '../support/random-numbers.ts';
import { redisIsInstalled, startRedis } from '../support/redis.ts';
import { startStack } from '../bench/stack.ts';
import type { Stack } from '../bench/stack.ts';
import { jainIndex, percentile, printPercentiles } from './figures.ts';
import { Learner } from './learner.ts';
import type { Accepted } from './learner.ts';
import { exercisesDir, loadMix } from './mix.ts';
import type { Attempt } from './mix.ts';
import { match, overtakenBy, readStored, waitingSeconds } from './stored.ts';
import type { Stored } from './stored.ts';

/**
 * `npm run load`: a class hands in within a minute, to PostgreSQL, API process and worker process
 * as `assay up` runs them, and each learner's page follows. Then one learner hands in HOG_MANY at
 * once, before OTHERS others hand in one each. Prints figures; ends with 1 where a submission was
 * lost or got another verdict than it must, the API answered too slowly, or the many held up others.
 * `--learners N`, `--seconds N`, `--redis` (the queue in a Redis of its own).
 */
const CONCURRENCY = 2;
const MAX_ANSWER_MS = 500;
/** Of one process and few cases: 200 of it do not take all day. */
const SIMPLE = 'bracket-balance';
const HOG_MANY = 200;
const HOG_LANES = 8;
const OTHERS = 20;
const OTHERS_EVERY_MS = 250;
/** In its round one of the hog's may come first, and as many more as run at one time. */
const MAX_BEFORE_OTHERS = 1 + CONCURRENCY;
/** A submission that is not followed to its end by then is lost. */
const PATIENCE_MS = 15 * 60_000;

const faults: string[] = [];
const progress = (message: string): void => void process.stderr.write(`${message}\n`);

const inTime = async (work: Promise<unknown>): Promise<void> => {
  const patience = new AbortController();
  const late = sleep(PATIENCE_MS, undefined, { signal: patience.signal }).then(() => {
    throw new Error(`Not all were graded within ${PATIENCE_MS / 60_000} minutes.`);
  });
  await Promise.race([work, late.catch((error: unknown) => Promise.reject(error as Error))]);
  patience.abort();
  await late.catch(() => undefined);
};

/** Gives what the store has of them, and remembers what is wrong with it. */
const check = async (stack: Stack, accepted: readonly Accepted[]): Promise<readonly Stored[]> => {
  const found = match(accepted, await readStored(stack.databaseUrl));
  faults.push(...found.faults);
  return found.found;
};

async function runClass(
  stack: Stack,
  learners: readonly Learner[],
  mix: readonly Attempt[],
  seconds: number,
): Promise<void> {
  // The same class every time.
  const random = randomNumbers(1);
  const accepted: Accepted[] = [];
  const startedAt = performance.now();
  const work = learners.map(async (learner, index) => {
    await sleep(random() * seconds * 1000);
    const attempt = mix[index % mix.length];
    if (attempt === undefined) throw new Error('There is nothing to hand in.');
    const submission = await learner.handIn(attempt);
    accepted.push(submission);
    await learner.follow(submission);
  });
  await inTime(Promise.all(work));
  const elapsed = (performance.now() - startedAt) / 1000;
  const waits = (await check(stack, accepted)).map(waitingSeconds);
  const answers = accepted.map(({ answerMs }) => answerMs);
  const rate = (learners.length / elapsed).toFixed(1);
  console.log(
    `\n${learners.length} learners within ${seconds} s; all graded after ${elapsed.toFixed(1)} s (${rate}/s)`,
  );
  printPercentiles('answer to an accepted submission', answers, 'ms');
  printPercentiles('waiting for a worker, by learner', waits, 's');
  const spread = percentile(waits, 0.95) - percentile(waits, 0.05);
  console.log(
    `spread of waiting (p95 - p5): ${spread.toFixed(1)} s; Jain's index (1: all alike): ${jainIndex(waits).toFixed(3)}`,
  );
  const slowest = percentile(answers, 0.99);
  if (slowest >= MAX_ANSWER_MS) faults.push(`p99 of the answers is ${slowest.toFixed(0)} ms.`);
}

const handInAll = async (
  hog: Learner,
  attempt: Attempt,
  many: number,
): Promise<readonly Accepted[]> => {
  const accepted: Accepted[] = [];
  let begun = 0;
  const lane = async (): Promise<void> => {
    while (begun < many) {
      begun += 1;
      accepted.push(await hog.handIn(attempt));
    }
  };
  await Promise.all(Array.from({ length: HOG_LANES }, lane));
  return accepted;
};

async function runOthers(
  stack: Stack,
  learners: readonly Learner[],
  attempt: Attempt,
): Promise<readonly Stored[]> {
  const accepted: Accepted[] = [];
  const work = learners.map(async (learner, index) => {
    await sleep(index * OTHERS_EVERY_MS);
    const submission = await learner.handIn(attempt);
    accepted.push(submission);
    await learner.follow(submission);
  });
  await inTime(Promise.all(work));
  return check(stack, accepted);
}

async function runHog(stack: Stack, learners: readonly Learner[], attempt: Attempt): Promise<void> {
  const [hog, ...others] = learners;
  if (hog === undefined) throw new Error('There is nobody.');
  const alone = await runOthers(stack, others, attempt);
  const many = await handInAll(hog, attempt, HOG_MANY);
  const beside = await runOthers(stack, others, attempt);
  await inTime(Promise.all(many.slice(-1).map((last) => hog.follow(last))));
  // Of one learner's, the last handed in is the last graded; the one beside it may still run.
  await sleep(2000);
  const ofHog = await check(stack, many);
  console.log(`\n${OTHERS} learners, one submission each, and one with ${HOG_MANY} before them`);
  printPercentiles('waiting of the others, without the one', alone.map(waitingSeconds), 's');
  printPercentiles('waiting of the others, with the one', beside.map(waitingSeconds), 's');
  printPercentiles('waiting of the one', ofHog.map(waitingSeconds), 's');
  const before = beside.map((row) => overtakenBy(row, ofHog));
  const most = Math.max(...before);
  console.log(`of the ${HOG_MANY}, graded before another's first that came later: ${most} at most`);
  if (most > MAX_BEFORE_OTHERS) faults.push(`${most} of one learner's held up another's first.`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      learners: { type: 'string', default: '300' },
      seconds: { type: 'string', default: '60' },
      redis: { type: 'boolean', default: false },
    },
  });
  if (values.redis && !redisIsInstalled()) throw new Error('redis-server is not installed.');
  const redis = values.redis ? await startRedis() : null;
  const mix = await loadMix();
  const simple = mix.find(
    ({ request }) => request.exerciseId === SIMPLE && request.language === 'python',
  );
  if (simple === undefined) throw new Error('There is nothing to hand in.');
  progress('starting PostgreSQL, API and worker');
  const settings = {
    ASSAY_UNFINISHED_SUBMISSIONS: String(HOG_MANY),
    REDIS_URL: redis?.url ?? '',
  };
  const stack = await startStack({ exercisesDir, concurrency: CONCURRENCY, settings });
  const learners: Learner[] = [];
  try {
    progress(`registering ${values.learners} learners`);
    while (learners.length < Math.max(Number(values.learners), OTHERS + 1)) {
      learners.push(await Learner.register(stack.url, `learner-${learners.length}`));
    }
    // Each attempt once, uncounted: images, cells and caches are warm, as on a day before a deadline.
    progress(`warming up with ${mix.length} submissions`);
    await warmUp(stack, learners, mix);
    progress('the class hands in');
    await runClass(stack, learners.slice(0, Number(values.learners)), mix, Number(values.seconds));
    progress('one hands in many');
    await runHog(stack, learners.slice(0, OTHERS + 1), simple);
  } finally {
    for (const learner of learners) learner.leave();
    await stack.stop();
    await redis?.stop();
  }
  for (const fault of faults) console.error(`violated: ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}

async function warmUp(
  stack: Stack,
  learners: readonly Learner[],
  mix: readonly Attempt[],
): Promise<void> {
  const accepted: Accepted[] = [];
  const work = mix.map(async (attempt, index) => {
    const learner = learners[index % learners.length];
    if (learner === undefined) throw new Error('There is nobody.');
    const submission = await learner.handIn(attempt);
    accepted.push(submission);
    await learner.follow(submission);
  });
  await inTime(Promise.all(work));
  await check(stack, accepted);
}

await main();
