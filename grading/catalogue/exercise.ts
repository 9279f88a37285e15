import type { Limits } from '../manifest/limits.ts';
import type {
  CheckerSpec,
  Difficulty,
  ExerciseKind,
  GroupScoring,
  Isolation,
} from '../manifest/manifest.ts';
import type { Language } from '../manifest/schema.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** One exercise folder, validated, with every default filled in: what a grader works on. */
export interface Exercise {
  /** Folder name, unique over all phases: `two-sum`. */
  readonly id: string;
  /** Id of the phase in roadmap.yaml: `phase-1`. */
  readonly phase: string;
  readonly title: string;
  readonly summary: string;
  readonly kind: ExerciseKind;
  readonly topics: readonly string[];
  readonly project: string | null;
  readonly difficulty: Difficulty;
  readonly points: number;
  readonly languages: readonly Language[];
  /** Markdown. */
  readonly statement: string;
  readonly isolation: Isolation | null;
  readonly limits: Readonly<Record<Language, Limits>>;
  readonly starters: Partial<Readonly<Record<Language, readonly TextFile[]>>>;
  /** The samples stand first, as the group `sample` that is worth no points. */
  readonly groups: readonly CaseGroup[];
  readonly cases: readonly ProgramCase[];
  /** SHA-256 (hex) over all of the above (content-hash.ts): the identity of this version. */
  readonly contentHash: string;
}

/** Id of the group that holds the sample cases. */
export const SAMPLE_GROUP = 'sample';

export interface CaseGroup {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly scoring: GroupScoring;
  readonly hint: string | null;
}

export interface ProgramCase {
  /** Unique in the exercise. */
  readonly name: string;
  readonly group: string;
  /** True for a sample: the learner sees input, expected and actual output. */
  readonly sample: boolean;
  readonly args: readonly string[];
  readonly stdin: string;
  readonly files: readonly TextFile[];
  readonly expectedStdout: string;
  readonly expectedExitCode: number;
  readonly hint: string | null;
  readonly checker: CheckerSpec;
}

export interface TextFile {
  /** Relative, with `/` between segments, without `..`. */
  readonly path: string;
  readonly content: string;
}

/** A solution in `solutions/`, with the verdict that it must get. Authors and CI use it. */
export interface Solution {
  /** `accepted/python`, `wrong_answer/off-by-one.py`: as the author knows it. */
  readonly name: string;
  readonly language: Language;
  readonly expectedVerdict: Verdict;
  readonly files: readonly TextFile[];
}
