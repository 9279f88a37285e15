import { describe, expect, test } from '@jest/globals';
import { nearest } from './nearest.ts';
import { formatProblem } from './problem.ts';
import { resolveChecker, resolveLimits } from './resolve.ts';
import { validateCaseFile, validateManifest } from './validate-manifest.ts';
import { failed, parseYaml } from './yaml-source.ts';

const LINES = [
  'format: 1',
  'title: Two sum',
  'kind: program',
  'topics: [algorithms]',
  'difficulty: easy',
  'points: 10',
  'languages: [python, javascript]',
];
/** A sound manifest with lines replaced by their key, removed (null), or added. */
function manifest(changes: Record<string, string | null> = {}): string {
  const lines = LINES.map((line) => {
    const key = line.split(':', 1)[0] ?? '';
    return key in changes ? changes[key] : line;
  });
  const added = Object.entries(changes).filter(
    ([key]) => !LINES.some((l) => l.startsWith(`${key}:`)),
  );
  return [...lines, ...added.map(([, line]) => line)].filter((line) => line !== null).join('\n');
}

function problemsOf(text: string): string[] {
  const result = validateManifest('exercise.yaml', text);
  return failed(result) ? result.problems.map(formatProblem) : [];
}

test('a sound manifest', () => {
  const result = validateManifest('exercise.yaml', manifest());
  expect(failed(result) ? result.problems : result.value).toMatchObject({ title: 'Two sum' });
});

describe('each problem has its place and its remedy', () => {
  test.each<[string, Record<string, string | null>, string]>([
    [
      'an unknown key',
      { limit: 'limit: {}' },
      'exercise.yaml:8:1: Unknown key "limit". Did you mean "limits"?',
    ],
    [
      'an unknown key deep inside',
      { limits: 'limits:\n  memoryMiB: 64\n  cpu_time_ms: 100' },
      'exercise.yaml:10:3: Unknown key "cpu_time_ms". Did you mean "cpuTimeMs"?',
    ],
    [
      'a key like nothing known',
      { quux: 'quuxquux: 1' },
      'exercise.yaml:8:1: Unknown key "quuxquux". Remove it; the keys here are: format, title, ' +
        'summary, kind, topics, project, difficulty, points, languages, authors, limits, ' +
        'languageLimits, isolation, groups, checker.',
    ],
    [
      'a missing key',
      { points: null },
      'exercise.yaml:1:1: The key "points" is missing. Add "points: ...".',
    ],
    [
      'a missing key in a list',
      { groups: 'groups:\n  - id: a\n    points: 5\n  - id: b' },
      'exercise.yaml:11:5: The key "points" is missing in "groups[1]". Add "points: ...".',
    ],
    [
      'a wrong type',
      { points: 'points: ten' },
      'exercise.yaml:6:9: "points" is "ten"; a whole number is expected. Write a whole number.',
    ],
    [
      'a number that should be a text',
      { title: 'title: 2048' },
      'exercise.yaml:2:8: "title" is 2048; a text is expected. Put it in quotes: "2048".',
    ],
    [
      'nothing where something should be',
      { topics: 'topics:' },
      'exercise.yaml:4:8: "topics" is empty; a list is expected. Write a list.',
    ],
    [
      'a word that is none of the known ones',
      { difficulty: 'difficulty: esy' },
      'exercise.yaml:5:13: "difficulty" is "esy", which is unknown. Did you mean "easy"?',
    ],
    [
      'a language',
      { languages: 'languages: [python, cobol]' },
      'exercise.yaml:7:21: "languages[1]" is "cobol", which is unknown. ' +
        'Write one of: python, javascript, java, csharp, sql.',
    ],
    [
      'a number out of range',
      { points: 'points: 0' },
      'exercise.yaml:6:9: "points" is 0. Write a number of at least 1.',
    ],
    [
      'a list that repeats itself',
      { topics: 'topics: [a, b, a]' },
      'exercise.yaml:4:16: "topics" lists "a" twice. Remove one of the two.',
    ],
    [
      'an empty list',
      { topics: 'topics: []' },
      'exercise.yaml:4:9: "topics" has 0 entries. Write at least 1 entries.',
    ],
    [
      'a bad slug',
      { project: 'project: To Do' },
      'exercise.yaml:8:10: "project" is "To Do". Use lower-case letters, digits and single ' +
        'hyphens between them, as in "two-sum".',
    ],
    ['another format', { format: 'format: 2' }, 'exercise.yaml:1:9: "format" is 2. Write 1.'],
    [
      'an unknown checker',
      { checker: 'checker: token' },
      'exercise.yaml:8:10: "checker" is "token", which is unknown. Did you mean "tokens"?',
    ],
    [
      'an unknown option of a checker',
      { checker: 'checker:\n  type: float\n  abs: 1' },
      'exercise.yaml:10:3: Unknown key "abs". Did you mean "absolute"?',
    ],
    [
      'an option of a wrong type',
      { checker: 'checker: { type: float, absolute: x }' },
      'exercise.yaml:8:10: "checker" has an option of the wrong type, or below 0. ' +
        'Mend it: "absolute" is a number, "relative" is a number.',
    ],
    [
      'a checker that takes no options',
      { checker: 'checker: { type: exact }' },
      'exercise.yaml:8:18: "checker.type" is "exact", which takes no options. ' +
        'With options, write type: tokens or float.',
    ],
    [
      'no checker at all',
      { checker: 'checker: []' },
      'exercise.yaml:8:10: "checker" is a list. Write one of: exact, tokens, lines-unordered, float.',
    ],
  ])('%s', (_name, changes, expected) => {
    expect(problemsOf(manifest(changes))).toEqual([expected]);
  });

  test('all problems at once, in the order of the lines', () => {
    const text = manifest({ title: null, points: 'points: -1', kind: 'kind: prog' });
    expect(problemsOf(text).map((line) => line.split(':', 2)[1])).toEqual(['1', '2', '5']);
  });

  test('a text, a list or nothing instead of keys', () => {
    expect(problemsOf('hello')).toEqual([expect.stringContaining('a set of keys is expected')]);
    expect(problemsOf('- 1')).toHaveLength(1);
    expect(problemsOf('')).toEqual([expect.stringContaining('The file is empty')]);
  });
});

describe('YAML itself', () => {
  test.each([
    ['a: 1\nb: 2\na: 3', ':3:1:', 'Keep one of the two.'],
    ['a:\n\t- 1', ':2:1:', 'Indent with spaces.'],
    ['a: "x', ':1:', 'Close the quote'],
    ['a: 1\n---\nb: 2', ':2:1:', 'Remove the "---"'],
    ['a: *nowhere', ':1:4:', 'Put text with "*" in quotes.'],
    ['a: !secret x', ':1:4:', 'Remove the tag'],
  ])('%j', (text, place, remedy) => {
    const [first = ''] = problemsOf(text);
    expect(first).toContain(place);
    expect(first).toContain(remedy);
  });

  test('aliases that multiply are refused, before they fill the memory', () => {
    const levels = Array.from({ length: 12 }, (_, index) => {
      const item = index === 0 ? 'lol' : `*a${index - 1}`;
      return `a${index}: &a${index} [${Array(10).fill(item).join(', ')}]`;
    });
    expect(problemsOf(levels.join('\n'))).toEqual([expect.stringContaining('aliases')]);
  });

  test('nesting without end is a problem, not a crash', () => {
    expect(problemsOf('['.repeat(100_000))).not.toEqual([]);
    expect(problemsOf(`${'['.repeat(20_000)}${']'.repeat(20_000)}`)).not.toEqual([]);
  });

  test('a file of many MiB is not parsed', () => {
    expect(problemsOf('#'.repeat(5 * 1024 * 1024))).toEqual([expect.stringContaining('4 MiB')]);
  });

  test('keys that JavaScript knows are ordinary unknown keys', () => {
    expect(problemsOf(manifest({ odd: '__proto__: 1\nconstructor: 2' }))).toHaveLength(2);
  });

  test('a place behind an alias is found', () => {
    const source = parseYaml('x.yaml', 'a: &a\n  b: 1\nc: *a');
    if (failed(source)) throw new Error('unexpected problems');
    expect(source.problem(['c', 'b'], '', '')).toMatchObject({ line: 2, column: 6 });
    expect(source.problem(['c', 'nothing', 0], '', '')).toMatchObject({ line: 3, column: 4 });
  });
});

test('case files are checked likewise', () => {
  const text = 'cases:\n  - name: one\n    stdout: 42\n  - name: Two\n    stdin: x\n    stdout: y';
  const result = validateCaseFile('cases.yaml', text);
  expect(failed(result) && result.problems.map(formatProblem)).toEqual([
    'cases.yaml:3:13: "cases[0].stdout" is 42; a text is expected. Put it in quotes: "42".',
    expect.stringContaining('cases.yaml:4:11: "cases[1].name" is "Two".'),
  ]);
});

describe('defaults', () => {
  test('limits: language over exercise over default', () => {
    const limits = { cpuTimeMs: 500, memoryMiB: 64 };
    const written = { limits, languageLimits: { python: { cpuTimeMs: 4000 } } };
    expect(resolveLimits(written, 'python')).toEqual({
      cpuTimeMs: 4000,
      wallTimeMs: 13_000,
      memoryBytes: 64 * 1024 * 1024,
      outputBytes: 1024 * 1024,
      processes: 64,
      diskBytes: 32 * 1024 * 1024,
    });
    expect(resolveLimits(written, 'javascript')).toMatchObject({
      cpuTimeMs: 500,
      wallTimeMs: 2500,
    });
    expect(resolveLimits({ limits: { wallTimeMs: 9000 } }, 'python').wallTimeMs).toBe(9000);
  });

  test('checkers', () => {
    expect(resolveChecker(undefined)).toEqual({ type: 'tokens', caseSensitive: true });
    expect(resolveChecker('exact')).toEqual({ type: 'exact' });
    expect(resolveChecker('float')).toEqual({ type: 'float', absolute: 1e-6, relative: 1e-6 });
    expect(resolveChecker({ type: 'float', absolute: 0 })).toMatchObject({ absolute: 0 });
    expect(resolveChecker({ type: 'tokens', caseSensitive: false })).toMatchObject({
      caseSensitive: false,
    });
  });
});

test('nearest finds slips, and nothing far-fetched', () => {
  expect(nearest('langauges', ['languages', 'limits'])).toBe('languages');
  expect(nearest('TIME_LIMIT', ['time-limit'])).toBe('time-limit');
  expect(nearest('x', ['id', 'points'])).toBeNull();
  expect(nearest('a'.repeat(100_000), ['a'])).toBeNull();
});
