import type { Language } from '../../../grading/manifest/language-names.ts';
import { entryFile } from '../../../grading/manifest/languages.ts';
import { callableName, fieldName } from '../../../grading/kinds/function/names.ts';
import { typesSource } from '../../../grading/kinds/function/starter/generate-starter.ts';
import type {
  FunctionCase,
  FunctionSpec,
  Parameter,
  ValueType,
} from '../../../grading/kinds/function/types.ts';

/** The signature as a harness reads it: names as the learner's language has them. */
export function harnessSpec(spec: FunctionSpec, language: Language) {
  const records = spec.types.map(({ name, fields }) => [
    name,
    fields.map((field) => [field.name, fieldName(field.name, language), field.type]),
  ]);
  const common = {
    form: spec.form,
    name: targetName(spec, language),
    file: solutionFile(language),
    types: typesSource(spec, language),
    records: Object.fromEntries(records) as Readonly<Record<string, unknown>>,
  };
  if (spec.form === 'function') {
    return { ...common, parameters: typesOf(spec.parameters), returns: spec.returns };
  }
  const methods = spec.methods.map(({ name, parameters, returns }) => [
    callableName(name, language),
    { parameters: typesOf(parameters), returns },
  ]);
  return {
    ...common,
    parameters: typesOf(spec.constructorParameters),
    methods: Object.fromEntries(methods) as Readonly<Record<string, unknown>>,
  };
}

/** What a harness gets of a case: its arguments, and nothing of what must come back. */
export const harnessCase = (testCase: FunctionCase, language: Language) =>
  testCase.form === 'function'
    ? { arguments: testCase.arguments }
    : {
        construct: testCase.construct,
        calls: testCase.calls.map((call) => [callableName(call.method, language), call.arguments]),
      };

export const targetName = (spec: FunctionSpec, language: Language): string =>
  spec.form === 'class' ? spec.name : callableName(spec.name, language);

export function solutionFile(language: Language): string {
  const file = entryFile('function', language);
  if (file === null) throw new Error(`There are no functions in ${language}.`);
  return file;
}

const typesOf = (parameters: readonly Parameter[]): ValueType[] =>
  parameters.map(({ type }) => type);
