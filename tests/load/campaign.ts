import { setTimeout as sleep } from 'node:timers/promises';
import { randomNumbers } from '../support/random-numbers.ts';
import { startRedis } from '../support/redis.ts';
import { startStack } from '../bench/stack.ts';
import type { Stack, StackOptions } from '../bench/stack.ts';
import { jainIndex, percentile, printPercentiles } from './figures.ts';
import { Learner } from './learner.ts';
import type { Accepted } from './learner.ts';
import { exercisesDir, loadMix } from './mix.ts';
import type { Attempt } from './mix.ts';
import { match, overtakenBy, readStored, waitingSeconds } from './stored.ts';
import type { Stored } from './stored.ts';

/** How much is handed in, and to what. */
export interface LoadOptions {
  readonly learners: number;
  /** Within which the class hands in. */
  readonly seconds: number;
  /** Submissions of the one who hands in many. */
  readonly hogMany: number;
  /** Learners who hand in one each beside them. */
  readonly others: number;
  /** Each kind of attempt handed in once, before anything counts. */
  readonly warm: boolean;
  readonly redis: boolean;
  readonly run: NonNullable<StackOptions['run']>;
  /** Of the answers to submissions, at the 99th percentile; null where the machine is shared. */
  readonly maxAnswerMs: number | null;
}

const CONCURRENCY = 2;
/** Of one process and few cases: many of it do not take all day. */
const SIMPLE = 'bracket-balance';
const HOG_LANES = 8;
const OTHERS_EVERY_MS = 250;
/** In its round one of the hog's may come first, and as many more as run at one time. */
const MAX_BEFORE_OTHERS = 1 + CONCURRENCY;
/** A submission that is not followed to its end by then is lost. */
const PATIENCE_MS = 15 * 60_000;

type Check = (stack: Stack, accepted: readonly Accepted[]) => Promise<readonly Stored[]>;

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

/** Gives what the store has of them, and adds to `faults` what is wrong with it. */
const checkInto =
  (faults: string[]): Check =>
  async (stack, accepted) => {
    const found = match(accepted, await readStored(stack.databaseUrl));
    faults.push(...found.faults);
    return found.found;
  };

async function runClass(
  stack: Stack,
  learners: readonly Learner[],
  mix: readonly Attempt[],
  { seconds, maxAnswerMs }: LoadOptions,
  faults: string[],
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
  const waits = (await checkInto(faults)(stack, accepted)).map(waitingSeconds);
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
  if (maxAnswerMs !== null && slowest >= maxAnswerMs)
    faults.push(`p99 of the answers is ${slowest.toFixed(0)} ms.`);
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
  check: Check,
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

async function runHog(
  stack: Stack,
  learners: readonly Learner[],
  attempt: Attempt,
  { hogMany, others: othersMany }: LoadOptions,
  faults: string[],
): Promise<void> {
  const check = checkInto(faults);
  const [hog, ...others] = learners;
  if (hog === undefined) throw new Error('There is nobody.');
  const alone = await runOthers(stack, others, attempt, check);
  const many = await handInAll(hog, attempt, hogMany);
  const beside = await runOthers(stack, others, attempt, check);
  await inTime(Promise.all(many.slice(-1).map((last) => hog.follow(last))));
  // Of one learner's, the last handed in is the last graded; the one beside it may still run.
  await sleep(2000);
  const ofHog = await check(stack, many);
  console.log(`\n${othersMany} learners, one submission each, and one with ${hogMany} before them`);
  printPercentiles('waiting of the others, without the one', alone.map(waitingSeconds), 's');
  printPercentiles('waiting of the others, with the one', beside.map(waitingSeconds), 's');
  printPercentiles('waiting of the one', ofHog.map(waitingSeconds), 's');
  const before = beside.map((row) => overtakenBy(row, ofHog));
  const most = Math.max(...before);
  console.log(`of the ${hogMany}, graded before another's first that came later: ${most} at most`);
  if (most > MAX_BEFORE_OTHERS) faults.push(`${most} of one learner's held up another's first.`);
}

/** What was violated; prints figures. */
export async function runLoad(options: LoadOptions): Promise<readonly string[]> {
  const { hogMany, others, run } = options;
  const faults: string[] = [];
  const redis = options.redis ? await startRedis() : null;
  const mix = await loadMix();
  const simple = mix.find(
    ({ request }) => request.exerciseId === SIMPLE && request.language === 'python',
  );
  if (simple === undefined) throw new Error('There is nothing to hand in.');
  progress('starting PostgreSQL, API and worker');
  const settings = {
    ASSAY_UNFINISHED_SUBMISSIONS: String(hogMany),
    REDIS_URL: redis?.url ?? '',
  };
  const stack = await startStack({ exercisesDir, concurrency: CONCURRENCY, settings, run });
  const learners: Learner[] = [];
  try {
    progress(`registering ${options.learners} learners`);
    while (learners.length < Math.max(options.learners, others + 1)) {
      learners.push(await Learner.register(stack.url, `learner-${learners.length}`));
    }
    if (options.warm) {
      // Images, cells and caches are warm, as on a day before a deadline.
      progress(`warming up with ${mix.length} submissions`);
      await warmUp(stack, learners, mix, checkInto(faults));
    }
    progress('the class hands in');
    await runClass(stack, learners.slice(0, options.learners), mix, options, faults);
    progress('one hands in many');
    await runHog(stack, learners.slice(0, others + 1), simple, options, faults);
  } finally {
    for (const learner of learners) learner.leave();
    await stack.stop();
    await redis?.stop();
  }
  return faults;
}

async function warmUp(
  stack: Stack,
  learners: readonly Learner[],
  mix: readonly Attempt[],
  check: Check,
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
