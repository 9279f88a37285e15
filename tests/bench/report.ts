import type { BenchRow, Throughput } from './measure.ts';

/** One comparison: its contestants' rows, and against whom their ratios are. */
export interface Comparison {
  readonly title: string;
  readonly measured: ReadonlyMap<string, Throughput>;
  readonly against: readonly string[];
}

/** One row a figure and, for throughput, one more for each ratio: what `--json` prints. */
export function toRows({ title, measured, against }: Comparison): BenchRow[] {
  const rows: BenchRow[] = [];
  for (const [contestant, { perSecond, latencyMs }] of measured) {
    const name = `${title}: ${contestant}`;
    const rate = { name, value: round(perSecond), unit: '1/s' };
    for (const other of against) {
      const reference = measured.get(other);
      if (reference === undefined || other === contestant) continue;
      const ratio = round(perSecond / reference.perSecond);
      rows.push({ ...rate, ratio, against: `${title}: ${other}` });
    }
    rows.push({ name, value: round(latencyMs), unit: 'ms (median)', ratio: null, against: null });
  }
  return rows;
}

/** A line a contestant, its ratios in columns: what people read. */
export function printTable({ title, measured, against }: Comparison): void {
  const width = Math.max(...[...measured.keys()].map((name) => name.length));
  const columns = against.map((name) => `x ${name}`);
  console.log(`\n${title}`);
  console.log(`${''.padEnd(width)}       1/s    median   ${columns.join('   ')}`);
  for (const [name, { perSecond, latencyMs }] of measured) {
    const ratios = against.map((other, index) => {
      const reference = measured.get(other);
      const text = reference === undefined ? '' : (perSecond / reference.perSecond).toFixed(2);
      return text.padStart(columns[index]?.length ?? 0);
    });
    const rate = perSecond.toFixed(1).padStart(8);
    const latency = `${latencyMs.toFixed(1)} ms`.padStart(11);
    console.log(`${name.padEnd(width)}  ${rate}${latency}   ${ratios.join('   ')}`);
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;
