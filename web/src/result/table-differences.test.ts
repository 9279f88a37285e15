import { expect, test } from '@jest/globals';
import { tableDifferences } from './table-differences.ts';

const table = (columns: string[], ...rows: (string | null)[][]) => ({ columns, rows });
const marked = (...tables: [ReturnType<typeof table>, ReturnType<typeof table>]) => {
  const { expected, actual } = tableDifferences(...tables);
  return [[...expected], [...actual]];
};
const COLUMNS = ['name', 'total'];

test('the cell that differs is marked in both, wherever its row stands', () => {
  const expected = table(COLUMNS, ['Ada', '3'], ['Bob', '4']);
  expect(marked(expected, table(COLUMNS, ['Bob', '5'], ['Ada', '3']))).toEqual([['1:1'], ['0:1']]);
});

test('a row too many, and one too few, is marked as a whole', () => {
  const [one, two] = [table(COLUMNS, ['Ada', '3']), table(COLUMNS, ['Ada', '3'], ['Ada', '3'])];
  expect(marked(one, two)).toEqual([[], ['1:0', '1:1']]);
  expect(marked(two, one)).toEqual([['1:0', '1:1'], []]);
});

test('NULL is no text, and numbers are the same however they are written', () => {
  const given = table(['a', 'b', 'c'], [null, '1.50', '']);
  expect(marked(given, table(['A', 'b', 'c'], ['NULL', '1.5', '0']))).toEqual([
    ['0:0', '0:2'],
    ['0:0', '0:2'],
  ]);
});

test('the same rows in another order are marked where they differ', () => {
  const expected = table(['x'], ['1'], ['2'], ['3']);
  expect(marked(expected, table(['x'], ['2'], ['1'], ['3']))).toEqual([
    ['0:0', '1:0'],
    ['0:0', '1:0'],
  ]);
});

test('names of columns differ, too', () => {
  expect(marked(table(['a', 'b'], ['1', '2']), table(['a'], ['1']))).toEqual([
    ['-1:1', '0:1'],
    ['-1:1', '0:1'],
  ]);
});
