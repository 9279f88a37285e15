import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repoRoot } from '../../platform/config/paths.ts';
import type { Exercise } from '../../grading/catalogue/exercise.ts';
import type { Isolation } from '../../grading/manifest/manifest.ts';
import { gradeSource } from '../../worker/grade.ts';
import { RUNTIMES } from '../../worker/languages/index.ts';
import { createSandbox } from '../../worker/sandbox/create-sandbox.ts';
import type { Sandbox } from '../../worker/sandbox/sandbox.ts';
import { bareProcess } from './bare-process.ts';
import { unpackImage } from './bare-root.ts';
import { containerPerRun } from './container-per-run.ts';
import { EXERCISE_ID, SOURCE, STDOUT, writeExercises } from './exercises.ts';
import { httpSubmission, registerLearner } from './http-submission.ts';
import { compare, type Contestant, type RoundOptions } from './measure.ts';
import { printTable, toRows, type Comparison } from './report.ts';
import { startStack } from './stack.ts';

/**
 * `npm run bench`: what a verdict costs, against the same program as a bare process and as a
 * container per run, measured in turn in one run.
 *
 * - bare process: fork, exec and wait from Node on the host, in the image's own file system.
 * - container per run: through dockerode; NetworkDisabled is the best form that we know.
 * - fresh, recycled: `gradeSource` in this process, judged and scored, with the default limits.
 * - HTTP to verdict: POST to a running API, graded by a worker process, until the live event of
 *   the stored verdict arrives.
 */
const CASES = 20;
const LEARNERS = 10;
const ONE_CASE: Omit<RoundOptions, 'concurrency'> = { rounds: 5, roundMs: 2000, minimumRuns: 8 };
const MANY_CASES: Omit<RoundOptions, 'concurrency'> = { rounds: 3, roundMs: 2500, minimumRuns: 2 };
const BARE = 'bare process';
const BASELINE = 'container per run, NetworkDisabled';
const BASELINE_NONE = 'container per run, NetworkMode none';

interface Bench {
  readonly image: string;
  readonly bareRoot: string;
  readonly exercise: Exercise;
  readonly sandboxes: Readonly<Record<Isolation, Sandbox>>;
  readonly url: string;
  readonly tokens: readonly string[];
}

const progress = (message: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${message}`);
  else if (message !== '') process.stderr.write(`${message}\n`);
};

function bareAndContainers(bench: Bench, runs: number): Contestant[] {
  const run = RUNTIMES.python.run;
  const expected = { expectedStdout: STDOUT, runs };
  const inContainer = [...run.argv.slice(0, -1), '-c', SOURCE];
  return [
    bareProcess({
      name: BARE,
      argv: ['/usr/sbin/chroot', bench.bareRoot, ...run.argv],
      env: run.env,
      ...expected,
    }),
    containerPerRun({
      name: BASELINE,
      image: bench.image,
      argv: inContainer,
      network: 'disabled',
      ...expected,
    }),
    containerPerRun({
      name: BASELINE_NONE,
      image: bench.image,
      argv: inContainer,
      network: 'none',
      ...expected,
    }),
  ];
}

function inWorker(bench: Bench, isolation: Isolation, cases: number): Contestant {
  const secret = bench.exercise.cases.filter(({ sample }) => !sample).slice(0, cases);
  const exercise = { ...bench.exercise, cases: secret } as Exercise;
  const source = { language: 'python', files: [{ path: 'main.py', content: SOURCE }] } as const;
  return {
    name: `${isolation}, in the worker`,
    run: async () => {
      const result = await gradeSource({ exercise, source, sandbox: bench.sandboxes[isolation] });
      if (result.verdict !== 'AC') throw new Error(JSON.stringify(result.cases));
    },
  };
}

const endToEnd = ({ url, tokens }: Bench): Contestant =>
  httpSubmission({
    name: 'HTTP POST to stored verdict',
    url,
    tokens,
    submission: {
      exerciseId: EXERCISE_ID,
      language: 'python',
      files: [{ path: 'main.py', content: SOURCE }],
      // The sample is one case: the same work as the other contestants have.
      samplesOnly: true,
    },
  });

async function measureAll(bench: Bench): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  const against = [BARE, BASELINE];
  for (const concurrency of [1, 2]) {
    const contestants = [
      ...bareAndContainers(bench, 1),
      inWorker(bench, 'fresh', 1),
      inWorker(bench, 'recycled', 1),
      endToEnd(bench),
    ];
    const measured = await compare(contestants, { ...ONE_CASE, concurrency }, progress);
    comparisons.push({ title: `1 case, ${concurrency} at a time`, measured, against });
  }
  const contestants = [
    ...bareAndContainers(bench, CASES),
    inWorker(bench, 'fresh', CASES),
    inWorker(bench, 'recycled', CASES),
  ];
  const measured = await compare(contestants, { ...MANY_CASES, concurrency: 2 }, progress);
  comparisons.push({ title: `${CASES} cases, 2 at a time`, measured, against });
  return comparisons;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
  const folder = await mkdtemp(join(tmpdir(), 'assay-bench-'));
  const closing: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    progress('starting sandboxes');
    const sandboxOf = async (isolation: Isolation) => {
      const sandbox = await createSandbox({
        sandboxImagesDir: join(repoRoot, 'sandbox-images'),
        dockerHost: process.env['DOCKER_HOST'] ?? null,
        runtime: null,
        isolation,
        concurrency: 2,
        onProgress: progress,
      });
      closing.push(() => sandbox.close());
      return sandbox;
    };
    const recycled = await sandboxOf('recycled');
    const fresh = await sandboxOf('fresh');
    const image = await recycled.imageTag(RUNTIMES.python.image);
    const bareRoot = await unpackImage(image, folder);
    await writeFile(join(bareRoot, 'app/main.py'), SOURCE);

    progress('starting PostgreSQL, API and worker');
    const exercisesDir = join(folder, 'exercises');
    const exercise = await writeExercises(exercisesDir, CASES);
    const stack = await startStack({ exercisesDir, concurrency: 2 });
    closing.push(() => stack.stop());
    const tokens = [];
    for (let index = 1; index <= LEARNERS; index += 1) {
      tokens.push(await registerLearner(stack.url, `learner-${index}`));
    }
    const comparisons = await measureAll({
      image,
      bareRoot,
      exercise,
      sandboxes: { recycled, fresh },
      url: stack.url,
      tokens,
    });
    progress('');
    for (const comparison of comparisons) {
      if (values.json) for (const row of toRows(comparison)) console.log(JSON.stringify(row));
      else printTable(comparison);
    }
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

await main();
