import type { CandidateReport, VerificationReport } from '../resource/resources.ts';
import { median } from './check-headroom.ts';
import { isRight, type VerifiedExercise } from './check-exercise.ts';
import { gradingMs, slowestCase } from './slowest-case.ts';
import type { Outcome } from './verification.ts';

/** What is told of a verification; the first ones explain the rest. */
const MAX_PROBLEMS = 200;
const MAX_SLOWEST_CASES = 100;

type SlowCase = VerificationReport['slowestCases'][number];

export function verificationReport(verified: VerifiedExercise): VerificationReport {
  const { folder, outcomes, problems } = verified;
  return {
    cases: folder.exercise.cases.length,
    gradingMs: Math.round(gradingMs(verified)),
    candidates: outcomes.map(candidateReport),
    slowestCases: slowestCases(outcomes),
    problems: problems.slice(0, MAX_PROBLEMS).map((problem) => ({ ...problem })),
  };
}

export function candidateReport(outcome: Outcome): CandidateReport {
  const { candidate, results, failure } = outcome;
  const slowest = slowestCase(results);
  return {
    name: candidate.name,
    role: candidate.role,
    language: candidate.language,
    expected: candidate.expectedVerdict,
    verdicts: results.map(({ verdict }) => verdict),
    ok: isRight(outcome),
    failure: failure?.message ?? null,
    slowestCase: slowest === null ? null : { ...slowest },
    peakMemoryBytes: Math.max(
      0,
      ...results.flatMap(({ cases }) => cases.map(({ peakMemoryBytes }) => peakMemoryBytes)),
    ),
  };
}

const shareOf = ({ cpuTimeMs, limitMs }: SlowCase): number => cpuTimeMs / limitMs;

/** Of each case the reference solution that comes closest to its limit: what limits must fit. */
function slowestCases(outcomes: readonly Outcome[]): SlowCase[] {
  const slowest = new Map<string, SlowCase>();
  for (const { candidate, results } of outcomes) {
    const [first] = results;
    if (candidate.expectedVerdict !== 'AC' || first === undefined) continue;
    for (const [index, { name, group }] of first.cases.entries()) {
      const cpuTimeMs = median(results.flatMap(({ cases }) => cases[index]?.cpuTimeMs ?? []));
      const limitMs = first.limits.cpuTimeMs;
      const one = { name, group, candidate: candidate.name, cpuTimeMs, limitMs };
      const before = slowest.get(`${group}/${name}`);
      if (before === undefined || shareOf(one) > shareOf(before)) {
        slowest.set(`${group}/${name}`, one);
      }
    }
  }
  const sorted = [...slowest.values()].sort((a, b) => shareOf(b) - shareOf(a));
  return sorted.slice(0, MAX_SLOWEST_CASES);
}
