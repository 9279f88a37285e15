import { formatType } from './parse-type.ts';
import type { CompareSpec, FunctionSpec, Parameter } from './types.ts';

const list = (parameters: readonly Parameter[]): string =>
  parameters.map(({ name, type }) => `${name}: ${formatType(type)}`).join(', ');

/** The function, or the class and its methods, a line each, in no language in particular. */
export function describeSignature(spec: FunctionSpec): string {
  if (spec.form === 'function') {
    return `${spec.name}(${list(spec.parameters)}): ${formatType(spec.returns)}`;
  }
  return [
    `${spec.name}(${list(spec.constructorParameters)})`,
    ...spec.methods.map(
      ({ name, parameters, returns }) => `  ${name}(${list(parameters)}): ${formatType(returns)}`,
    ),
  ].join('\n');
}

/** `Point(x: int, y: int)` for each record. */
export const describeTypes = ({ types }: FunctionSpec): string[] =>
  types.map(({ name, fields }) => `${name}(${list(fields)})`);

/** One sentence. */
export function describeComparison(compare: CompareSpec): string {
  switch (compare.type) {
    case 'exact':
      return 'What is returned must equal what is expected.';
    case 'unordered':
      return 'The order of a returned list does not matter.';
    case 'float':
      return `Numbers may be off by ${compare.absolute}, or by ${compare.relative} of the expected one.`;
  }
}
