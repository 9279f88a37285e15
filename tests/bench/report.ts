import type { BenchRow, Throughput } from './measure.ts';

/** Throughput and latency rows of one comparison, with ratios against the named contestants. */
export function toRows(
  label: string,
  measured: ReadonlyMap<string, Throughput>,
  against: readonly string[],
): BenchRow[] {
  const rows: BenchRow[] = [];
  for (const [name, { perSecond, latencyMs }] of measured) {
    const row = `${label}: ${name}`;
    rows.push({ name: row, value: round(perSecond), unit: '1/s', ratio: null, against: null });
    rows.push({ name: row, value: round(latencyMs), unit: 'ms median', ratio: null, against: null });
    for (const other of against) {
      const reference = measured.get(other);
      if (reference === undefined || other === name) continue;
      rows.push({
        name: row,
        value: round(perSecond),
        unit: '1/s',
        ratio: round(perSecond / reference.perSecond),
        against: `${label}: ${other}`,
      });
    }
  }
  return rows;
}

export function printTable(rows: readonly BenchRow[]): void {
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, value, unit, ratio, against } of rows) {
    const compared = ratio === null ? '' : `   ${ratio.toFixed(2)} x ${against ?? ''}`;
    console.log(`${name.padEnd(width)}  ${value.toFixed(1).padStart(8)} ${unit.padEnd(9)}${compared}`);
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;
