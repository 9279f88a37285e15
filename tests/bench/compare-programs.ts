import type { Exercise } from '../../grading/catalogue/exercise.ts';
import type { Isolation } from '../../grading/manifest/manifest.ts';
import { gradeSource } from '../../worker/grade.ts';
import { RUNTIMES } from '../../worker/languages/index.ts';
import type { Sandbox } from '../../worker/sandbox/sandbox.ts';
import { bareProcess } from './bare-process.ts';
import { containerPerRun } from './container-per-run.ts';
import { EXERCISE_ID, SOURCE, STDOUT } from './exercises.ts';
import { httpSubmission } from './http-submission.ts';
import { compare, type Contestant, type RoundOptions } from './measure.ts';
import type { Comparison } from './report.ts';

export const CASES = 20;
const ONE_CASE: Omit<RoundOptions, 'concurrency'> = { rounds: 5, roundMs: 2000, minimumRuns: 8 };
const MANY_CASES: Omit<RoundOptions, 'concurrency'> = { rounds: 3, roundMs: 2500, minimumRuns: 2 };
const BARE = 'bare process';
const BASELINE = 'container per run, NetworkDisabled';
const BASELINE_NONE = 'container per run, NetworkMode none';

/** What the contestants need: two sandboxes, the image's own file system, a running stack. */
export interface ProgramBench {
  readonly image: string;
  readonly bareRoot: string;
  readonly exercise: Exercise;
  readonly sandboxes: Readonly<Record<Isolation, Sandbox>>;
  readonly url: string;
  readonly tokens: readonly string[];
}

function bareAndContainers(bench: ProgramBench, runs: number): Contestant[] {
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

function inWorker(bench: ProgramBench, isolation: Isolation, cases: number): Contestant {
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

const endToEnd = ({ url, tokens }: ProgramBench): Contestant =>
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

/** One program, alone and with many cases, in every way that we know to run it. */
export async function comparePrograms(
  bench: ProgramBench,
  onProgress: (message: string) => void,
): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  const against = [BARE, BASELINE];
  for (const concurrency of [1, 2]) {
    const contestants = [
      ...bareAndContainers(bench, 1),
      inWorker(bench, 'fresh', 1),
      inWorker(bench, 'recycled', 1),
      endToEnd(bench),
    ];
    const measured = await compare(contestants, { ...ONE_CASE, concurrency }, onProgress);
    comparisons.push({ title: `1 case, ${concurrency} at a time`, measured, against });
  }
  const contestants = [
    ...bareAndContainers(bench, CASES),
    inWorker(bench, 'fresh', CASES),
    inWorker(bench, 'recycled', CASES),
  ];
  const measured = await compare(contestants, { ...MANY_CASES, concurrency: 2 }, onProgress);
  comparisons.push({ title: `${CASES} cases, 2 at a time`, measured, against });
  return comparisons;
}
