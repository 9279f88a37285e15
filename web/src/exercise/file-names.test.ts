import { expect, test } from '@jest/globals';
import { filesErrors } from '../../../grading/submission/validate-submission.ts';
import { fileNameProblem, sizeNote } from './file-names.ts';

const file = (path: string, content = '') => ({ path, content });
const FILES = [file('main.py'), file('lib/util.py'), file('data')];

test.each([
  ['', 'needs a name'],
  ['main.py', 'main.py already'],
  ['lib', 'folder of lib/util.py'],
  ['data/x.csv', 'data is a file'],
  ['../x', '".."'],
  ['/x', 'absolute'],
  ['a\\b', 'backslash'],
  ['x'.repeat(256), '256 characters'],
])('a new file %j is refused, as the API does', (path, reason) => {
  expect(fileNameProblem(FILES, path, null)).toContain(reason);
  expect(filesErrors([...FILES, file(path)])).not.toEqual([]);
});

test.each(['util.py', 'lib/more.py', 'a b.txt', 'ö.py', '.env'])('a new file %j', (path) => {
  expect(fileNameProblem(FILES, path, null)).toBeNull();
  expect(filesErrors([...FILES, file(path)])).toEqual([]);
});

test('a file may take its own name again, or that of its folder', () => {
  expect(fileNameProblem(FILES, 'lib/util.py', 'lib/util.py')).toBeNull();
  expect(fileNameProblem(FILES, 'lib', 'lib/util.py')).toBeNull();
  expect(fileNameProblem(FILES, 'main.py', 'lib/util.py')).toContain('already');
});

test('no more than 50 files', () => {
  const many = Array.from({ length: 50 }, (_, at) => file(`f${at}`));
  expect(fileNameProblem(many, 'one-more', null)).toContain('50 files already');
  expect(fileNameProblem(many, 'renamed', 'f0')).toBeNull();
});

test('the size is told from three quarters of the limit on, in bytes', () => {
  expect(sizeNote([file('a', 'x'.repeat(100 * 1024))])).toBeNull();
  expect(sizeNote([file('a', 'ä'.repeat(100 * 1024))])).toEqual({
    ...{ text: '200 KiB of the 256 KiB that can be handed in', tooMuch: false },
  });
  expect(sizeNote([file('a', 'x'.repeat(257 * 1024))])?.tooMuch).toBe(true);
});
