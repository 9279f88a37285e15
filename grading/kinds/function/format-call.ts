import type { Language } from '../../manifest/language-names.ts';
import { formatValue } from './format-value.ts';
import { callableName } from './names.ts';
import type { ClassCall, FunctionCase, FunctionSpec, Value } from './types.ts';

/**
 * The case's call as a learner of the language would write it (null: of none in particular); the
 * calls on an object one a line.
 */
export function formatCall(
  spec: FunctionSpec,
  testCase: FunctionCase,
  language: Language | null,
): string {
  const list = (values: readonly Value[]): string =>
    values.map((value) => formatValue(value, language)).join(', ');
  if (testCase.form === 'function') {
    return `${callableName(spec.name, language)}(${list(testCase.arguments)})`;
  }
  const make = language === 'python' ? spec.name : `new ${spec.name}`;
  return [
    `${make}(${list(testCase.construct)})`,
    ...testCase.calls.map(
      (call) => `${callableName(call.method, language)}(${list(call.arguments)})`,
    ),
  ].join('\n');
}

/** What must come back: of an object's calls one a line, an empty line for one that is not judged. */
export function formatExpected(testCase: FunctionCase, language: Language | null): string {
  if (testCase.form === 'function') return formatValue(testCase.returns, language);
  return ['', ...testCase.calls.map((call) => expectedOf(call, language))].join('\n');
}

const expectedOf = ({ judged, returns }: ClassCall, language: Language | null): string =>
  judged ? formatValue(returns, language) : '';
