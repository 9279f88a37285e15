import type { VerifiedExercise } from './check-exercise.ts';
import { median } from './check-headroom.ts';
import type { Outcome } from './verification.ts';

export interface SlowestCase {
  readonly name: string;
  readonly cpuTimeMs: number;
  readonly limitMs: number;
}

/** The case with the most CPU time, by the median over the runs. */
export function slowestCase(results: Outcome['results']): SlowestCase | null {
  const [first] = results;
  if (first === undefined) return null;
  let slowest: SlowestCase | null = null;
  for (const [index, { name }] of first.cases.entries()) {
    const cpuTimeMs = median(results.flatMap(({ cases }) => cases[index]?.cpuTimeMs ?? []));
    if (slowest !== null && cpuTimeMs <= slowest.cpuTimeMs) continue;
    slowest = { name, cpuTimeMs, limitMs: first.limits.cpuTimeMs };
  }
  return slowest;
}

/** The slowest case of the references: what the limits must leave room for. */
export function slowestReference(exercise: VerifiedExercise): SlowestCase | null {
  const slowest = exercise.outcomes
    .filter(({ candidate }) => candidate.expectedVerdict === 'AC')
    .flatMap(({ results }) => slowestCase(results) ?? [])
    .sort((a, b) => b.cpuTimeMs / b.limitMs - a.cpuTimeMs / a.limitMs);
  return slowest[0] ?? null;
}

/** Milliseconds that an exercise's runs took, one after another. */
export const gradingMs = ({ outcomes }: VerifiedExercise): number =>
  outcomes
    .flatMap(({ results }) => results)
    .reduce((sum, { clocks }) => sum + clocks.compileMs + clocks.runMs + clocks.judgeMs, 0);
