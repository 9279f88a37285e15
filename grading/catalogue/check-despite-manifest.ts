import { EXERCISE_KINDS, LANGUAGES, type ExerciseKind } from '../manifest/language-names.ts';
import {
  caseFileSchema,
  classCaseFileSchema,
  functionCaseFileSchema,
  httpCaseFileSchema,
  sqlCaseFileSchema,
} from '../manifest/schema.ts';
import { yamlValidator } from '../manifest/validate-manifest.ts';
import { failed, parseYaml } from '../manifest/yaml-source.ts';
import { checkStatement } from './check-manifest.ts';
import type { FolderView } from './folder-view.ts';
import { loadSolutions } from './load-files.ts';

/**
 * Where the manifest is wrong, what can be told of the other files all the same, so that an author
 * mends everything in one go: the statement, the shape of the case files, the places of solutions.
 * What would rest on a guess (groups, types, limits) is left for the next run.
 */
export function checkDespiteManifest(view: FolderView): void {
  checkStatement(view);
  checkFilesAlone(view);
}

/** The same without the statement. */
export function checkFilesAlone(view: FolderView): void {
  const manifest = rawManifest(view);
  const kind = EXERCISE_KINDS.find((known) => known === manifest['kind']) ?? null;
  const validate = kind === null ? parseYaml : CASE_FILES[shapeOf(kind, manifest)];
  for (const { path, content } of view.below('tests')) {
    if (!/\.ya?ml$/.test(path)) continue;
    const read = validate(view.at(`tests/${path}`), content);
    if (failed(read)) view.problems.push(...read.problems);
  }
  const languages = readLanguages(manifest['languages']);
  if (kind !== null && languages !== null) loadSolutions(view, { kind, languages });
}

const CASE_FILES = {
  program: yamlValidator(caseFileSchema),
  function: yamlValidator(functionCaseFileSchema),
  class: yamlValidator(classCaseFileSchema),
  http: yamlValidator(httpCaseFileSchema),
  sql: yamlValidator(sqlCaseFileSchema),
} as const;

const shapeOf = (kind: ExerciseKind, manifest: object): keyof typeof CASE_FILES =>
  kind === 'function' && 'class' in manifest ? 'class' : kind;

/** The manifest as far as it is YAML; its own problems are told of already. */
function rawManifest(view: FolderView): Readonly<Record<string, unknown>> {
  const source = parseYaml('exercise.yaml', view.read('exercise.yaml') ?? '');
  if (failed(source) || typeof source.value !== 'object' || source.value === null) return {};
  return source.value as Record<string, unknown>;
}

/** Null unless all of them are known: a misspelt one would make its solutions look wrong. */
function readLanguages(value: unknown): (typeof LANGUAGES)[number][] | null {
  if (!Array.isArray(value)) return null;
  const languages = LANGUAGES.filter((known) => value.includes(known));
  return languages.length === value.length ? languages : null;
}
