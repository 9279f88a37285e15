import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SubmissionResource } from '../../grading/resource/resources.ts';
import { listImages } from '../../cli/setup/images.ts';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { startEmbeddedPostgres } from '../../platform/database/embedded-postgres.ts';
import { registerLearner } from '../bench/http-submission.ts';
import { freePort } from '../support/free-port.ts';
import { startRedis } from '../support/redis.ts';
import { makeAuthority } from './authority.ts';
import { startExtraEngine } from './extra-engine.ts';
import { startApi, startWorker, type Member, type Stores } from './fleet.ts';
import { readWork, writeExercises, type Work } from './work.ts';

/**
 * `npm run workers`: three workers on two Docker engines, with a PostgreSQL, a Redis and an API of
 * their own. Two of them run Python and JavaScript on the one engine, the third Java and SQLite on
 * the other; submissions come mixed, and one of the two is killed in the middle of it. Prints who
 * graded what; ends with 1 where one was graded by a worker that may not, wrongly, twice or never.
 *
 * Needs root (for the engines), Docker and redis-server.
 */
const SUBMISSIONS = 60;
/** One of the two is killed when so many are graded. */
const KILLED_AFTER = 20;
const LEARNERS = 6;
const GRADED_TIMEOUT_MS = 180_000;
const POLL_MS = 200;
const OFFERS = { a: ['python', 'javascript'], b: ['java', 'sqlite'] } as const;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** What was opened is closed at the end, last first. */
const closing: (() => Promise<unknown>)[] = [];
const opened = async <T>(becoming: Promise<T>, close: (it: T) => Promise<unknown>): Promise<T> => {
  const it = await becoming;
  closing.push(() => close(it));
  return it;
};

async function startEngines(folder: string) {
  const images = new Map((await listImages()).map(({ name, tag }) => [name, tag]));
  const tags = (names: readonly string[]): string[] =>
    names.map((name) => images.get(name) ?? name);
  const start = async (name: 'a' | 'b') => {
    const tls =
      name === 'b' ? { port: await freePort(), certificates: await makeAuthority(folder) } : null;
    const starting = startExtraEngine(folder, `engine-${name}`, tls);
    const engine = await opened(starting, (it) => it.stop());
    await engine.load(tags(OFFERS[name]));
    say(`engine ${name}: ${engine.env['DOCKER_HOST'] ?? ''}, with ${OFFERS[name].join(', ')}`);
    return engine.env;
  };
  return { a: await start('a'), b: await start('b') };
}

class School {
  readonly #url: string;
  readonly #tokens: readonly string[];

  constructor(url: string, tokens: readonly string[]) {
    this.#url = url;
    this.#tokens = tokens;
  }

  static async open(url: string): Promise<School> {
    const names = Array.from({ length: LEARNERS }, (_, index) => `learner-${index}`);
    const tokens: string[] = [];
    for (const name of names) tokens.push(await registerLearner(url, name));
    return new School(url, tokens);
  }

  submit(work: Work, turn: number): Promise<SubmissionResource> {
    return this.#call(turn, 'submissions', work.body);
  }

  read(id: string, turn: number): Promise<SubmissionResource> {
    return this.#call(turn, `submissions/${id}`);
  }

  async #call(turn: number, path: string, body?: unknown): Promise<SubmissionResource> {
    const token = this.#tokens[turn % this.#tokens.length] ?? '';
    const response = await fetch(`${this.#url}/api/v1/${path}`, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as SubmissionResource;
  }
}

interface Handed {
  readonly id: string;
  readonly work: Work;
}

interface Ended {
  readonly id: string;
  readonly state: string;
  readonly verdict: string | null;
  /** Workers of the attempts that ended with a result. */
  readonly graders: readonly string[];
  readonly attempts: number;
}

const readEnded = async ({ pool }: Database): Promise<readonly Ended[]> => {
  const { rows } = await pool.query<Ended>(
    `SELECT s.id, s.state::text, s.verdict, count(a.*)::int AS attempts,
            coalesce(array_agg(a."workerId") FILTER (WHERE a.state = 'succeeded'), '{}') AS graders
       FROM "Submission" s LEFT JOIN "Attempt" a ON a."submissionId" = s.id
      WHERE s.state IN ('graded', 'failed') GROUP BY s.id`,
  );
  return rows;
};

async function untilEnded(database: Database, count: number): Promise<readonly Ended[]> {
  const deadline = Date.now() + GRADED_TIMEOUT_MS;
  for (;;) {
    const ended = await readEnded(database);
    if (ended.length >= count) return ended;
    if (Date.now() > deadline) throw new Error(`${ended.length} of ${count} ended in time.`);
    await sleep(POLL_MS);
  }
}

/** Before a worker of its language comes, a submission says for what it waits. */
async function showsWhatItWaitsFor(school: School, java: Work): Promise<Handed> {
  const { id, waitingFor } = await school.submit(java, 0);
  say(`a submission in Java, before a worker runs it: waiting for ${String(waitingFor)}`);
  if (waitingFor !== 'java') throw new Error('The submission does not say what it waits for.');
  return { id, work: java };
}

async function handInAll(
  school: School,
  works: readonly Work[],
  count: number,
): Promise<readonly Handed[]> {
  const handed: Handed[] = [];
  for (let turn = 0; handed.length < count; turn += 1) {
    const work = works[(turn * 7) % works.length];
    if (work !== undefined) handed.push({ id: (await school.submit(work, turn)).id, work });
  }
  return handed;
}

/** What is wrong, a line each. */
function judge(
  handed: readonly Handed[],
  ended: readonly Ended[],
  workers: ReadonlyMap<string, { readonly name: string; readonly offers: readonly string[] }>,
): readonly string[] {
  const faults: string[] = [];
  for (const { id, work } of handed) {
    const end = ended.find((one) => one.id === id);
    const fault = (text: string): void => void faults.push(`${work.name} (${id}): ${text}`);
    if (end === undefined) fault('was never graded');
    else if (!work.verdicts.includes(end.verdict ?? '')) {
      fault(`got ${String(end.verdict)}, and not ${work.verdicts.join(' or ')}`);
    }
    if (end === undefined) continue;
    if (end.graders.length !== 1) fault(`has ${end.graders.length} results`);
    for (const grader of end.graders) {
      const worker = workers.get(grader);
      if (worker?.offers.includes(work.runtime) !== true) {
        fault(`needs ${work.runtime}, and was graded by ${worker?.name ?? grader}`);
      }
    }
  }
  return faults;
}

function printTable(
  handed: readonly Handed[],
  ended: readonly Ended[],
  workers: ReadonlyMap<string, { readonly name: string }>,
): void {
  const runtimes = [...OFFERS.a, ...OFFERS.b];
  say(`\n${'worker'.padEnd(12)}${runtimes.map((one) => one.padStart(12)).join('')}`);
  for (const [workerId, { name }] of workers) {
    const counts = runtimes.map((runtime) => {
      const of = handed.filter(
        ({ id, work }) =>
          work.runtime === runtime &&
          ended.some((one) => one.id === id && one.graders.includes(workerId)),
      );
      return String(of.length).padStart(12);
    });
    say(`${name.padEnd(12)}${counts.join('')}`);
  }
  const more = ended.filter(({ attempts }) => attempts > 1).length;
  say(`graded: ${ended.length}; begun more than once (their worker was killed): ${more}`);
}

async function show(folder: string): Promise<readonly string[]> {
  const postgres = await opened(startEmbeddedPostgres({ dataDir: join(folder, 'pg') }), (it) =>
    it.stop(),
  );
  const redis = await opened(startRedis(), (it) => it.stop());
  const stores: Stores = { databaseUrl: postgres.url, redisUrl: redis.url };
  const engines = await startEngines(folder);
  const port = await freePort();
  const exercisesDir = await writeExercises(folder);
  const ended = (it: Member): Promise<void> => it.end('SIGTERM');
  await opened(startApi(stores, { port, exercisesDir }), ended);
  const database = await opened(Promise.resolve(openDatabase(postgres.url)), (it) => it.close());
  const school = await School.open(`http://127.0.0.1:${port}`);
  const works = await readWork([...OFFERS.a, ...OFFERS.b]);

  const workers = new Map<string, { readonly name: string; readonly offers: readonly string[] }>();
  const hire = async (name: string, engine: 'a' | 'b'): Promise<Member> => {
    const options = { engine: engines[engine], languages: OFFERS[engine].join(','), folder };
    const worker = await opened(startWorker(name, stores, options), ended);
    workers.set(String(worker.ready['workerId']), { name, offers: OFFERS[engine] });
    say(`${name}: ready on engine ${engine}, offers ${OFFERS[engine].join(', ')}`);
    return worker;
  };
  const [doomed] = await Promise.all([hire('worker-a1', 'a'), hire('worker-a2', 'a')]);
  const java = works.find(({ name }) => name === 'accepted-java');
  if (java === undefined) throw new Error('There is no submission in Java.');
  const first = await showsWhatItWaitsFor(school, java);
  await hire('worker-b', 'b');

  const startedAt = Date.now();
  const handed = [first, ...(await handInAll(school, works, SUBMISSIONS - 1))];
  say(`${handed.length} submissions handed in by ${LEARNERS} learners`);
  await untilEnded(database, KILLED_AFTER);
  await doomed.end('SIGKILL');
  say(`${doomed.name}: killed when ${KILLED_AFTER} were graded`);
  const results = await untilEnded(database, handed.length);
  say(`all ended ${((Date.now() - startedAt) / 1000).toFixed(1)} s after the first was handed in`);
  printTable(handed, results, workers);
  const unused = [...workers.keys()].filter(
    (id) => !results.some((one) => one.graders.includes(id)),
  );
  return [
    ...judge(handed, results, workers),
    ...unused.map((id) => `${workers.get(id)?.name ?? id} graded nothing`),
  ];
}

const folder = await mkdtemp(join(tmpdir(), 'assay-workers-'));
let faults: readonly string[];
try {
  faults = await show(folder);
} finally {
  for (const close of closing.reverse()) await close();
  await rm(folder, { recursive: true, force: true });
}
for (const fault of faults) say(`WRONG: ${fault}`);
say(faults.length === 0 ? 'Every submission ran where it may, once, and was right.' : '');
process.exitCode = faults.length === 0 ? 0 : 1;
