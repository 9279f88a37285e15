import { functionCases } from '../kinds/function/case-format.ts';
import { readFunctionSpec } from '../kinds/function/read-spec.ts';
import { generateStarter } from '../kinds/function/starter/generate-starter.ts';
import { httpCases } from '../kinds/http/case-format.ts';
import { readHttpSpec } from '../kinds/http/read-spec.ts';
import { programCases } from '../kinds/program/case-format.ts';
import { sqlCases } from '../kinds/sql/case-format.ts';
import { readSqlSpec } from '../kinds/sql/read-spec.ts';
import type { Language } from '../manifest/language-names.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { resolveChecker } from '../manifest/resolve.ts';
import type { Validated } from '../manifest/validate-manifest.ts';
import type { CaseContext, LocatedCase, Report } from './case-format.ts';
import type { CaseBase, ExercisePart, TextFile } from './exercise.ts';
import type { FolderView } from './folder-view.ts';
import { loadCases } from './load-cases.ts';

/** What an exercise has beside the common part. */
export interface LoadedPart {
  readonly part: ExercisePart;
  /** The part's cases, with their places. */
  readonly located: readonly LocatedCase[];
  /** Gives the starter for a language that has no folder of its own. */
  readonly starter?: (language: Language) => readonly TextFile[];
}

/** The part of an exercise that its kind decides; null where problems leave nothing to build on. */
export function loadPart(
  view: FolderView,
  { value, source }: Validated<Manifest>,
  context: CaseContext,
): LoadedPart | null {
  const report: Report = (path, message, remedy) => {
    view.problems.push(source.problem(path, message, remedy));
  };
  if (value.kind !== 'sql' && view.below('database').length > 0) {
    view.fault('database', 'Only exercises of kind sql have a database.', 'Remove the folder.');
  }
  switch (value.kind) {
    case 'program': {
      const located = loadCases(view, context, programCases(resolveChecker(value.checker)));
      return { part: { kind: 'program', cases: located.map(withoutPlace) }, located };
    }
    case 'function': {
      const spec = readFunctionSpec(value, report);
      if (spec === null) return null;
      const located = loadCases(view, context, functionCases(spec));
      const starter = (language: Language) => generateStarter(spec, language);
      return {
        part: { kind: 'function', spec, cases: located.map(withoutPlace) },
        located,
        starter,
      };
    }
    case 'http': {
      const located = loadCases(view, context, httpCases);
      const spec = readHttpSpec(value);
      return { part: { kind: 'http', spec, cases: located.map(withoutPlace) }, located };
    }
    case 'sql': {
      const spec = readSqlSpec(view, value);
      const located = loadCases(view, context, sqlCases(spec));
      return { part: { kind: 'sql', spec, cases: located.map(withoutPlace) }, located };
    }
  }
}

/** A copy of a union's member is a member of the union; `Omit` alone would lose which. */
const withoutPlace = <C extends CaseBase>({ fault: _, ...testCase }: LocatedCase<C>): C =>
  testCase as unknown as C;
