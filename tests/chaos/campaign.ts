import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../platform/database/database.ts';
import { openQueue } from '../../platform/queue/queue.ts';
import { registerLearner } from '../bench/http-submission.ts';
import { randomNumbers } from '../support/random-numbers.ts';
import { readWork, type Work } from '../workers/work.ts';
import { inflict, type Fault } from './faults.ts';
import { Installation } from './installation.ts';
import { judge, type AttemptCounts } from './invariants.ts';
import { Learner, type Answers, type Told } from './learner.ts';

export interface CampaignOptions {
  readonly queue: 'postgresql' | 'redis';
  readonly submissions: number;
  /** Each of them once, in this order; then at random. */
  readonly faults: readonly Fault[];
  /** False: each fault once, and no more. */
  readonly thenAtRandom: boolean;
  readonly ownEngine: boolean;
  readonly languages: readonly string[];
  readonly seed: number;
  readonly say: (text: string) => void;
}

export interface CampaignReport {
  readonly violations: readonly string[];
  readonly told: readonly Told[];
  readonly attempts: AttemptCounts;
  readonly answers: Answers;
  readonly inflicted: ReadonlyMap<Fault, number>;
  readonly workersPaused: number;
  readonly elapsedMs: number;
}

/** Fast to run, one for each verdict a program can get. */
const KINDS =
  /^(accepted|wrong-answer|partly-right|does-not-compile|throws|exits-3|infinite-loop|floods-stdout|eats-memory|fills-the-disk)-/;
const LEARNERS = 8;
/** Of each learner, at one time. */
const LANES = 2;
/** Faults that come faster than a busy machine recovers show nothing: one result between two. */
const RECOVERED_WITHIN_MS = 90_000;
/** Between two faults; and no more of them when so much has ended. */
const SHORTEST_PEACE_MS = 2000;
const LONGEST_PEACE_MS = 8000;
const PEACE_AT_LAST = 0.9;
const QUEUE_EMPTY_WITHIN_MS = 30_000;
const POLL_MS = 250;

/** The whole of it: an installation, learners, faults, and what became of it. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const { say } = options;
  const works = (await readWork(options.languages, KINDS)).filter(({ runtime }) =>
    options.languages.includes(runtime),
  );
  say(`starting (queue: ${options.queue}, seed: ${options.seed})`);
  const on = await Installation.start(options);
  let clean = false;
  try {
    const report = await run(on, works, options);
    clean = report.violations.length === 0;
    return report;
  } finally {
    await on.end({ keepLogs: !clean });
    if (!clean) say(`the logs are kept in ${on.folder}`);
  }
}

async function run(
  on: Installation,
  works: readonly Work[],
  options: CampaignOptions,
): Promise<CampaignReport> {
  const answers: Answers = new Map();
  const learners: Learner[] = [];
  for (let index = 0; index < LEARNERS; index += 1) {
    const token = await registerLearner(on.apiUrl, `learner-${index}`);
    learners.push(new Learner(on.apiUrl, token, answers));
  }
  const told: Told[] = [];
  const startedAt = performance.now();
  const trouble = makeTrouble(on, options, () => told.length);
  await Promise.all([handInAll(learners, works, options, told), trouble]);
  const elapsedMs = performance.now() - startedAt;
  const inflicted = await trouble;

  const database = openDatabase(on.databaseUrl, { poolSize: 1 });
  try {
    const { violations, attempts } = await judge(database, told);
    const rest = await whatRests(on);
    const paused = on.workers.map((worker) => worker.said('worker-paused'));
    return {
      violations: [...violations, ...badAnswers(answers), ...rest],
      ...{ told, attempts, answers, inflicted, elapsedMs },
      workersPaused: paused.reduce((sum, one) => sum + one, 0),
    };
  } finally {
    await database.close();
  }
}

async function handInAll(
  learners: readonly Learner[],
  works: readonly Work[],
  { submissions, seed, say }: CampaignOptions,
  told: Told[],
): Promise<void> {
  const random = randomNumbers(seed + 1);
  const plan = Array.from({ length: submissions }, (_, index) => ({
    work: works[index % works.length]!,
    key: `chaos-${seed}-${index}`,
    order: random(),
  })).sort((one, other) => one.order - other.order);
  const lane = async (learner: Learner): Promise<void> => {
    for (let next = plan.pop(); next !== undefined; next = plan.pop()) {
      told.push(await learner.handIn(next.work, next.key));
      if (told.length % 50 === 0) say(`${told.length} of ${submissions} have their result`);
    }
  };
  await Promise.all(
    learners.flatMap((learner) => Array.from({ length: LANES }, () => lane(learner))),
  );
}

/** Gives how often what was done. */
async function makeTrouble(
  on: Installation,
  { faults, thenAtRandom, submissions, seed, say }: CampaignOptions,
  ended: () => number,
): Promise<ReadonlyMap<Fault, number>> {
  const random = randomNumbers(seed);
  const inflicted = new Map<Fault, number>();
  const peace = (): Promise<void> =>
    sleep(SHORTEST_PEACE_MS + random() * (LONGEST_PEACE_MS - SHORTEST_PEACE_MS));
  const most = submissions * PEACE_AT_LAST;
  for (let turn = 0; turn < faults.length || (thenAtRandom && ended() < most); turn += 1) {
    await peace();
    const index = turn < faults.length ? turn : Math.floor(random() * faults.length);
    const fault = faults[index];
    if (fault === undefined) break;
    say(`fault: ${fault} (${ended()} have their result)`);
    const before = ended();
    await inflict(fault, on, random);
    inflicted.set(fault, (inflicted.get(fault) ?? 0) + 1);
    const deadline = Date.now() + RECOVERED_WITHIN_MS;
    while (ended() === before && ended() < submissions && Date.now() < deadline) {
      await sleep(POLL_MS);
    }
  }
  return inflicted;
}

/** A refusal that is no clear "not now". */
const badAnswers = (answers: Answers): readonly string[] =>
  [...answers]
    .filter(([name]) => /^(5\d\d|4\d\d)/.test(name) && !/^(503|429) [a-z-]+$/.test(name))
    .map(([name, times]) => `the API answered ${name}, ${times} times`);

/** What must not be there when all is over: jobs, crashes, processes that do not stop, cells. */
async function whatRests(on: Installation): Promise<readonly string[]> {
  const violations: string[] = [];
  const jobs = await untilQueueIsEmpty(on);
  if (jobs > 0) violations.push(`${jobs} jobs rest in the queue`);
  for (const part of [on.api, ...on.workers]) {
    await part.untilReady();
    if (part.crashes > 0) violations.push(`${part.name} ended by itself ${part.crashes} times`);
  }
  for (const [name, code] of await on.stopServices()) {
    if (code !== 0) violations.push(`${name} stopped with ${String(code)}`);
  }
  for (const cell of await on.orphans()) violations.push(`the cell ${cell} is an orphan`);
  return violations;
}

async function untilQueueIsEmpty(on: Installation): Promise<number> {
  const queue = openQueue({ databaseUrl: on.databaseUrl, redisUrl: on.redis?.url ?? null });
  const deadline = Date.now() + QUEUE_EMPTY_WITHIN_MS;
  try {
    for (;;) {
      const { waiting, active, delayed } = await queue.counts();
      const jobs = waiting + active + delayed;
      if (jobs === 0 || Date.now() > deadline) return jobs;
      await sleep(POLL_MS);
    }
  } finally {
    await queue.close();
  }
}
