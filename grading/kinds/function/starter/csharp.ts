import { fieldName, parameterName, pascalCase } from '../names.ts';
import type { FunctionSpec, Parameter, RecordType, ValueType } from '../types.ts';
import { prefixed, usedTypes } from '../used-types.ts';
import { elementOf } from './java.ts';

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
  const head =
    types === '' ? '' : `${prefixed(`Provided, not to be written here:\n\n${types}`, '// ')}\n\n`;
  const body = spec.form === 'function' ? functionSource(spec) : classSource(spec);
  return `using System;\nusing System.Collections.Generic;\nusing System.Linq;\n\n${head}${body}`;
}

const functionSource = ({
  name,
  parameters,
  returns,
}: FunctionSpec & { form: 'function' }): string =>
  `public static class Solution\n{\n${method(`static ${csharpType(returns)} ${pascalCase(name)}`, parameters)}\n}\n`;

function classSource({
  name,
  constructorParameters,
  methods,
}: FunctionSpec & { form: 'class' }): string {
  const parts = [
    method(name, constructorParameters),
    ...methods.map((one) =>
      method(
        `${one.returns === null ? 'void' : csharpType(one.returns)} ${pascalCase(one.name)}`,
        one.parameters,
      ),
    ),
  ];
  return `public class ${name}\n{\n${parts.join('\n\n')}\n}\n`;
}

const method = (head: string, parameters: readonly Parameter[]): string =>
  `    public ${head}(${listOf(parameters)})\n    {\n        throw new NotImplementedException();\n    }`;

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
