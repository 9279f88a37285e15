import {
  refuseOthers,
  type CaseFormat,
  type LocatedCase,
  type Report,
  type WrittenCase,
} from '../../catalogue/case-format.ts';
import { SAMPLE_GROUP } from '../../catalogue/exercise.ts';
import type { FolderView } from '../../catalogue/folder-view.ts';
import type { FolderFile } from '../../catalogue/read-folder.ts';
import { SLUG_PATTERN } from '../../manifest/language-names.ts';
import type { ClassCaseFile, FunctionCaseFile } from '../../manifest/manifest.ts';
import { suggest } from '../../manifest/nearest.ts';
import { fileProblem } from '../../manifest/problem.ts';
import { classCaseFileSchema, functionCaseFileSchema } from '../../manifest/schema.ts';
import { yamlValidator } from '../../manifest/validate-manifest.ts';
import { failed, type YamlPath } from '../../manifest/yaml-source.ts';
import { ValueReader } from './read-value.ts';
import type {
  ClassCall,
  ClassSpec,
  FunctionCase,
  FunctionSpec,
  Parameter,
  PlainFunctionSpec,
  Value,
} from './types.ts';

type WrittenPlain = FunctionCaseFile['cases'][number];
type WrittenClass = ClassCaseFile['cases'][number];
type WrittenFunctionCase = WrittenPlain | WrittenClass;

const validatePlain = yamlValidator<FunctionCaseFile>(functionCaseFileSchema);
const validateClass = yamlValidator<ClassCaseFile>(classCaseFileSchema);

/** Kind `function`: YAML, or `NAME.json` with one case, whose name is the file's. */
export function functionCases(spec: FunctionSpec): CaseFormat<FunctionCase, WrittenFunctionCase> {
  const format: CaseFormat<FunctionCase, WrittenFunctionCase> = {
    validate: spec.form === 'class' ? validateClass : validatePlain,
    toCase: (written, base, report) =>
      spec.form === 'class'
        ? { ...base, form: 'class', ...classCase(spec, written as WrittenClass, report) }
        : { ...base, form: 'function', ...plainCase(spec, written as WrittenPlain, report) },
    loadOthers(view, folder, files, group) {
      const json = files.filter(({ path }) => path.endsWith('.json'));
      refuseOthers(
        view,
        folder,
        files.filter((file) => !json.includes(file)),
      );
      return json.flatMap((file) => loadJson(view, folder, file, group, format));
    },
  };
  return format;
}

function plainCase(spec: PlainFunctionSpec, written: WrittenPlain, report: Report) {
  const reader = new ValueReader(spec.types, report);
  return {
    arguments: readArguments(reader, spec.parameters, written.arguments, ['arguments'], report),
    returns: reader.read(spec.returns, written.returns, ['returns']),
  };
}

function classCase(spec: ClassSpec, written: WrittenClass, report: Report) {
  const reader = new ValueReader(spec.types, report);
  const { construct = [], calls } = written;
  return {
    construct: readArguments(reader, spec.constructorParameters, construct, ['construct'], report),
    calls: calls.map((call, index): ClassCall => {
      const path = ['calls', index];
      const method = spec.methods.find(({ name }) => name === call.call);
      if (method === undefined) {
        const names = spec.methods.map(({ name }) => name);
        report([...path, 'call'], `There is no method "${call.call}".`, suggest(call.call, names));
        return { method: call.call, arguments: [], judged: false, returns: null };
      }
      const given = readArguments(
        ...[reader, method.parameters, call.arguments ?? [], [...path, 'arguments'], report],
      );
      const judged = Object.hasOwn(call, 'returns');
      if (judged && method.returns === null) {
        report([...path, 'returns'], `"${method.name}" returns nothing.`, 'Remove "returns".');
      }
      const returns =
        judged && method.returns !== null
          ? reader.read(method.returns, call.returns, [...path, 'returns'])
          : null;
      return {
        method: method.name,
        arguments: given,
        judged: judged && method.returns !== null,
        returns,
      };
    }),
  };
}

function readArguments(
  reader: ValueReader,
  parameters: readonly Parameter[],
  written: readonly unknown[],
  path: YamlPath,
  report: Report,
): Value[] {
  if (written.length !== parameters.length) {
    const names = parameters.map(({ name }) => name).join(', ');
    const message = `There are ${written.length} arguments for ${parameters.length} parameters.`;
    report(path, message, names === '' ? 'Write [].' : `Write one each for: ${names}.`);
    return [];
  }
  return parameters.map(({ type }, index) => reader.read(type, written[index], [...path, index]));
}

const NAME = new RegExp(SLUG_PATTERN);

/** JSON is YAML: the same checks, with the same places. */
function loadJson(
  view: FolderView,
  folder: string,
  { path, content }: FolderFile,
  group: string | null,
  format: CaseFormat<FunctionCase, WrittenFunctionCase>,
): LocatedCase<FunctionCase>[] {
  const name = path.slice(0, -'.json'.length);
  const at = `${folder}/${path}`;
  if (!NAME.test(name)) {
    view.fault(at, `"${name}" is no name for a case.`, 'Use lower-case letters, digits, hyphens.');
    return [];
  }
  if (group === null) {
    view.fault(at, 'The group of this case is not clear.', 'Move it to tests/secret/GROUP/.');
    return [];
  }
  const wrapped = wrapCase(name, content);
  if (wrapped === null) {
    const remedy = 'Write an object with "arguments" and "returns" (for a class, with "calls").';
    view.fault(at, 'The file is no JSON object.', remedy);
    return [];
  }
  const validated = format.validate(view.at(at), wrapped);
  if (failed(validated)) {
    view.problems.push(...validated.problems);
    return [];
  }
  const { value, source } = validated;
  return value.cases.map((written: WrittenCase & WrittenFunctionCase) => {
    const base = { name, group, sample: group === SAMPLE_GROUP, hint: written.hint ?? null };
    const loaded = format.toCase(written, base, (inside, message, remedy) => {
      view.problems.push(source.problem(['cases', 0, ...inside], message, remedy));
    });
    return { ...loaded, fault: (message, remedy) => fileProblem(view.at(at), message, remedy) };
  });
}

/**
 * The file's text within a case file, on the same lines. What is no object of its own is refused,
 * lest its text closes the wrapping.
 */
function wrapCase(name: string, content: string): string | null {
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  } catch {
    return null;
  }
  const body = content.trimStart().slice(1);
  const leading = content.slice(0, content.length - content.trimStart().length);
  const comma = Object.keys(JSON.parse(content) as object).length === 0 ? '' : ', ';
  return `${leading}{"cases": [{"name": ${JSON.stringify(name)}${comma}${body}]}`;
}
