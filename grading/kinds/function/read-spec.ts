import type { Report } from '../../catalogue/case-format.ts';
import { LANGUAGE_TITLES, type Language } from '../../manifest/language-names.ts';
import type { ManifestOf } from '../../manifest/manifest.ts';
import type { YamlPath } from '../../manifest/yaml-source.ts';
import { checkNames } from './check-names.ts';
import { formatType, parseType } from './parse-type.ts';
import type {
  CompareSpec,
  FunctionSpec,
  Method,
  Parameter,
  RecordType,
  ValueType,
} from './types.ts';
import { elementTypes } from './used-types.ts';

const DEFAULT_TOLERANCE = 1e-6;
const RECORD_NAME = /^[A-Z][A-Za-z0-9]*$/;
const FIELD_NAME = /^[a-z][A-Za-z0-9]*$/;
/** What the harness or a language has already. */
const TAKEN_NAMES = ['ListNode', 'TreeNode', 'Solution', 'Main', 'Object', 'String'];

type Written = ManifestOf['function'];
type WrittenParameter = NonNullable<Written['function']>['parameters'][number];

/** The signature in a manifest; null where problems (reported) leave none. */
export function readFunctionSpec(manifest: Written, report: Report): FunctionSpec | null {
  const reader = new SpecReader(report);
  const { function: plain, class: written } = manifest;
  if ((plain === undefined) === (written === undefined)) {
    const path = plain === undefined ? [] : ['class'];
    const message = plain === undefined ? 'The signature is missing.' : 'There are two signatures.';
    report(path, message, 'Add either "function: ..." or "class: ...".');
    return null;
  }
  const section = plain === undefined ? 'class' : 'function';
  const types = reader.records((plain ?? written)?.types ?? {}, [section, 'types']);
  const compare = resolveCompare((plain ?? written)?.compare);
  const checked = (spec: FunctionSpec): FunctionSpec | null => {
    checkNames(spec, manifest.languages, reader.report);
    checkElements(spec, manifest.languages, [section], reader.report);
    return reader.isSound ? spec : null;
  };
  if (plain !== undefined) {
    const parameters = reader.parameters(plain.parameters, [section, 'parameters']);
    const returns = reader.type(plain.returns, [section, 'returns']);
    if (compare.type === 'unordered' && returns.type !== 'array') {
      const message = '"unordered" compares arrays, and the function returns none.';
      report([section, 'compare'], message, 'Leave "compare" out, or return an array.');
    }
    const spec = {
      form: 'function',
      name: plain.name,
      parameters,
      returns,
      types,
      compare,
    } as const;
    return checked(spec);
  }
  if (written === undefined) return null;
  // Every object has a `constructor`: only the file's own counts.
  const own = Object.hasOwn(written, 'constructor') ? written.constructor : undefined;
  const spec: FunctionSpec = {
    form: 'class',
    name: written.name,
    constructorParameters: reader.parameters(own?.parameters ?? [], [
      ...[section, 'constructor', 'parameters'],
    ]),
    methods: reader.methods(written.methods, [section, 'methods']),
    types,
    compare,
  };
  return checked(spec);
}

/** Java's and C#'s ListNode and TreeNode are one class each, with one type of value. */
function checkElements(
  spec: FunctionSpec,
  languages: readonly Language[],
  path: YamlPath,
  report: Report,
): void {
  const language = languages.find((one) => one === 'java' || one === 'csharp');
  if (language === undefined) return;
  for (const node of ['linkedList', 'tree'] as const) {
    const found = elementTypes(spec, node).map((type) => `${node}<${formatType(type)}>`);
    if (found.length < 2) continue;
    const message = `${found.join(' and ')} cannot both be in one signature for ${LANGUAGE_TITLES[language]}.`;
    report(path, message, 'Use one type of element, or leave out java and csharp.');
  }
}

class SpecReader {
  isSound = true;
  readonly #tell: Report;
  readonly #records: string[] = [];

  constructor(report: Report) {
    this.#tell = report;
  }

  records(
    written: Readonly<Record<string, Readonly<Record<string, string>>>>,
    path: YamlPath,
  ): RecordType[] {
    return Object.entries(written).map(([name, fields]) => {
      if (!RECORD_NAME.test(name) || TAKEN_NAMES.includes(name)) {
        this.report([...path, name], `"${name}" is no name for a record.`, 'Use PascalCase.');
      }
      const list = Object.entries(fields).map(([field, type]) => {
        if (!FIELD_NAME.test(field)) {
          this.report(
            [...path, name, field],
            `"${field}" is no name for a field.`,
            'Use camelCase.',
          );
        }
        return { name: field, type: this.type(type, [...path, name, field]) };
      });
      // After its fields: a record that holds itself would have no end.
      this.#records.push(name);
      return { name, fields: list };
    });
  }

  parameters(written: readonly WrittenParameter[], path: YamlPath): Parameter[] {
    this.#unique(written, path);
    return written.map(({ name, type }, index) => ({
      name,
      type: this.type(type, [...path, index, 'type']),
    }));
  }

  methods(written: NonNullable<Written['class']>['methods'], path: YamlPath): Method[] {
    this.#unique(written, path);
    return written.map(({ name, parameters = [], returns }, index) => ({
      name,
      parameters: this.parameters(parameters, [...path, index, 'parameters']),
      returns: returns === 'void' ? null : this.type(returns, [...path, index, 'returns']),
    }));
  }

  type(text: string, path: YamlPath): ValueType {
    const parsed = parseType(text, this.#records);
    if ('type' in parsed) return parsed.type;
    this.report(path, parsed.problem, 'Types are explained in docs/authoring.md.');
    return { type: 'int' };
  }

  #unique(written: readonly { readonly name: string }[], path: YamlPath): void {
    const seen = new Set<string>();
    written.forEach(({ name }, index) => {
      if (seen.has(name)) {
        this.report([...path, index, 'name'], `The name "${name}" is taken.`, 'Choose another.');
      }
      seen.add(name);
    });
  }

  readonly report: Report = (...problem) => {
    this.isSound = false;
    this.#tell(...problem);
  };
}

type WrittenCompare = NonNullable<Written['function']>['compare'];

function resolveCompare(written: WrittenCompare): CompareSpec {
  const spec = typeof written === 'string' ? { type: written } : (written ?? { type: 'exact' });
  if (spec.type !== 'float') return { type: spec.type };
  const options = toleranceOf(spec);
  return {
    type: 'float',
    absolute: options.absolute ?? DEFAULT_TOLERANCE,
    relative: options.relative ?? DEFAULT_TOLERANCE,
  };
}

interface Tolerance {
  readonly absolute?: number;
  readonly relative?: number;
}

const toleranceOf = (spec: object): Tolerance => spec;
