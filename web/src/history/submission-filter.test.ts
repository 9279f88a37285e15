import { expect, test } from '@jest/globals';
import { addressOf, pathOf, readFilter } from './submission-filter.ts';

const read = (search: string) => readFilter(new URLSearchParams(search));

test('the address and the filter say the same', () => {
  const address = '/submissions?exercise=two-sum&verdict=WA&what=try';
  expect(addressOf(read(address.replace('/submissions', '')))).toBe(address);
  expect(addressOf(read(''))).toBe('/submissions');
});

test('what the API would refuse is not asked for', () => {
  expect(pathOf(read('?verdict=NO&language=cobol&what=all'))).toBe('submissions?limit=25');
  expect(pathOf(read('?verdict=TLE&language=java&what=submit&exercise=a'))).toBe(
    'submissions?limit=25&exerciseId=a&verdict=TLE&language=java&samplesOnly=false',
  );
});
