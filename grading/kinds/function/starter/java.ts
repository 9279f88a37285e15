import type { FunctionSpec, Parameter, ValueType } from '../types.ts';
import { elementTypes, prefixed, usedTypes } from '../used-types.ts';

/** A constructor's name among the members of a class, here and in the harnesses. */
export const CONSTRUCTOR = 'constructor';

/** One class for all element types would be generic; exercises use one element type each. */
const listNode = (of: string): string => `class ListNode {
    ${of} val;
    ListNode next;

    ListNode(${of} val) { this.val = val; }
    ListNode(${of} val, ListNode next) { this.val = val; this.next = next; }
}`;

const treeNode = (of: string): string => `class TreeNode {
    ${of} val;
    TreeNode left;
    TreeNode right;

    TreeNode(${of} val) { this.val = val; }
    TreeNode(${of} val, TreeNode left, TreeNode right) {
        this.val = val;
        this.left = left;
        this.right = right;
    }
}`;

export function javaTypes(spec: FunctionSpec): string {
  const { list, tree } = usedTypes(spec);
  const parts = [
    ...(list ? [listNode(javaType(elementOf(spec, 'linkedList')))] : []),
    ...(tree ? [treeNode(javaType(elementOf(spec, 'tree')))] : []),
    ...spec.types.map(({ name, fields }) => `record ${name}(${parameterList(fields)}) {}`),
  ];
  return parts.join('\n\n');
}

export function javaStarter(spec: FunctionSpec): string {
  const types = javaTypes(spec);
  const provided =
    types === '' ? '' : `${prefixed(`Provided, not to be written here:\n\n${types}`, '// ')}\n\n`;
  return `import java.util.*;\n\n${provided}${classSource(spec)}`;
}

/** How each member of the learner's class is declared, by its name; the constructor first. */
export function javaHeads(spec: FunctionSpec): ReadonlyMap<string, string> {
  if (spec.form === 'function') {
    const { name, parameters, returns } = spec;
    return new Map([[name, head(`static ${javaType(returns)} ${name}`, parameters)]]);
  }
  return new Map([
    [CONSTRUCTOR, head(spec.name, spec.constructorParameters)],
    ...spec.methods.map(({ name, parameters, returns }) => {
      const type = returns === null ? 'void' : javaType(returns);
      return [name, head(`${type} ${name}`, parameters)] as const;
    }),
  ]);
}

const classSource = (spec: FunctionSpec): string =>
  `class ${spec.form === 'class' ? spec.name : 'Solution'} {\n${[...javaHeads(spec).values()].map(method).join('\n\n')}\n}\n`;

const method = (declared: string): string =>
  `    ${declared} {\n        throw new UnsupportedOperationException("Not implemented");\n    }`;

const head = (start: string, parameters: readonly Parameter[]): string =>
  `${start}(${parameterList(parameters)})`;

const parameterList = (parameters: readonly Parameter[]): string =>
  parameters.map(({ name, type }) => `${javaType(type)} ${name}`).join(', ');

const SCALARS = {
  ...{ int: 'int', long: 'long', float: 'double', boolean: 'boolean', string: 'String' },
} as const;
const BOXES = {
  ...{ int: 'Integer', long: 'Long', float: 'Double', boolean: 'Boolean', string: 'String' },
} as const;

/** A type as Java has it; `boxed` where null or a type argument is to be held. */
export function javaType(type: ValueType, boxed = false): string {
  switch (type.type) {
    case 'array':
      return `${javaType(type.of)}[]`;
    case 'map':
      return `Map<String, ${javaType(type.of, true)}>`;
    case 'nullable':
      return javaType(type.of, true);
    case 'linkedList':
      return 'ListNode';
    case 'tree':
      return 'TreeNode';
    case 'record':
      return type.name;
    default:
      return boxed ? BOXES[type.type] : SCALARS[type.type];
  }
}

/** The type of a list's or tree's values: a signature for Java or C# has one (read-spec.ts). */
export const elementOf = (spec: FunctionSpec, of: 'linkedList' | 'tree'): ValueType =>
  elementTypes(spec, of)[0] ?? { type: 'int' };
