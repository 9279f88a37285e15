import { expect, test } from '@jest/globals';
import { legsOf, placeOf, rowsOf } from './winding-path.ts';

test('each second row runs backwards', () => {
  const columns = Array.from({ length: 11 }, (_, index) => placeOf(index).column);
  expect(columns).toEqual([0, 1, 2, 3, 4, 4, 3, 2, 1, 0, 0]);
  expect(placeOf(10).row).toBe(2);
  expect(rowsOf(11)).toBe(3);
});

test('the path turns outwards at both ends', () => {
  expect(legsOf(1)).toEqual([]);
  const legs = legsOf(11);
  expect(legs).toHaveLength(10);
  expect(legs[0]).toBe('M 0.5 0.25 L 1.5 0.25');
  expect(legs[4]).toBe('M 4.5 0.25 C 5.12 0.25 5.12 1.25 4.5 1.25');
  expect(legs[9]).toBe('M 0.5 1.25 C -0.12 1.25 -0.12 2.25 0.5 2.25');
});
