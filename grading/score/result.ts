import type { FunctionFeedback } from '../kinds/function/types.ts';
import type { HttpFeedback } from '../kinds/http/types.ts';
import type { ProgramFeedback } from '../kinds/program/types.ts';
import type { SqlFeedback } from '../kinds/sql/types.ts';
import type { Limits } from '../manifest/limits.ts';
import type { StopReason } from '../verdict/facts.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** What grading one submission yields: stored by the platform, shown by the API and the CLI. */
export interface GradingResult {
  /** AC where every case is, else the verdict of the first case that failed. */
  readonly verdict: Verdict;
  /** Points reached, at most `maxScore`, to two decimals. */
  readonly score: number;
  readonly maxScore: number;
  readonly groups: readonly GroupResult[];
  readonly cases: readonly CaseResult[];
  /** What the compiler said (capped), or null where it said nothing. */
  readonly compileOutput: string | null;
  readonly limits: Limits;
  readonly clocks: StageClocks;
}

export interface GroupResult {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly score: number;
  readonly passedCases: number;
  readonly totalCases: number;
}

export interface CaseResult {
  readonly name: string;
  readonly group: string;
  readonly sample: boolean;
  readonly verdict: Verdict;
  readonly cpuTimeMs: number;
  readonly wallTimeMs: number;
  readonly peakMemoryBytes: number;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stoppedBy: StopReason | null;
  /** One sentence for the learner; names the limit that was hit, its value and what was used. */
  readonly message: string;
  /** The author's hint, where the case failed and there is one. */
  readonly hint: string | null;
  /** Only for samples. */
  readonly sampleFeedback: SampleFeedback | null;
}

export type SampleFeedback = ProgramFeedback | FunctionFeedback | HttpFeedback | SqlFeedback;

/** Milliseconds spent in each stage. Only `runMs` is the learner's own. */
export interface StageClocks {
  readonly queuedMs: number;
  /** Waiting for a cell, image build included. */
  readonly cellMs: number;
  readonly compileMs: number;
  readonly runMs: number;
  readonly judgeMs: number;
}
