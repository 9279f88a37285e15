import type { RunFacts } from '../../grading/verdict/facts.ts';
import { WARDEN_MEMORY_BYTES, type Cell, type CellSize } from './cell.ts';
import { CellLease, type LeaseEnd } from './cell-lease.ts';
import type { LeasedCell, RunCommand } from './sandbox.ts';

/**
 * Proves, in real cells and with a real program (sandbox-images/warden/canary.c), that each limit
 * bites and that isolation holds on this engine, before any learner's program runs on it. Limits
 * that are asked for and silently ignored are the rule, not the exception: a kernel without swap
 * accounting, an engine without a seccomp profile, a runtime that knows no process limit. So nothing
 * is believed: a proof is a fact that the warden reported of a program that ran into the limit.
 *
 * It fails closed: a proof that could not be made counts as one that failed.
 */
export interface Proof {
  readonly name: string;
  readonly ok: boolean;
  /** What was seen. */
  readonly detail: string;
}

export interface CanaryReport {
  readonly proofs: readonly Proof[];
  readonly ok: boolean;
  readonly tookMs: number;
}

const MIB = 1024 * 1024;
const CANARY = '/assay/canary';
/** Small, all of them, so that the limits are met soon. */
const DISK_BYTES = 2 * MIB;
export const CANARY_SIZE: CellSize = {
  memoryBytes: 24 * MIB,
  processes: 16,
  diskBytes: DISK_BYTES,
};
/** The whole cell's, the warden's share included. */
const MEMORY_MIB = (CANARY_SIZE.memoryBytes + WARDEN_MEMORY_BYTES) / MIB;
const STDOUT_BYTES = 64 * 1024;
const CPU_LIMIT_MS = 100;
const WALL_LIMIT_MS = 150;
/** A limit may be overrun by what passes until the warden looks again, on a busy machine. */
const SLACK_MS = 1500;
/** A marker that must be the whole environment. */
const ENVIRONMENT = { ASSAY_CANARY: '1' };

/** Runs the canary and says whether what came of it is right: null, or what is wrong. */
interface Trial {
  readonly name: string;
  readonly args: readonly string[];
  readonly command?: Partial<RunCommand>;
  readonly judge: (facts: RunFacts) => string | null;
}

const stdoutOf = (facts: RunFacts): string => Buffer.from(facts.stdout.bytes).toString('utf8');

const expectThat = (condition: boolean, otherwise: string): string | null =>
  condition ? null : otherwise;

/** The canary's probes exit with 0 only where every door was shut. */
const allRefused = (facts: RunFacts): string | null => {
  if (facts.exit.kind === 'exited' && facts.exit.code === 0) return null;
  const open = stdoutOf(facts)
    .split('\n')
    .filter((line) => /POSSIBLE|FOUND|DOWN/.test(line));
  return open.length > 0 ? open.join('; ') : JSON.stringify(facts.exit);
};

const LIMIT_TRIALS: readonly Trial[] = [
  {
    name: 'cpu-time',
    args: ['spin', '2'],
    command: { cpuTimeMs: CPU_LIMIT_MS },
    judge: (facts) =>
      expectThat(
        facts.stoppedBy === 'cpu-time' &&
          facts.cpuTimeMs >= CPU_LIMIT_MS &&
          facts.cpuTimeMs < CPU_LIMIT_MS + SLACK_MS,
        `a loop used ${facts.cpuTimeMs} of ${CPU_LIMIT_MS} ms and was stopped by ${String(facts.stoppedBy)}`,
      ),
  },
  {
    name: 'wall-time',
    args: ['sleep'],
    command: { wallTimeMs: WALL_LIMIT_MS },
    judge: (facts) =>
      expectThat(
        facts.stoppedBy === 'wall-time' && facts.wallTimeMs < WALL_LIMIT_MS + SLACK_MS,
        `a sleeper took ${facts.wallTimeMs} ms and was stopped by ${String(facts.stoppedBy)}`,
      ),
  },
  {
    name: 'output',
    args: ['flood'],
    judge: (facts) =>
      expectThat(
        facts.stoppedBy === 'output' &&
          facts.stdout.truncated &&
          facts.stdout.bytes.length === STDOUT_BYTES,
        `a flood gave ${facts.stdout.bytes.length} bytes and was stopped by ${String(facts.stoppedBy)}`,
      ),
  },
  {
    name: 'memory',
    args: ['eat-memory'],
    judge: (facts) =>
      expectThat(
        facts.memoryKills > 0 &&
          facts.exit.kind === 'signaled' &&
          facts.stdout.bytes.length <= MEMORY_MIB,
        `a program got ${facts.stdout.bytes.length} MiB where the limit is ${MEMORY_MIB}, and ended with ${JSON.stringify(facts.exit)}; ${facts.memoryKills} kills were counted`,
      ),
  },
  {
    name: 'processes',
    args: ['fork-bomb'],
    judge: (facts) => {
      const made = Number(/^(\d+) processes/.exec(stdoutOf(facts))?.[1] ?? Number.NaN);
      return expectThat(
        facts.processLimitHits > 0 && made < CANARY_SIZE.processes,
        `a fork bomb made ${made} processes, ${facts.processLimitHits} refusals were counted`,
      );
    },
  },
  {
    name: 'disk',
    args: ['fill-disk'],
    judge: (facts) => {
      const sizes = [...stdoutOf(facts).matchAll(/: (\d+) bytes, then ENOSPC/g)];
      return expectThat(
        sizes.length === 3 && sizes.every((size) => Number(size[1]) <= DISK_BYTES),
        `filling ended with ${stdoutOf(facts).trim().replaceAll('\n', '; ') || JSON.stringify(facts.exit)}`,
      );
    },
  },
  {
    name: 'files',
    args: ['many-files'],
    judge: (facts) =>
      expectThat(stdoutOf(facts).includes('then ENOSPC'), `many files: ${stdoutOf(facts).trim()}`),
  },
];

const ISOLATION_TRIALS: readonly Trial[] = [
  { name: 'network', args: ['net'], judge: allRefused },
  { name: 'privileges', args: ['escape', 'run'], judge: allRefused },
  {
    name: 'privileges-compile',
    args: ['escape', 'compile'],
    command: { role: 'compile' },
    judge: allRefused,
  },
  {
    name: 'read-only-root',
    args: ['cat', '/proc/self/mountinfo'],
    judge: (facts) => {
      // proc(5): the fifth field is where it is mounted, the sixth how. The topmost comes last.
      const mounts = stdoutOf(facts)
        .split('\n')
        .map((line) => line.split(' '));
      const root = mounts.findLast((fields) => fields[4] === '/')?.[5] ?? 'unknown';
      return expectThat(root.split(',').includes('ro'), `/ is mounted ${root}`);
    },
  },
  {
    name: 'environment',
    args: ['show'],
    judge: (facts) =>
      expectThat(
        stdoutOf(facts) === `\0ASSAY_CANARY=1\0`,
        `the environment is ${JSON.stringify(stdoutOf(facts))}`,
      ),
  },
];

const LEAVE: Trial = {
  name: 'leftovers-made',
  args: ['leave-behind'],
  judge: (facts) =>
    expectThat(
      stdoutOf(facts).startsWith('left files'),
      `nothing could be left: ${stdoutOf(facts).trim()}`,
    ),
};

const FIND: Trial = { name: 'leftovers', args: ['find-leftovers'], judge: allRefused };

export interface CanaryOptions {
  /** Starts a cell that belongs to the canary alone. */
  readonly start: (size: CellSize) => Promise<Cell>;
}

/** Every proof, over two cells at a time. Rejects only where no cell could be started at all. */
export async function runCanary(options: CanaryOptions): Promise<CanaryReport> {
  const startedAtMs = performance.now();
  const cells = await startBoth(options);
  try {
    const proofs = await proveBoth(cells);
    return {
      proofs,
      ok: proofs.every(({ ok }) => ok),
      tookMs: Math.round(performance.now() - startedAtMs),
    };
  } finally {
    await Promise.allSettled(cells.map((cell) => cell.destroy()));
  }
}

async function proveBoth([limited, isolated]: readonly [Cell, Cell]): Promise<Proof[]> {
  const namespaces = proveNamespaces(limited);
  if (!namespaces.ok) return [namespaces];
  const results = await Promise.all([
    proveSession(limited, LIMIT_TRIALS),
    proveIsolation(isolated),
  ]);
  return [namespaces, ...results.flat()];
}

/** Only what another image than the canary's could get wrong. */
export async function runQuickCanary(cell: Cell): Promise<Proof[]> {
  const namespaces = proveNamespaces(cell);
  if (!namespaces.ok) return [namespaces];
  return [namespaces, ...(await proveSession(cell, ISOLATION_TRIALS))];
}

async function startBoth(options: CanaryOptions): Promise<[Cell, Cell]> {
  const [first, second] = await Promise.allSettled([
    options.start(CANARY_SIZE),
    options.start(CANARY_SIZE),
  ]);
  if (first.status === 'fulfilled' && second.status === 'fulfilled') {
    return [first.value, second.value];
  }
  for (const one of [first, second]) {
    if (one.status === 'fulfilled') await one.value.destroy();
  }
  throw first.status === 'rejected' ? first.reason : (second as PromiseRejectedResult).reason;
}

async function proveIsolation(cell: Cell): Promise<Proof[]> {
  const proofs = await proveSession(cell, [...ISOLATION_TRIALS, LEAVE]);
  // A fresh cell serves nobody after its first session.
  if (cell.kind.isolation === 'fresh') return proofs;
  return [...proofs, ...(await proveSession(cell, [FIND]))];
}

/** Asked before anything is run: a recycled cell without namespaces runs nothing. */
function proveNamespaces(cell: Cell): Proof {
  const { namespaces, namespacesError } = cell.ready;
  const ok = cell.kind.isolation === 'fresh' || namespaces;
  const detail = ok ? 'holds' : `refused: ${namespacesError ?? 'without a reason'}`;
  return { name: 'namespaces', ok, detail };
}

/** One session: its trials, and that the warden ended it clean. */
async function proveSession(cell: Cell, trials: readonly Trial[]): Promise<Proof[]> {
  const proofs: Proof[] = [];
  const ends: LeaseEnd[] = [];
  const lease = new CellLease(cell, (end) => ends.push(end));
  for (const trial of trials) proofs.push(await prove(lease, trial));
  await lease.release();
  const [end] = ends;
  if (end?.reusable !== true) {
    const detail = end?.anomalies.join('; ') ?? 'the session did not end';
    proofs.push({ name: 'clean-end', ok: false, detail });
  }
  return proofs;
}

async function prove(lease: LeasedCell, trial: Trial): Promise<Proof> {
  try {
    const facts = await lease.run({
      argv: [CANARY, ...trial.args],
      env: ENVIRONMENT,
      role: 'run',
      cpuTimeMs: 2000,
      wallTimeMs: 6000,
      stdoutBytes: STDOUT_BYTES,
      stderrBytes: 1024,
      diskBytes: DISK_BYTES,
      ...trial.command,
    });
    const wrong = trial.judge(facts);
    return { name: trial.name, ok: wrong === null, detail: wrong ?? 'holds' };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { name: trial.name, ok: false, detail };
  }
}
