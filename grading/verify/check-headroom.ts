import type { Problem } from '../manifest/problem.ts';
import { formatBytes, formatDuration } from '../text/units.ts';
import { manifestProblem } from './manifest-problem.ts';
import type { CandidateRun, Outcome } from './verification.ts';

/** Share of each limit that a reference solution may use: a slower machine must not fail it. */
const MAX_SHARE = 0.5;

interface Measure {
  readonly limitKey: 'cpuTimeMs' | 'wallTimeMs' | 'memoryMiB';
  readonly title: string;
  readonly isTime: boolean;
  readonly limit: number;
  readonly usedBy: (one: CandidateRun['cases'][number]) => number;
  readonly format: (value: number) => string;
  /** The least value of the limit, in the manifest's unit, that leaves half of it unused. */
  readonly enough: (used: number) => number;
}

interface Use {
  readonly measure: Measure;
  readonly caseName: string;
  readonly used: number;
}

const MIB = 1024 * 1024;

/** Where a reference solution uses more than half of a limit: which limit, and the figures. */
export function checkHeadroom({ candidate, results }: Outcome): Problem[] {
  const [first] = results;
  if (candidate.expectedVerdict !== 'AC' || first?.verdict !== 'AC') return [];
  return measuresOf(first).flatMap((measure) => {
    const use = largestUse(measure, results);
    return use === null || isEnough(use) ? [] : [tooClose(candidate, use)];
  });
}

/** True where only time is over, after one run: time is noisy, so the median of more decides. */
export function needsRerun(outcome: Outcome): boolean {
  const [first] = outcome.results;
  if (outcome.candidate.expectedVerdict !== 'AC' || first?.verdict !== 'AC') return false;
  return measuresOf(first).some((measure) => {
    const use = measure.isTime ? largestUse(measure, outcome.results) : null;
    return use !== null && !isEnough(use);
  });
}

function measuresOf({ limits }: CandidateRun): Measure[] {
  const time = {
    isTime: true,
    format: formatDuration,
    enough: (used: number) => Math.ceil(used / MAX_SHARE),
  };
  return [
    {
      ...time,
      limitKey: 'cpuTimeMs',
      title: 'CPU time',
      limit: limits.cpuTimeMs,
      usedBy: ({ cpuTimeMs }) => cpuTimeMs,
    },
    {
      ...time,
      limitKey: 'wallTimeMs',
      title: 'wall time',
      limit: limits.wallTimeMs,
      usedBy: ({ wallTimeMs }) => wallTimeMs,
    },
    {
      isTime: false,
      limitKey: 'memoryMiB',
      title: 'memory',
      limit: limits.memoryBytes,
      usedBy: ({ peakMemoryBytes }) => peakMemoryBytes,
      format: formatBytes,
      enough: (used) => Math.ceil(used / MAX_SHARE / MIB),
    },
  ];
}

/** The case that uses most: by the median over the runs, so that one hiccup decides nothing. */
function largestUse(measure: Measure, results: readonly CandidateRun[]): Use | null {
  let largest: Use | null = null;
  for (const [index, { name }] of (results[0]?.cases ?? []).entries()) {
    const values = results.flatMap(({ cases }) => {
      const one = cases[index];
      return one === undefined ? [] : [measure.usedBy(one)];
    });
    const used = median(values);
    if (largest === null || used > largest.used) largest = { measure, caseName: name, used };
  }
  return largest;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor((sorted.length - 1) / 2);
  const low = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? low : (low + (sorted[middle + 1] ?? low)) / 2;
}

const isEnough = ({ measure, used }: Use): boolean => used <= measure.limit * MAX_SHARE;

function tooClose({ folder, language, name }: Outcome['candidate'], use: Use): Problem {
  const { limitKey, title, format, limit, enough } = use.measure;
  const percent = Math.round((use.used / limit) * 100);
  return manifestProblem(
    folder.manifest,
    [['languageLimits', language, limitKey], ['limits', limitKey], ['limits']],
    `solutions/${name} uses ${format(use.used)} of ${format(limit)} ${title} (${percent} %) in case "${use.caseName}": a reference solution must leave at least half.`,
    `Set ${limitKey} to at least ${enough(use.used)}, or make the solution or the case lighter.`,
  );
}
