import type { Problem } from '../manifest/problem.ts';
import type { Validated } from '../manifest/validate-manifest.ts';
import type { Parsed, YamlPath } from '../manifest/yaml-source.ts';
import type { FolderView } from './folder-view.ts';
import type { FolderFile } from './read-folder.ts';
import type { CaseBase } from './test-case.ts';

/** A case with its place, for problems that only show when all cases are known. */
export type LocatedCase<C extends CaseBase = CaseBase> = C & {
  readonly fault: (message: string, remedy: string) => Problem;
};

/** Where cases may stand (load-cases.ts). */
export interface CaseContext {
  /** Ids of the groups of secret cases. */
  readonly groups: readonly string[];
  /** True where the manifest declares them; else there is `all` alone. */
  readonly declared: boolean;
}

/** Says what is wrong at a path inside a case, or inside another part of a file. */
export type Report = (path: YamlPath, message: string, remedy: string) => void;

export interface WrittenFile<W> {
  readonly group?: string | undefined;
  readonly cases: readonly W[];
}

/** How the cases of one kind are written and read. */
export interface CaseFormat<C extends CaseBase, W extends WrittenCase = WrittenCase> {
  /** A YAML file of cases, by the kind's schema. */
  validate(file: string, text: string): Parsed<Validated<WrittenFile<W>>>;
  /** What the schema accepts to a case; what it cannot be is reported. */
  toCase(written: W, base: CaseBase, report: Report): C;
  /** The cases in files of other forms; `group` is null where each must name it. */
  loadOthers(
    view: FolderView,
    folder: string,
    files: readonly FolderFile[],
    group: string | null,
    context: CaseContext,
  ): LocatedCase<C>[];
}

export interface WrittenCase {
  readonly name: string;
  readonly hint?: string;
}

/** For kinds whose cases are YAML alone. */
export function refuseOthers(
  view: FolderView,
  folder: string,
  files: readonly FolderFile[],
): never[] {
  for (const { path } of files) {
    view.fault(`${folder}/${path}`, 'This file is no part of a case.', 'Cases here are .yaml.');
  }
  return [];
}
