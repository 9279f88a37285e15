import type { Outcome } from './verification.ts';

export interface FlakyCase {
  readonly name: string;
  readonly verdicts: readonly string[];
}

/** The cases whose verdict differs from run to run of the same source. */
export function flakyCases(results: Outcome['results']): FlakyCase[] {
  return (results[0]?.cases ?? []).flatMap(({ name }, index) => {
    const verdicts = [...new Set(results.flatMap(({ cases }) => cases[index]?.verdict ?? []))];
    return verdicts.length > 1 ? [{ name, verdicts }] : [];
  });
}
