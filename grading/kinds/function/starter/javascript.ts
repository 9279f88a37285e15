import type { FunctionSpec, Parameter, ValueType } from '../types.ts';
import { prefixed, usedTypes } from '../used-types.ts';

const LIST_NODE = `class ListNode {
  constructor(val = 0, next = null) {
    this.val = val;
    this.next = next;
  }
}`;

const TREE_NODE = `class TreeNode {
  constructor(val = 0, left = null, right = null) {
    this.val = val;
    this.left = left;
    this.right = right;
  }
}`;

/** Records are plain objects: there is nothing to define. */
export function javascriptTypes(spec: FunctionSpec): string {
  const { list, tree } = usedTypes(spec);
  return [...(list ? [LIST_NODE] : []), ...(tree ? [TREE_NODE] : [])].join('\n\n');
}

export function javascriptStarter(spec: FunctionSpec): string {
  const types = javascriptTypes(spec);
  const head =
    types === '' ? '' : `${prefixed(`Provided, not to be written here:\n\n${types}`, '// ')}\n\n`;
  const records = spec.types.map(
    ({ name, fields }) =>
      `/** @typedef {{ ${fields.map(({ name: field, type }) => `${field}: ${jsType(type)}`).join(', ')} }} ${name} */\n\n`,
  );
  const body = spec.form === 'function' ? functionSource(spec) : classSource(spec);
  return `${head}${records.join('')}${body}\n\nmodule.exports = { ${spec.name} };\n`;
}

const functionSource = ({
  name,
  parameters,
  returns,
}: FunctionSpec & { form: 'function' }): string =>
  `${comment(parameters, returns, '')}function ${name}(${names(parameters)}) {\n  throw new Error('Not implemented');\n}`;

function classSource(spec: FunctionSpec & { form: 'class' }): string {
  const methods = spec.methods.map(
    ({ name, parameters, returns }) =>
      `${comment(parameters, returns, '  ')}  ${name}(${names(parameters)}) {\n    throw new Error('Not implemented');\n  }`,
  );
  const { constructorParameters } = spec;
  const make = `${comment(constructorParameters, null, '  ')}  constructor(${names(constructorParameters)}) {\n    throw new Error('Not implemented');\n  }`;
  return `class ${spec.name} {\n${[make, ...methods].join('\n\n')}\n}`;
}

const names = (parameters: readonly Parameter[]): string =>
  parameters.map(({ name }) => name).join(', ');

/** JSDoc: where there is something to say. */
function comment(
  parameters: readonly Parameter[],
  returns: ValueType | null,
  indent: string,
): string {
  const lines = parameters.map(({ name, type }) => ` * @param {${jsType(type)}} ${name}`);
  if (returns !== null) lines.push(` * @returns {${jsType(returns)}}`);
  return lines.length === 0 ? '' : `${prefixed(['/**', ...lines, ' */'].join('\n'), indent)}\n`;
}

const SCALARS = {
  ...{ int: 'number', float: 'number', boolean: 'boolean', string: 'string' },
  // A number where it fits 2^53, a BigInt beyond.
  long: 'number | bigint',
} as const;

function jsType(type: ValueType): string {
  switch (type.type) {
    case 'array': {
      const of = jsType(type.of);
      return of.includes(' ') ? `(${of})[]` : `${of}[]`;
    }
    case 'map':
      return `Map<string, ${jsType(type.of)}>`;
    case 'nullable': {
      const of = jsType(type.of);
      return of.endsWith(' | null') ? of : `${of} | null`;
    }
    case 'linkedList':
      return 'ListNode | null';
    case 'tree':
      return 'TreeNode | null';
    case 'record':
      return type.name;
    default:
      return SCALARS[type.type];
  }
}
