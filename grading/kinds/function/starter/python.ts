import { fieldName, parameterName, snakeCase } from '../names.ts';
import type { FunctionSpec, Parameter, RecordType, ValueType } from '../types.ts';
import { prefixed, usedTypes } from '../used-types.ts';

const LIST_NODE = `class ListNode:
    def __init__(self, val=0, next=None):
        self.val = val
        self.next = next`;

const TREE_NODE = `class TreeNode:
    def __init__(self, val=0, left=None, right=None):
        self.val = val
        self.left = left
        self.right = right`;

export function pythonTypes(spec: FunctionSpec): string {
  const { list, tree } = usedTypes(spec);
  const parts = [...(list ? [LIST_NODE] : []), ...(tree ? [TREE_NODE] : [])];
  return [...parts, ...spec.types.map(recordClass)].join('\n\n\n');
}

function recordClass({ name, fields }: RecordType): string {
  const names = fields.map((field) => fieldName(field.name, 'python'));
  return [
    `class ${name}:`,
    `    def __init__(self, ${names.join(', ')}):`,
    ...names.map((field) => `        self.${field} = ${field}`),
  ].join('\n');
}

export function pythonStarter(spec: FunctionSpec): string {
  const types = pythonTypes(spec);
  const head =
    types === ''
      ? 'from __future__ import annotations\n\n\n'
      : `from __future__ import annotations\n\n${prefixed(`Provided, not to be written here:\n\n${types}`, '# ')}\n\n\n`;
  if (spec.form === 'function') {
    const { name, parameters, returns } = spec;
    return `${head}def ${snakeCase(name)}(${list(parameters)}) -> ${pythonType(returns)}:\n    raise NotImplementedError\n`;
  }
  const parts = [
    method('__init__', spec.constructorParameters, null),
    ...spec.methods.map(({ name, parameters, returns }) =>
      method(snakeCase(name), parameters, returns),
    ),
  ];
  return `${head}class ${spec.name}:\n${parts.join('\n\n')}\n`;
}

const method = (
  name: string,
  parameters: readonly Parameter[],
  returns: ValueType | null,
): string =>
  [
    `    def ${name}(${['self', ...parameters.map(typed)].join(', ')}) -> ${returns === null ? 'None' : pythonType(returns)}:`,
    '        raise NotImplementedError',
  ].join('\n');

const list = (parameters: readonly Parameter[]): string => parameters.map(typed).join(', ');

const typed = ({ name, type }: Parameter): string =>
  `${parameterName(name, 'python')}: ${pythonType(type)}`;

const SCALARS = {
  int: 'int',
  long: 'int',
  float: 'float',
  boolean: 'bool',
  string: 'str',
} as const;

function pythonType(type: ValueType): string {
  switch (type.type) {
    case 'array':
      return `list[${pythonType(type.of)}]`;
    case 'map':
      return `dict[str, ${pythonType(type.of)}]`;
    case 'nullable': {
      const inner = pythonType(type.of);
      return inner.endsWith(' | None') ? inner : `${inner} | None`;
    }
    case 'linkedList':
      return 'ListNode | None';
    case 'tree':
      return 'TreeNode | None';
    case 'record':
      return type.name;
    default:
      return SCALARS[type.type];
  }
}
