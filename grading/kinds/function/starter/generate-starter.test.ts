import { expect, test } from '@jest/globals';
import type { Language } from '../../../manifest/language-names.ts';
import { parseType } from '../parse-type.ts';
import type { FunctionSpec, Parameter, ValueType } from '../types.ts';
import { generateStarter, typesSource } from './generate-starter.ts';

const typeOf = (text: string): ValueType => {
  const parsed = parseType(text, ['Point']);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.type;
};
const parameter = (name: string, type: string): Parameter => ({ name, type: typeOf(type) });

const MERGE: FunctionSpec = {
  ...{ form: 'function', name: 'mergeLists', types: [], compare: { type: 'exact' } },
  parameters: [parameter('firstList', 'linkedList<int>'), parameter('bounds', 'map<string, int?>')],
  returns: typeOf('linkedList<int>'),
};

const STACK: FunctionSpec = {
  ...{ form: 'class', name: 'MinStack', compare: { type: 'exact' } },
  types: [{ name: 'Point', fields: [parameter('xValue', 'float')] }],
  constructorParameters: [parameter('maxSize', 'long')],
  methods: [
    { name: 'pushPoint', parameters: [parameter('point', 'Point')], returns: null },
    { name: 'getMin', parameters: [], returns: typeOf('int?') },
  ],
};

const starter = (spec: FunctionSpec, language: Language): string =>
  generateStarter(spec, language)[0]?.content ?? '';

test.each<Language>(['python', 'javascript', 'java', 'csharp'])('starters in %s', (language) => {
  expect(starter(MERGE, language)).toMatchSnapshot();
  expect(starter(STACK, language)).toMatchSnapshot();
});

test('no types, no comment about them', () => {
  const spec: FunctionSpec = { ...MERGE, parameters: [], returns: { type: 'int' } };
  expect(typesSource(spec, 'java')).toBe('');
  expect(starter(spec, 'python')).toBe(
    'from __future__ import annotations\n\n\ndef merge_lists() -> int:\n    raise NotImplementedError\n',
  );
});

test('no starter in a language that the kind has not', () => {
  expect(generateStarter(MERGE, 'sql')).toEqual([]);
});
