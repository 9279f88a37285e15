import { suggest } from '../manifest/nearest.ts';
import { failed } from '../manifest/yaml-source.ts';
import type { CaseContext, CaseFormat, LocatedCase, WrittenCase } from './case-format.ts';
import { SAMPLE_GROUP } from './exercise.ts';
import type { FolderView } from './folder-view.ts';
import type { CaseBase } from './test-case.ts';

/**
 * The samples first, then the secret cases, group by group; within it in the files' order.
 *
 * Where cases stand:
 *
 * - `tests/sample/*.yaml` and `tests/sample/NAME.in` + `.ans` (kind program): what learners see, group `sample`.
 * - `tests/secret/GROUP/...`: the same two spellings; the folder names the group.
 * - `tests/secret/*.yaml`: the group is the file's `group:`.
 * - Where the manifest declares one group alone, or none (then it is `all`), files directly in
 *   `tests/secret/` belong to it.
 *
 * A pair may have `NAME.args` (one argument a line) and `NAME.hint` beside it; its checker is the
 * exercise's and its exit code 0.
 */
export function loadCases<C extends CaseBase, W extends WrittenCase>(
  view: FolderView,
  context: CaseContext,
  format: CaseFormat<C, W>,
): LocatedCase<C>[] {
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
  const cases = loadFolder(view, 'tests/sample', SAMPLE_GROUP, context, format);
  const loose = context.groups.length === 1 ? (context.groups[0] ?? null) : null;
  cases.push(...loadFolder(view, 'tests/secret', loose, context, format));
  for (const [name, files] of view.entries('tests/secret')) {
    if (files[0]?.path === name) continue;
    if (context.groups.includes(name)) {
      cases.push(...loadFolder(view, `tests/secret/${name}`, name, context, format));
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
function loadFolder<C extends CaseBase, W extends WrittenCase>(
  view: FolderView,
  folder: string,
  group: string | null,
  context: CaseContext,
  format: CaseFormat<C, W>,
): LocatedCase<C>[] {
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
      loadYaml(view, `${folder}/${path}`, content, group, context, format),
    ),
    ...format.loadOthers(view, folder, others, group, context),
  ];
}

function loadYaml<C extends CaseBase, W extends WrittenCase>(
  view: FolderView,
  path: string,
  text: string,
  folderGroup: string | null,
  context: CaseContext,
  format: CaseFormat<C, W>,
): LocatedCase<C>[] {
  const validated = format.validate(view.at(path), text);
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
    const base: CaseBase = {
      name: written.name,
      group,
      sample: group === SAMPLE_GROUP,
      hint: written.hint ?? null,
    };
    const loaded = format.toCase(written, base, (inside, message, remedy) => {
      view.problems.push(source.problem(['cases', index, ...inside], message, remedy));
    });
    const fault = (message: string, remedy: string) =>
      source.problem(['cases', index, 'name'], message, remedy);
    return { ...loaded, fault };
  });
}

function groupOf(
  { group }: { readonly group?: string | undefined },
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
