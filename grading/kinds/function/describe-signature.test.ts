import { expect, test } from '@jest/globals';
import { describeComparison, describeSignature, describeTypes } from './describe-signature.ts';
import type { FunctionSpec, ValueType } from './types.ts';

const int: ValueType = { type: 'int' };
const base = {
  types: [
    {
      name: 'Point',
      fields: [
        { name: 'x', type: int },
        { name: 'y', type: int },
      ],
    },
  ],
  compare: { type: 'exact' },
} as const;

test('a function, with its types as a manifest writes them', () => {
  const spec: FunctionSpec = {
    ...{ ...base, form: 'function', name: 'nearest', returns: { type: 'nullable', of: int } },
    parameters: [
      { name: 'points', type: { type: 'array', of: { type: 'record', name: 'Point' } } },
      { name: 'names', type: { type: 'map', of: { type: 'string' } } },
    ],
  };
  expect(describeSignature(spec)).toBe(
    'nearest(points: Point[], names: map<string, string>): int?',
  );
  expect(describeTypes(spec)).toEqual(['Point(x: int, y: int)']);
});

test('a class, a line for each method', () => {
  const spec: FunctionSpec = {
    ...{ ...base, form: 'class', name: 'MinStack', constructorParameters: [], types: [] },
    methods: [
      { name: 'push', parameters: [{ name: 'value', type: int }], returns: null },
      { name: 'least', parameters: [], returns: int },
    ],
  };
  expect(describeSignature(spec)).toBe('MinStack()\n  push(value: int): void\n  least(): int');
  expect(describeTypes(spec)).toEqual([]);
});

test.each([
  [{ type: 'exact' }, /must equal/],
  [{ type: 'unordered' }, /order .* does not matter/],
  [{ type: 'float', absolute: 1e-6, relative: 0.01 }, /off by 0\.000001, or by 0\.01 of/],
] as const)('the comparison %j is a sentence', (compare, sentence) => {
  expect(describeComparison(compare)).toMatch(sentence);
});
