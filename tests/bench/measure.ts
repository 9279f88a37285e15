/** One row of the report; `ratio` is value / value of `against` in the same run. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly ratio: number | null;
  readonly against: string | null;
}

/** A way of running one submission to its end; throws where the answer is not the right one. */
export interface Contestant {
  readonly name: string;
  run(): Promise<void>;
}

export interface Throughput {
  /** Runs per second: the median over the rounds. */
  readonly perSecond: number;
  /** Median milliseconds of one run, over all rounds. */
  readonly latencyMs: number;
}

export interface RoundOptions {
  readonly concurrency: number;
  readonly rounds: number;
  /** Each contestant gets about this long in each round, and at least `minimumRuns`. */
  readonly roundMs: number;
  readonly minimumRuns: number;
}

/**
 * Measures the contestants interleaved, round by round, so that a drift of the machine's speed
 * meets all of them alike. One uncounted warm-up run each comes first.
 */
export async function compare(
  contestants: readonly Contestant[],
  options: RoundOptions,
  onProgress: (message: string) => void,
): Promise<Map<string, Throughput>> {
  const rates = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  const latencies = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (const contestant of contestants) await contestant.run();
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const contestant of contestants) {
      onProgress(
        `round ${round}/${options.rounds}, ${options.concurrency} at a time: ${contestant.name}`,
      );
      const sample = await oneRound(contestant, options);
      rates.get(contestant.name)?.push(sample.perSecond);
      latencies.get(contestant.name)?.push(...sample.latenciesMs);
    }
  }
  return new Map(
    contestants.map(({ name }) => [
      name,
      { perSecond: median(rates.get(name) ?? []), latencyMs: median(latencies.get(name) ?? []) },
    ]),
  );
}

async function oneRound(
  contestant: Contestant,
  { concurrency, roundMs, minimumRuns }: RoundOptions,
): Promise<{ perSecond: number; latenciesMs: number[] }> {
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  let started = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() - startedAt < roundMs || started < minimumRuns) {
      started += 1;
      const runStartedAt = performance.now();
      await contestant.run();
      latenciesMs.push(performance.now() - runStartedAt);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const elapsedSeconds = (performance.now() - startedAt) / 1000;
  return { perSecond: latenciesMs.length / elapsedSeconds, latenciesMs };
}

export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('median of nothing');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
