import type { Outcome } from './verification.ts';

export interface FlakyCase {
  readonly name: string;
  readonly verdicts: readonly string[];
}

/**
 * The cases whose verdict differs from run to run of the same source. Whether a case is skipped
 * (SK) hangs on others, so that says nothing of its own.
 */
export function flakyCases(results: Outcome['results']): FlakyCase[] {
  return (results[0]?.cases ?? []).flatMap(({ name }, index) => {
    const all = results.flatMap(({ cases }) => cases[index]?.verdict ?? []);
    const verdicts = [...new Set(all.filter((verdict) => verdict !== 'SK'))];
    return verdicts.length > 1 ? [{ name, verdicts }] : [];
  });
}
