import { fieldName, parameterName, pascalCase } from '../names.ts';
import type { FunctionSpec, Parameter, RecordType, ValueType } from '../types.ts';
import { prefixed, usedTypes } from '../used-types.ts';
import { CONSTRUCTOR, elementOf } from './java.ts';

const listNode = (of: string): string => `public class ListNode
{
    public ${of} val;
    public ListNode next;

    public ListNode(${of} val, ListNode next = null)
    {
        this.val = val;
        this.next = next;
    }
}`;

const treeNode = (of: string): string => `public class TreeNode
{
    public ${of} val;
    public TreeNode left;
    public TreeNode right;

    public TreeNode(${of} val, TreeNode left = null, TreeNode right = null)
    {
        this.val = val;
        this.left = left;
        this.right = right;
    }
}`;

export function csharpTypes(spec: FunctionSpec): string {
  const { list, tree } = usedTypes(spec);
  const parts = [
    ...(list ? [listNode(csharpType(elementOf(spec, 'linkedList')))] : []),
    ...(tree ? [treeNode(csharpType(elementOf(spec, 'tree')))] : []),
    ...spec.types.map(recordClass),
  ];
  return parts.join('\n\n');
}

const recordClass = ({ name, fields }: RecordType): string =>
  [
    `public class ${name}`,
    '{',
    ...fields.map(
      (field) =>
        `    public ${csharpType(field.type)} ${fieldName(field.name, 'csharp')} { get; set; }`,
    ),
    '',
    `    public ${name}(${listOf(fields)})`,
    '    {',
    ...fields.map(
      (field) =>
        `        ${fieldName(field.name, 'csharp')} = ${parameterName(field.name, 'csharp')};`,
    ),
    '    }',
    '}',
  ].join('\n');

export function csharpStarter(spec: FunctionSpec): string {
  const types = csharpTypes(spec);
  const provided =
    types === '' ? '' : `${prefixed(`Provided, not to be written here:\n\n${types}`, '// ')}\n\n`;
  return `using System;\nusing System.Collections.Generic;\nusing System.Linq;\n\n${provided}${classSource(spec)}`;
}

/** How each member of the learner's class is declared, by its name; the constructor first. */
export function csharpHeads(spec: FunctionSpec): ReadonlyMap<string, string> {
  if (spec.form === 'function') {
    const name = pascalCase(spec.name);
    const start = `public static ${csharpType(spec.returns)} ${name}`;
    return new Map([[name, head(start, spec.parameters)]]);
  }
  return new Map([
    [CONSTRUCTOR, head(`public ${spec.name}`, spec.constructorParameters)],
    ...spec.methods.map(({ name, parameters, returns }) => {
      const type = returns === null ? 'void' : csharpType(returns);
      return [pascalCase(name), head(`public ${type} ${pascalCase(name)}`, parameters)] as const;
    }),
  ]);
}

function classSource(spec: FunctionSpec): string {
  const name = spec.form === 'class' ? `class ${spec.name}` : 'static class Solution';
  const methods = [...csharpHeads(spec).values()].map(method).join('\n\n');
  return `public ${name}\n{\n${methods}\n}\n`;
}

const method = (declared: string): string =>
  `    ${declared}\n    {\n        throw new NotImplementedException();\n    }`;

const head = (start: string, parameters: readonly Parameter[]): string =>
  `${start}(${listOf(parameters)})`;

const listOf = (parameters: readonly Parameter[]): string =>
  parameters
    .map(({ name, type }) => `${csharpType(type)} ${parameterName(name, 'csharp')}`)
    .join(', ');

const SCALARS = {
  ...{ int: 'int', long: 'long', float: 'double', boolean: 'bool', string: 'string' },
} as const;

export function csharpType(type: ValueType): string {
  switch (type.type) {
    case 'array':
      return `${csharpType(type.of)}[]`;
    case 'map':
      return `Dictionary<string, ${csharpType(type.of)}>`;
    case 'nullable': {
      // References hold null as they are.
      const isValue = ['int', 'long', 'float', 'boolean'].includes(type.of.type);
      return `${csharpType(type.of)}${isValue ? '?' : ''}`;
    }
    case 'linkedList':
      return 'ListNode';
    case 'tree':
      return 'TreeNode';
    case 'record':
      return type.name;
    default:
      return SCALARS[type.type];
  }
}
