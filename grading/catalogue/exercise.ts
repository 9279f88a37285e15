import type { Limits } from '../manifest/limits.ts';
import type { FunctionCase, FunctionSpec } from '../kinds/function/types.ts';
import type { HttpCase, HttpSpec } from '../kinds/http/types.ts';
import type { ProgramCase } from '../kinds/program/types.ts';
import type { SqlCase, SqlSpec } from '../kinds/sql/types.ts';
import type { Difficulty, GroupScoring, Isolation } from '../manifest/manifest.ts';
import type { ExerciseKind, Language } from '../manifest/language-names.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { TextFile } from './test-case.ts';

export type { FunctionCase, HttpCase, ProgramCase, SqlCase };
export type { CaseBase, JsonValue, TextFile } from './test-case.ts';

/** One exercise folder, validated, with every default filled in: what a grader works on. */
export type Exercise = ExerciseCommon & ExercisePart;

/** The exercise of one kind: `ExerciseOf<'sql'>`. */
export type ExerciseOf<K extends ExerciseKind> = ExerciseCommon &
  Extract<ExercisePart, { kind: K }>;

/** What the kinds differ in. */
export type ExercisePart =
  | { readonly kind: 'program'; readonly cases: readonly ProgramCase[] }
  | {
      readonly kind: 'function';
      readonly spec: FunctionSpec;
      readonly cases: readonly FunctionCase[];
    }
  | { readonly kind: 'http'; readonly spec: HttpSpec; readonly cases: readonly HttpCase[] }
  | { readonly kind: 'sql'; readonly spec: SqlSpec; readonly cases: readonly SqlCase[] };

export type TestCase = Exercise['cases'][number];

export interface ExerciseCommon {
  /** Folder name, unique over all phases: `two-sum`. */
  readonly id: string;
  /** Id of the phase in roadmap.yaml: `phase-1`. */
  readonly phase: string;
  readonly title: string;
  readonly summary: string;
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

/** A solution in `solutions/`, with the verdict that it must get. Authors and CI use it. */
export interface Solution {
  /** `accepted/python`, `wrong_answer/off-by-one.py`: as the author knows it. */
  readonly name: string;
  readonly language: Language;
  readonly expectedVerdict: Verdict;
  readonly files: readonly TextFile[];
}
