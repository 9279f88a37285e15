import { expect, test } from '@jest/globals';
import { addressOf, pathOf, readFilter, readShown } from './submission-filter.ts';

const read = (search: string) => readFilter(new URLSearchParams(search));

test('the address and the filter say the same', () => {
  const address = '/submissions?exercise=two-sum&verdict=WA&what=try';
  expect(addressOf(read(address.replace('/submissions', '')))).toBe(address);
  expect(addressOf(read(''))).toBe('/submissions');
});

test('what the API would refuse is not asked for', () => {
  expect(pathOf(read('?exercise=A%20B&verdict=NO&language=cobol&what=all'))).toBe(
    'submissions?limit=25',
  );
  expect(pathOf(read('?verdict=TLE&language=java&what=submit&exercise=a'))).toBe(
    'submissions?limit=25&exerciseId=a&verdict=TLE&language=java&samplesOnly=false',
  );
});

test('who comes back finds as many as there were, within what the API gives at once', () => {
  const shown = (search: string) => readShown(new URLSearchParams(search));
  expect(addressOf(read('?verdict=WA'), 50)).toBe('/submissions?verdict=WA&shown=50');
  expect([shown('?shown=50'), shown('?shown=9999')]).toEqual([50, 100]);
  expect([shown(''), shown('?shown=3'), shown('?shown=x')]).toEqual([25, 25, 25]);
  expect(pathOf(read('?shown=50'), 50)).toBe('submissions?limit=50');
});
