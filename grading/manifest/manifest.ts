import type { FromSchema } from 'json-schema-to-ts';
import type {
  caseFileSchema,
  classCaseFileSchema,
  commonManifestSchema,
  functionCaseFileSchema,
  functionManifestSchema,
  httpCaseFileSchema,
  httpManifestSchema,
  programManifestSchema,
  sqlCaseFileSchema,
  sqlManifestSchema,
} from './schema.ts';

/** `exercise.yaml` as the author wrote it, after validation. */
export type Manifest = ManifestOf[keyof ManifestOf];
/** The manifest of one kind. */
export interface ManifestOf {
  readonly program: FromSchema<typeof programManifestSchema> & { readonly kind: 'program' };
  readonly function: FromSchema<typeof functionManifestSchema> & { readonly kind: 'function' };
  readonly http: FromSchema<typeof httpManifestSchema> & { readonly kind: 'http' };
  readonly sql: FromSchema<typeof sqlManifestSchema> & { readonly kind: 'sql' };
}
export type CaseFile = FromSchema<typeof caseFileSchema>;
export type FunctionCaseFile = FromSchema<typeof functionCaseFileSchema>;
export type ClassCaseFile = FromSchema<typeof classCaseFileSchema>;
export type HttpCaseFile = FromSchema<typeof httpCaseFileSchema>;
export type SqlCaseFile = FromSchema<typeof sqlCaseFileSchema>;

export type { ExerciseKind } from './language-names.ts';
export type Difficulty = CommonManifest['difficulty'];
type CommonManifest = FromSchema<typeof commonManifestSchema>;
export type Isolation = 'recycled' | 'fresh';
export type GroupScoring = 'all-or-nothing' | 'proportional';

/** The checker with its defaults filled in. */
export type CheckerSpec =
  | { readonly type: 'exact' }
  | { readonly type: 'tokens'; readonly caseSensitive: boolean }
  | { readonly type: 'lines-unordered' }
  | { readonly type: 'float'; readonly absolute: number; readonly relative: number };
