import type { FromSchema } from 'json-schema-to-ts';
import type { caseFileSchema, manifestSchema } from './schema.ts';

/** `exercise.yaml` as the author wrote it, after validation. */
export type Manifest = FromSchema<typeof manifestSchema>;
export type CaseFile = FromSchema<typeof caseFileSchema>;

export type { ExerciseKind } from './language-names.ts';
export type Difficulty = Manifest['difficulty'];
export type Isolation = 'recycled' | 'fresh';
export type GroupScoring = 'all-or-nothing' | 'proportional';

/** The checker with its defaults filled in. */
export type CheckerSpec =
  | { readonly type: 'exact' }
  | { readonly type: 'tokens'; readonly caseSensitive: boolean }
  | { readonly type: 'lines-unordered' }
  | { readonly type: 'float'; readonly absolute: number; readonly relative: number };
