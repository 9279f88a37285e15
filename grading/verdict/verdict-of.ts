import type { Limits } from '../manifest/limits.ts';
import type { RunFacts } from './facts.ts';
import { formatBytes, formatMiB, formatSeconds } from './format-units.ts';
import { describeSignal } from './signal-names.ts';
import { UnjudgeableRunError } from './unjudgeable-run-error.ts';
import type { Verdict } from './verdict.ts';

/** `ok`: the program ended as it should, and its output is now for the checker to judge. */
export type RunVerdict = 'ok' | Extract<Verdict, 'WA' | 'TLE' | 'MLE' | 'OLE' | 'RTE'>;

/**
 * The only place that turns what the sandbox measured of one run into a verdict.
 *
 * The order tells the cause from its consequences: a kill by memory also shows as SIGKILL, and so
 * does a stop by the warden. A run over its CPU time is TLE even where it ended by itself before
 * the warden looked. `WA` here is an exit code other than a non-zero one that the case expects.
 *
 * @throws UnjudgeableRunError where the run says nothing of the learner: not started, cancelled.
 */
export function verdictOf(facts: RunFacts, limits: Limits, expectedExitCode: number): RunVerdict {
  const { exit, stoppedBy } = facts;
  if (exit.kind === 'not-started') {
    throw new UnjudgeableRunError(`The program could not be started: ${exit.error}.`);
  }
  if (facts.memoryKills > 0) return 'MLE';
  if (stoppedBy === 'output' || facts.stdout.truncated) return 'OLE';
  if (stoppedBy === 'cpu-time' || stoppedBy === 'wall-time') return 'TLE';
  if (stoppedBy === 'cancelled') throw new UnjudgeableRunError('The run was cancelled.');
  if (facts.cpuTimeMs > limits.cpuTimeMs) return 'TLE';
  if (exit.kind === 'signaled') return 'RTE';
  if (exit.code === expectedExitCode) return 'ok';
  return expectedExitCode === 0 ? 'RTE' : 'WA';
}

/**
 * One sentence for the learner: the limit that was hit, its value and what was used, or how the
 * program ended. It holds nothing of the program's input or output, so hidden cases may show it.
 *
 * @throws UnjudgeableRunError as `verdictOf` does.
 */
export function explain(facts: RunFacts, limits: Limits, expectedExitCode: number): string {
  const verdict = verdictOf(facts, limits, expectedExitCode);
  const sentence = explainVerdict(verdict, facts, limits, expectedExitCode);
  if (verdict === 'ok' || facts.processLimitHits === 0) return sentence;
  return (
    `${sentence.slice(0, -1)}; starting another process or thread was refused ` +
    `${times(facts.processLimitHits)}, the limit is ${limits.processes} at one time.`
  );
}

function explainVerdict(
  verdict: RunVerdict,
  facts: RunFacts,
  limits: Limits,
  expectedExitCode: number,
): string {
  switch (verdict) {
    case 'ok':
      return (
        `Used ${formatSeconds(facts.cpuTimeMs)} of CPU time (the limit is ` +
        `${formatSeconds(limits.cpuTimeMs)}) and ${formatMiB(facts.peakMemoryBytes)} of memory ` +
        `(the limit is ${formatMiB(limits.memoryBytes)}).`
      );
    case 'MLE':
      return (
        `Was stopped for using more memory than allowed: the limit is ` +
        `${formatMiB(limits.memoryBytes)}, files it wrote included; ` +
        `${formatMiB(facts.peakMemoryBytes)} was the most seen in use.`
      );
    case 'OLE':
      return `Wrote more output than allowed: the limit is ${formatBytes(limits.outputBytes)}.`;
    case 'TLE':
      return explainTime(facts, limits);
    case 'RTE':
    case 'WA':
      return explainExit(facts, expectedExitCode);
  }
}

function explainTime(facts: RunFacts, limits: Limits): string {
  if (facts.stoppedBy !== 'wall-time' || facts.cpuTimeMs > limits.cpuTimeMs) {
    return (
      `Used ${formatSeconds(facts.cpuTimeMs)} of CPU time; ` +
      `the limit is ${formatSeconds(limits.cpuTimeMs)}.`
    );
  }
  return (
    `Slept or waited: ${formatSeconds(facts.wallTimeMs)} of wall time passed, the limit is ` +
    `${formatSeconds(limits.wallTimeMs)}, only ${formatSeconds(facts.cpuTimeMs)} of CPU time was used.`
  );
}

function explainExit({ exit }: RunFacts, expectedExitCode: number): string {
  if (exit.kind === 'signaled') {
    return `Was killed by ${describeSignal(exit.signal)}.`;
  }
  const code = exit.kind === 'exited' ? String(exit.code) : 'none';
  return `Exited with code ${code}; ${expectedExitCode} was expected.`;
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
