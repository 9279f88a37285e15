import { expect, test } from '@jest/globals';
import { failed, parseYaml } from './yaml-source.ts';

const MANY = 100_000;

/** Each of these ended the process, exhausted the stack, or took as long as its square. */
test.each([
  ['lists in lists, never closed', '['.repeat(MANY), 'The file is nested too deeply.'],
  ['lists in lists, closed', '['.repeat(MANY) + ']'.repeat(MANY), 'The file is nested too deeply.'],
  ['lists by dashes', '- '.repeat(MANY), 'The file is nested too deeply.'],
  ['keys that are maps', '? '.repeat(MANY), 'The file is nested too deeply.'],
  [
    'maps by indentation',
    Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    'The file is nested too deeply.',
  ],
  ['an alias within what it stands for', 'a: &a\n  b: *a', /^Not valid YAML: This alias is within/],
  ['an alias of nothing', 'a: *b', /^Not valid YAML: This alias has no anchor before it\.$/],
  ['the same key again', 'a: 1\nb: 2\na: 3', /^Not valid YAML: Map keys must be unique\.$/],
  ['the same key again, in quotes', '{a: 1, "a": 2}', /^Not valid YAML: Map keys must be unique\./],
  [
    'a billion laughs',
    ['a: &a [x, x, x, x, x, x, x, x, x]']
      .concat(
        Array.from('bcdefghi', (name, index) => {
          const before = 'abcdefgh'.charAt(index);
          return `${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`;
        }),
      )
      .join('\n'),
    /^The file cannot be read: Excessive alias count/,
  ],
])('%s', (_name, text, message) => {
  const parsed = parseYaml('x.yaml', text);
  if (!failed(parsed)) throw new Error('It was taken.');
  const [first] = parsed.problems;
  if (typeof message === 'string') expect(first?.message).toBe(message);
  else expect(first?.message).toMatch(message);
});

test('a key that is called like the prototype is a key like any other', () => {
  const parsed = parseYaml('x.yaml', '__proto__: {polluted: true}\nconstructor: 1');
  if (failed(parsed)) throw new Error(parsed.problems[0]?.message);
  expect(Object.keys(parsed.value as object)).toEqual(['__proto__', 'constructor']);
  expect('polluted' in {}).toBe(false);
  expect('polluted' in (parsed.value as object)).toBe(false);
});

test('as much nesting as anybody needs', () => {
  const parsed = parseYaml('x.yaml', `a: ${'['.repeat(60)}${']'.repeat(60)}`);
  expect(failed(parsed)).toBe(false);
});

test('JSON has its value and places as YAML has them', () => {
  const text = '{"a": [1, -0.5e3, "\\ud83d\\ude00\\n"],\n  "__proto__": {"b": null}}';
  const parsed = parseYaml('x.json', text);
  if (failed(parsed)) throw new Error(parsed.problems[0]?.message);
  expect(parsed.value).toEqual(JSON.parse(text));
  const places = [['a', 1], ['a', 2], ['__proto__', 'b'], ['nowhere']].map((path) => {
    const { line, column } = parsed.problem(path, 'message', 'remedy');
    return [line, column];
  });
  expect(places).toEqual([
    [1, 11],
    [1, 19],
    [2, 22],
    [1, 1],
  ]);
});

test.each([
  ['a comment', '{"a": 1} # one'],
  ['a comma at the end', '{"a": 1,}'],
  ['keys without quotes', '{a: 1}'],
])('what is nearly JSON is YAML: %s', (_name, text) => {
  const parsed = parseYaml('x.yaml', text);
  expect(failed(parsed) ? parsed.problems : parsed.value).toEqual({ a: 1 });
});

test('two documents are one too many', () => {
  const parsed = parseYaml('x.yaml', 'a: 1\n---\nb: 2\n');
  expect(failed(parsed) ? parsed.problems : []).toEqual([
    expect.objectContaining({ line: 2, remedy: 'Remove the "---" and what follows it.' }),
  ]);
});
