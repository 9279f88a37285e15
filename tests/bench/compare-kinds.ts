import type { ProvenSandbox } from '../../worker/sandbox/create-sandbox.ts';
import { functionMatches } from './function-matches.ts';
import { httpMatches } from './http-matches.ts';
import { compare, type Contestant } from './measure.ts';
import type { Comparison } from './report.ts';
import { sqlMatches } from './sql-matches.ts';

export interface KindBench {
  readonly sandbox: ProvenSandbox;
  readonly folder: string;
  readonly onClose: (close: () => Promise<void>) => void;
}

/** A submission of a kind, and what the same work costs without any grader. */
export interface Match {
  readonly title: string;
  readonly baseline: Contestant;
  readonly submission: Contestant;
}

const ROUNDS = { concurrency: 1, rounds: 5, roundMs: 2000, minimumRuns: 4 };

/** Each kind against the bare program, one at a time, in recycled cells. */
export async function compareKinds(
  bench: KindBench,
  onProgress: (message: string) => void,
): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const makeMatches of [functionMatches, httpMatches, sqlMatches]) {
    for (const { title, baseline, submission } of await makeMatches(bench)) {
      onProgress(title);
      const measured = await compare([baseline, submission], ROUNDS, onProgress);
      comparisons.push({ title, measured, against: [baseline.name] });
    }
  }
  return comparisons;
}
