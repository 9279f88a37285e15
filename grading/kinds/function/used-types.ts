import { formatType } from './parse-type.ts';
import type { FunctionSpec, ValueType } from './types.ts';

/** The classes beside the learner's own that a signature needs. */
export interface UsedTypes {
  readonly list: boolean;
  readonly tree: boolean;
  readonly map: boolean;
  readonly records: boolean;
}

export function usedTypes(spec: FunctionSpec): UsedTypes {
  const seen = new Set<string>();
  const visit = (type: ValueType | null): void => {
    if (type === null) return;
    seen.add(type.type);
    if ('of' in type) visit(type.of);
  };
  for (const type of signatureTypes(spec)) visit(type);
  for (const { fields } of spec.types) for (const { type } of fields) visit(type);
  return {
    list: seen.has('linkedList'),
    tree: seen.has('tree'),
    map: seen.has('map'),
    records: spec.types.length > 0,
  };
}

function signatureTypes(spec: FunctionSpec): (ValueType | null)[] {
  if (spec.form === 'function') return [...spec.parameters.map(({ type }) => type), spec.returns];
  return [
    ...spec.constructorParameters.map(({ type }) => type),
    ...spec.methods.flatMap(({ parameters, returns }) => [
      ...parameters.map(({ type }) => type),
      returns,
    ]),
  ];
}

/** The element types of the lists or trees of a signature, each once, the first one first. */
export function elementTypes(spec: FunctionSpec, of: 'linkedList' | 'tree'): ValueType[] {
  const found = new Map<string, ValueType>();
  const visit = (type: ValueType | null): void => {
    if (type === null || !('of' in type)) return;
    if (type.type === of) found.set(formatType(type.of), type.of);
    visit(type.of);
  };
  for (const type of signatureTypes(spec)) visit(type);
  for (const { fields } of spec.types) for (const { type } of fields) visit(type);
  return [...found.values()];
}

/** Each line with a prefix, none with white space at its end. */
export const prefixed = (text: string, prefix: string): string =>
  text
    .split('\n')
    .map((line) => `${prefix}${line}`.trimEnd())
    .join('\n');
