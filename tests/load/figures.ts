/** The smallest value that `share` (0 to 1) of all do not exceed: the nearest-rank percentile. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('percentile of nothing');
  return value;
}

/**
 * Jain's index: 1 where all have the same, 1/n where one has everything.
 * R. Jain, D. Chiu, W. Hawe: A quantitative measure of fairness (DEC-TR-301, 1984).
 */
export function jainIndex(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  const squares = values.reduce((total, value) => total + value ** 2, 0);
  return squares === 0 ? 1 : sum ** 2 / (values.length * squares);
}

const SHARES = [0.05, 0.5, 0.95, 0.99, 1] as const;

/** One line: name, then percentiles in a unit. */
export function printPercentiles(name: string, values: readonly number[], unit: 'ms' | 's'): void {
  const digits = unit === 's' ? 2 : 1;
  const columns = SHARES.map((share) => {
    const label = share === 1 ? 'max' : `p${Math.round(share * 100)}`;
    return `${label} ${percentile(values, share).toFixed(digits).padStart(8)} ${unit}`;
  });
  console.log(`${name.padEnd(44)} ${columns.join('  ')}`);
}
