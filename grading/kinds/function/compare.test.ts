import { describe, expect, test } from '@jest/globals';
import { compareValues } from './compare.ts';
import { formatType, parseType } from './parse-type.ts';
import type { CompareSpec, RecordType, Value, ValueType } from './types.ts';

const POINT: RecordType = {
  name: 'Point',
  fields: [{ name: 'x', type: { type: 'float' } }],
};

const typeOf = (text: string): ValueType => {
  const parsed = parseType(text, ['Point']);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.type;
};

const message = (
  type: string,
  expected: Value,
  actual: Value,
  compare: CompareSpec['type'] = 'exact',
) => {
  const spec =
    compare === 'float' ? { type: compare, absolute: 0.1, relative: 0 } : { type: compare };
  return compareValues({ compare: spec, types: [POINT] }, typeOf(type), expected, actual).message;
};

describe('types', () => {
  test.each([
    'int',
    'int[][]',
    'map<string, float[]>',
    'tree<int>?',
    'linkedList<Point>',
    'string?[]',
  ])('%s is read and written alike', (text) => {
    expect(formatType(typeOf(text))).toBe(text);
  });

  test.each([
    ['strng', 'Did you mean "string"?'],
    ['map<int, int>', 'Write map<string, T>.'],
    ['int]', '"]" is unexpected'],
    ['', 'incomplete'],
    ['int??', 'at most one'],
    ['tree<'.repeat(20), 'at most 8 deep'],
  ])('%s is refused', (text, problem) => {
    expect(parseType(text, [])).toEqual({ problem: expect.stringContaining(problem) });
  });
});

describe('what is equal', () => {
  test.each<[string, Value, Value]>([
    ['int', 0, -0],
    ['long', { $int: '9007199254740993' }, { $int: '9007199254740993' }],
    ['float', 0.3, 0.1 + 0.2],
    ['float', { $float: 'NaN' }, { $float: 'NaN' }],
    ['float', { $float: '-Infinity' }, { $float: '-Infinity' }],
    ['float', 3, { $int: '3' }],
    ['string?', null, null],
    ['map<string, int>', { a: 1, b: 2 }, { b: 2, a: 1 }],
    ['Point', { x: 1 }, { x: 1 }],
    ['tree<int>', [1, null, 2], [1, null, 2, null, null]],
  ])('%s %j by %j', (type, expected, actual) => {
    expect(message(type, expected, actual)).toBeNull();
  });

  test('arrays in any order, where that is asked, as often as expected', () => {
    expect(message('int[][]', [[1], [2]], [[2], [1]], 'unordered')).toBeNull();
    expect(message('float[]', [0.3, 1], [1, 0.1 + 0.2], 'unordered')).toBeNull();
    expect(message('Point[]', [{ x: 1 }, { x: 2 }], [{ x: 2 }, { x: 1 }], 'unordered')).toBeNull();
    expect(message('int[]', [1, 1, 2], [1, 2, 2], 'unordered')).toBe(
      '2 is not expected, or not as often.',
    );
    expect(message('float[]', [1, 1, 2], [1, 2, 2], 'unordered')).toContain('not as often');
  });

  test('floats within the tolerance that is asked', () => {
    expect(message('float', 1, 1.09, 'float')).toBeNull();
    expect(message('float', 1, 1.11, 'float')).toBe('1 is expected, but it is 1.11.');
  });
});

describe('what differs', () => {
  test.each<[string, Value, Value, string]>([
    ['int', 1, true, '1 is expected, but it is true.'],
    ['int', 1, '1', '1 is expected, but it is "1".'],
    ['boolean', true, 1, 'true is expected, but it is 1.'],
    ['float', { $float: 'NaN' }, null, 'NaN is expected, but it is null.'],
    ['float', { $float: 'Infinity' }, { $other: 'Infinity' }, 'Infinity is expected'],
    ['long', { $int: '9007199254740993' }, 9007199254740992, '9007199254740993 is expected'],
    ['int[]', [1, 2], [1, 3], 'At [1]: 2 is expected, but it is 3.'],
    ['int[]', [1, 2], [1], '2 items are expected, but there are 1.'],
    ['int[]', [], { $other: '<set>' }, '[] is expected, but it is <set>.'],
    ['map<string, int>', { a: 1 }, {}, 'At ["a"]: the key is missing.'],
    ['map<string, int>', {}, { b: 1 }, 'the key "b" is not expected.'],
    ['Point', { x: 1 }, { x: 2 }, 'At ["x"]: 1 is expected, but it is 2.'],
    ['tree<int>', [1], [1, null, 3], '1 item is expected, but there are 3.'],
  ])('%s %j by %j', (type, expected, actual, says) => {
    expect(message(type, expected, actual)).toContain(says);
  });
});
