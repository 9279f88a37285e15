import type { CaseFile } from '../manifest/manifest.ts';
import { suggest } from '../manifest/nearest.ts';
import { resolveChecker } from '../manifest/resolve.ts';
import { validateCaseFile } from '../manifest/validate-manifest.ts';
import { failed } from '../manifest/yaml-source.ts';
import type { CheckerSpec } from '../manifest/manifest.ts';
import { pathErrors } from '../submission/validate-submission.ts';
import { isWellFormed } from '../submission/well-formed.ts';
import { SAMPLE_GROUP, type ProgramCase } from './exercise.ts';
import type { FolderView } from './folder-view.ts';
import { loadPairs } from './load-pairs.ts';
import type { Problem } from '../manifest/problem.ts';

/**
 * Cases, and where they stand:
 *
 * - `tests/sample/*.yaml` and `tests/sample/NAME.in` + `.ans`: what learners see, group `sample`.
 * - `tests/secret/GROUP/...`: the same two spellings; the folder names the group.
 * - `tests/secret/*.yaml`: the group is the file's `group:`.
 * - Where the manifest declares one group alone, or none (then it is `all`), files directly in
 *   `tests/secret/` belong to it.
 *
 * A pair may have `NAME.args` (one argument a line) and `NAME.hint` beside it; its checker is the
 * exercise's and its exit code 0.
 */
export interface CaseContext {
  /** Ids of the groups of secret cases. */
  readonly groups: readonly string[];
  /** True where the manifest declares them; else there is `all` alone. */
  readonly declared: boolean;
  readonly checker: CheckerSpec;
}

/** A case with its place, for problems that only show when all cases are known. */
export interface LocatedCase extends ProgramCase {
  readonly fault: (message: string, remedy: string) => Problem;
}

/** The samples first, then the secret cases, group by group; within it in the files' order. */
export function loadCases(view: FolderView, context: CaseContext): LocatedCase[] {
  for (const name of view.entries('tests').keys()) {
    if (name !== 'sample' && name !== 'secret') {
      const remedy = suggest(
        name,
        ['sample', 'secret'],
        'Cases are in tests/sample and tests/secret.',
      );
      view.fault(`tests/${name}`, `"${name}" is neither "sample" nor "secret".`, remedy);
    }
  }
  const cases = loadFolder(view, 'tests/sample', SAMPLE_GROUP, context);
  const loose = context.groups.length === 1 ? (context.groups[0] ?? null) : null;
  cases.push(...loadFolder(view, 'tests/secret', loose, context));
  for (const [name, files] of view.entries('tests/secret')) {
    if (files[0]?.path === name) continue;
    if (context.groups.includes(name)) {
      cases.push(...loadFolder(view, `tests/secret/${name}`, name, context));
    } else refuseGroupFolder(view, name, context);
  }
  const order = [SAMPLE_GROUP, ...context.groups];
  return cases.sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
}

function refuseGroupFolder(
  view: FolderView,
  name: string,
  { groups, declared }: CaseContext,
): void {
  view.fault(
    `tests/secret/${name}`,
    `The group "${name}" is not declared.`,
    declared ? suggest(name, groups) : `Declare it under "groups" in exercise.yaml.`,
  );
}

/** The cases directly in one folder; `group` is null where each file must name it. */
function loadFolder(
  view: FolderView,
  folder: string,
  group: string | null,
  context: CaseContext,
): LocatedCase[] {
  const direct = view.below(folder).filter(({ path }) => !path.includes('/'));
  if (folder !== 'tests/secret') {
    for (const { path } of view.below(folder)) {
      if (path.includes('/')) {
        view.fault(`${folder}/${path}`, 'Cases are not looked for here.', `Move it to ${folder}/.`);
      }
    }
  }
  const yaml = direct.filter(({ path }) => /\.ya?ml$/.test(path));
  const others = direct.filter((file) => !yaml.includes(file));
  return [
    ...yaml.flatMap(({ path, content }) =>
      loadYaml(view, `${folder}/${path}`, content, group, context),
    ),
    ...loadPairs(view, folder, others, group, context),
  ];
}

function loadYaml(
  view: FolderView,
  path: string,
  text: string,
  folderGroup: string | null,
  context: CaseContext,
): LocatedCase[] {
  const validated = validateCaseFile(view.at(path), text);
  if (failed(validated)) {
    view.problems.push(...validated.problems);
    return [];
  }
  const { value, source } = validated;
  const group = groupOf(value, folderGroup, context);
  if (typeof group !== 'string') {
    view.problems.push(source.problem(['group'], group.message, group.remedy));
    return [];
  }
  return value.cases.map((written, index) => {
    const loaded = toCase(written, group, context.checker);
    const fault = (message: string, remedy: string) =>
      source.problem(['cases', index, 'name'], message, remedy);
    for (const message of textFaults(loaded)) view.problems.push(fault(message, 'Mend the case.'));
    return { ...loaded, fault };
  });
}

function groupOf(
  { group }: CaseFile,
  folderGroup: string | null,
  { groups, declared }: CaseContext,
): string | { message: string; remedy: string } {
  if (folderGroup === SAMPLE_GROUP || group === undefined) {
    if (group !== undefined && group !== SAMPLE_GROUP) {
      const remedy = 'Remove "group", or move the file to tests/secret.';
      return { message: `Samples are in the group "${SAMPLE_GROUP}", not "${group}".`, remedy };
    }
    if (folderGroup !== null) return folderGroup;
    const remedy = `Add "group: ..." (${groups.join(', ')}), or move the file to the group's folder.`;
    return { message: 'The group of these cases is not said.', remedy };
  }
  if (!groups.includes(group)) {
    const remedy = declared
      ? suggest(group, groups)
      : 'Declare it under "groups" in exercise.yaml.';
    return { message: `The group "${group}" is not declared.`, remedy };
  }
  // Directly in tests/secret a file may name any group, in a group's folder no other one.
  if (folderGroup !== null && groups.length > 1 && group !== folderGroup) {
    const message = `The group is "${group}", but the folder is that of "${folderGroup}".`;
    return { message, remedy: 'Remove "group", or move the file.' };
  }
  return group;
}

function toCase(
  written: CaseFile['cases'][number],
  group: string,
  checker: CheckerSpec,
): ProgramCase {
  return {
    name: written.name,
    group,
    sample: group === SAMPLE_GROUP,
    args: written.args ?? [],
    stdin: written.stdin ?? '',
    files: Object.entries(written.files ?? {}).map(([path, content]) => ({ path, content })),
    expectedStdout: written.stdout,
    expectedExitCode: written.exitCode ?? 0,
    hint: written.hint ?? null,
    checker: written.checker === undefined ? checker : resolveChecker(written.checker),
  };
}

/** What YAML's escapes can write and no program can be given. */
function textFaults({ args, stdin, expectedStdout, files }: ProgramCase): string[] {
  const faults = pathErrors(files).map(({ field, message }) => {
    const index = Number(/^\/files\/(\d+)/.exec(field)?.[1]);
    return `File "${files[index]?.path ?? ''}": ${message}`;
  });
  if (args.some((arg) => arg.includes('\0'))) faults.push('An argument holds a NUL character.');
  if (![...args, stdin, expectedStdout].every(isWellFormed)) {
    faults.push('A text is not valid Unicode (a lone surrogate).');
  }
  return faults;
}
