import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { posix } from 'node:path';
import type { Language } from '../manifest/schema.ts';
import { pathProblem } from './path-problem.ts';
import { validateSource } from './validate-submission.ts';

const main = { path: 'main.py', content: 'print(1)' };
const errorsOf = (...files: { path: string; content: string }[]) =>
  validateSource({ language: 'python', files: [main, ...files] });
const file = (path: string, content = '') => ({ path, content });

test('a sound submission has no errors', () => {
  expect(errorsOf(file('lib/util.py'), file('lib/data.txt', 'é😀'))).toEqual([]);
});

describe('paths', () => {
  test.each([
    ['../x', '".."'],
    ['a/../../x', '".."'],
    ['./x', '"."'],
    ['/etc/passwd', 'absolute'],
    ['C:/x', 'drive'],
    ['a\\b', 'backslash'],
    ['a\0b', 'control'],
    ['a\nb', 'control'],
    ['a//b', 'empty segment'],
    ['a/', 'empty segment'],
    ['', 'empty'],
    ['a\ud800', 'surrogate'],
    ['a'.repeat(256), '256 characters'],
    ['é'.repeat(200), '255 bytes'],
  ])('%j is refused', (path, reason) => {
    expect(errorsOf(file(path))).toEqual([
      { field: '/files/1/path', message: expect.stringContaining(reason) },
    ]);
  });

  test.each(['..x', 'x..', '...', 'a b/ö.py', '-rf', '.env'])('%j is allowed', (path) => {
    expect(pathProblem(path)).toBeNull();
  });

  test('what is allowed stays inside the folder', () => {
    const segment = fc.constantFrom('..', '.', '', 'a', '...', 'b.py');
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1 }), (segments) => {
        const path = segments.join('/');
        if (pathProblem(path) !== null) return;
        expect(posix.resolve('/app', path)).toBe(`/app/${path}`);
      }),
    );
  });
});

describe('files', () => {
  test('a path that occurs twice', () => {
    expect(errorsOf(file('a'), file('a'))).toEqual([
      { field: '/files/2/path', message: 'The path is the same as that of /files/1.' },
    ]);
  });

  test('a path that is a file and a folder, whichever comes first', () => {
    const message = expect.stringContaining('a file here and a folder');
    expect(errorsOf(file('a'), file('a/b/c'))).toEqual([{ field: '/files/1/path', message }]);
    expect(errorsOf(file('a/b/c'), file('a/b'))).toEqual([{ field: '/files/2/path', message }]);
  });

  test('51 files are too many, 50 are not', () => {
    const files = Array.from({ length: 50 }, (_, index) => file(`f${index}`));
    expect(errorsOf(...files)).toEqual([
      { field: '/files', message: 'There are 51 files; at most 50 are allowed.' },
    ]);
    expect(errorsOf(...files.slice(1))).toEqual([]);
  });

  test('257 KiB are too much, 256 are not; bytes count, not characters', () => {
    const room = 256 * 1024 - main.content.length;
    expect(errorsOf(file('a', 'x'.repeat(room)))).toEqual([]);
    expect(errorsOf(file('a', 'é'.repeat(room)))).toEqual([
      { field: '/files', message: expect.stringContaining('at most 262144 (256 KiB)') },
    ]);
    expect(errorsOf(file('a', 'x'.repeat(257 * 1024)))).toHaveLength(1);
  });

  test('text that is no text', () => {
    expect(errorsOf(file('a', 'x\udc00'), file('b', 'x\0'))).toEqual([
      { field: '/files/1/content', message: expect.stringContaining('surrogate') },
      { field: '/files/2/content', message: expect.stringContaining('NUL') },
    ]);
  });

  test('no files at all', () => {
    expect(validateSource({ language: 'python', files: [] })).toHaveLength(1);
  });
});

describe('language', () => {
  const offer = { id: 'two-sum', kind: 'program', languages: ['python', 'javascript'] } as const;

  test('the entry file must be there', () => {
    expect(validateSource({ language: 'javascript', files: [main] }, offer)).toEqual([
      { field: '/files', message: expect.stringContaining('"main.js"') },
    ]);
    const ofFunction = { ...offer, kind: 'function' } as const;
    expect(validateSource({ language: 'python', files: [main] }, ofFunction)).toEqual([
      { field: '/files', message: expect.stringContaining('"solution.py"') },
    ]);
  });

  test('the exercise must offer it', () => {
    const exercise = { ...offer, languages: ['javascript'] as const };
    expect(validateSource({ language: 'python', files: [main] }, exercise)).toEqual([
      {
        field: '/language',
        message: 'The exercise two-sum does not offer "python", but: javascript.',
      },
    ]);
  });

  test('one that is unknown is refused by name', () => {
    const source = { language: '__proto__' as Language, files: [main] };
    expect(validateSource(source)).toEqual([
      { field: '/language', message: expect.stringContaining('python, javascript') },
    ]);
  });
});
