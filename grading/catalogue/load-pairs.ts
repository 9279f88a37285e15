import { fileProblem } from '../manifest/problem.ts';
import { SLUG_PATTERN } from '../manifest/schema.ts';
import { SAMPLE_GROUP, type ProgramCase } from './exercise.ts';
import type { FolderView } from './folder-view.ts';
import type { CheckerSpec } from '../manifest/manifest.ts';
import type { CaseContext, LocatedCase } from './case-format.ts';
import type { FolderFile } from './read-folder.ts';

const NAME = new RegExp(SLUG_PATTERN);
const NAME_MAX_LENGTH = 60;
const MAX_ARGS = 100;

/** A pair's files by their extensions. */
type Parts = Partial<Record<'in' | 'ans' | 'args' | 'hint', string>>;

const PART_NAMES = ['in', 'ans', 'args', 'hint'] as const;

/** `NAME.in` + `NAME.ans` (+ `NAME.args`, `NAME.hint`) in one folder to cases. */
export function loadPairs(
  view: FolderView,
  folder: string,
  files: readonly FolderFile[],
  group: string | null,
  context: CaseContext & { readonly checker: CheckerSpec },
): LocatedCase<ProgramCase>[] {
  const cases: LocatedCase<ProgramCase>[] = [];
  for (const [name, parts] of collect(view, folder, files)) {
    const path = `${folder}/${name}.in`;
    if (!isComplete(view, folder, name, parts)) continue;
    if (group === null) {
      const remedy = `Move it to tests/secret/GROUP/ (${context.groups.join(', ')}).`;
      view.fault(path, 'The group of this case is not clear.', remedy);
      continue;
    }
    const args = parts.args === undefined ? [] : linesOf(parts.args);
    if (args.length > MAX_ARGS || parts.args?.includes('\0') === true) {
      const message = `There may be ${MAX_ARGS} arguments, without NUL characters.`;
      view.fault(`${folder}/${name}.args`, message, 'Write one argument a line.');
      continue;
    }
    cases.push({
      name,
      group,
      sample: group === SAMPLE_GROUP,
      args,
      stdin: parts.in,
      files: [],
      expectedStdout: parts.ans,
      expectedExitCode: 0,
      hint: parts.hint?.trim() ?? null,
      checker: context.checker,
      fault: (message, remedy) => fileProblem(view.at(path), message, remedy),
    });
  }
  return cases;
}

function collect(
  view: FolderView,
  folder: string,
  files: readonly FolderFile[],
): Map<string, Parts> {
  const pairs = new Map<string, Parts>();
  for (const { path, content } of files) {
    const dot = path.lastIndexOf('.');
    const part = PART_NAMES.find((known) => known === path.slice(dot + 1));
    if (dot === -1 || part === undefined) {
      const message = 'This file is no part of a case.';
      view.fault(`${folder}/${path}`, message, 'Cases are .yaml, or .in with .ans (.args, .hint).');
      continue;
    }
    const name = path.slice(0, dot);
    pairs.set(name, { ...pairs.get(name), [part]: content });
  }
  return pairs;
}

function isComplete(
  view: FolderView,
  folder: string,
  name: string,
  parts: Parts,
): parts is Parts & { in: string; ans: string } {
  const path = `${folder}/${name}`;
  if (!NAME.test(name) || name.length > NAME_MAX_LENGTH) {
    const message = `"${name}" is no name for a case.`;
    const remedy = `Use at most ${NAME_MAX_LENGTH} lower-case letters, digits and hyphens.`;
    view.fault(path, message, remedy);
    return false;
  }
  if (parts.in !== undefined && parts.ans === undefined) {
    const message = `The expected output "${name}.ans" is missing.`;
    view.fault(`${path}.in`, message, `Add ${path}.ans.`);
  } else if (parts.in === undefined && parts.ans !== undefined) {
    const message = `The input "${name}.in" is missing.`;
    view.fault(`${path}.ans`, message, `Add ${path}.in; it may be empty.`);
  } else if (parts.in === undefined) {
    const part = parts.args === undefined ? 'hint' : 'args';
    view.fault(`${path}.${part}`, 'There is no case of this name.', `Add ${path}.in and .ans.`);
  }
  return parts.in !== undefined && parts.ans !== undefined;
}

/** One a line; the newline at the file's end opens no further one. */
function linesOf(text: string): string[] {
  const body = text.replace(/\r?\n$/, '');
  return body === '' ? [] : body.split(/\r?\n/);
}
