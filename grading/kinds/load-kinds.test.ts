import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { packExercise, unpackExercise } from '../catalogue/bundle.ts';
import type { ExerciseOf } from '../catalogue/exercise.ts';
import { FOLDER, load, makeRoot, write, type Files } from '../catalogue/exercise-folder.fixture.ts';
import { formatProblem } from '../manifest/problem.ts';
import { failed } from '../manifest/yaml-source.ts';

let root: string;
beforeEach(async () => {
  root = await makeRoot();
});
afterEach(() => rm(root, { recursive: true, force: true }));

const head = (kind: string, languages: string): string =>
  `format: 1\ntitle: T\nkind: ${kind}\ntopics: [algorithms]\ndifficulty: easy\npoints: 10\nlanguages: [${languages}]\n`;

async function loaded<K extends 'function' | 'http' | 'sql'>(
  _kind: K,
  files: Files,
): Promise<ExerciseOf<K>> {
  const result = await problemsOr(files);
  if (Array.isArray(result)) throw new Error(result.join('\n'));
  return result as ExerciseOf<K>;
}

async function problemsOr(files: Files) {
  const all = { 'statement.md': '# T\n', ...files };
  const entries = Object.entries(all).map(([path, text]) => [`${FOLDER}/${path}`, text] as const);
  await write(root, Object.fromEntries(entries));
  const result = await load(root);
  if (!failed(result)) return result.exercise;
  return result.problems.map((one) => formatProblem(one).replace(/^.*two-sum\//, ''));
}

const TWO_SUM: Files = {
  'exercise.yaml': `${head('function', 'python, java')}function:
  name: twoSum
  parameters: [{ name: nums, type: 'int[]' }, { name: target, type: long }]
  returns: int[]
`,
  'tests/sample/a.yaml': 'cases:\n  - { name: one, arguments: [[2, 7], 9], returns: [0, 1] }\n',
  'tests/secret/big.json':
    '{\n  "arguments": [[1], "9007199254740993"],\n  "returns": [],\n  "hint": "Big." }\n',
};

describe('kind function', () => {
  test('loads, generates the starters that are absent, and survives a bundle', async () => {
    const exercise = await loaded('function', TWO_SUM);
    expect(exercise.cases).toEqual([
      {
        ...{ form: 'function', name: 'one', group: 'sample', sample: true, hint: null },
        ...{ arguments: [[2, 7], 9], returns: [0, 1] },
      },
      {
        ...{ form: 'function', name: 'big', group: 'all', sample: false, hint: 'Big.' },
        ...{ arguments: [[1], { $int: '9007199254740993' }], returns: [] },
      },
    ]);
    expect(exercise.starters.python?.[0]?.path).toBe('solution.py');
    expect(exercise.starters.java?.[0]?.content).toContain('static int[] twoSum(int[] nums');
    expect(unpackExercise(packExercise(exercise))).toEqual(exercise);
  });

  test.each([
    [
      'a type',
      { 'exercise.yaml': String(TWO_SUM['exercise.yaml']).replace('int[]\n', 'integer[]\n') },
      'exercise.yaml:11:12: "integer" is no type.',
    ],
    [
      'a value of another type',
      { 'tests/sample/a.yaml': 'cases:\n  - { name: one, arguments: [[2, x], 9], returns: [] }\n' },
      'tests/sample/a.yaml:2:34: "x" is no int.',
    ],
    [
      'a number that YAML rounds',
      {
        'tests/sample/a.yaml':
          'cases:\n  - { name: one, arguments: [[], 9007199254740993], returns: [] }\n',
      },
      'tests/sample/a.yaml:2:34: 9007199254740992 may have been rounded. Put',
    ],
    [
      'the number of arguments',
      { 'tests/sample/a.yaml': 'cases:\n  - { name: one, arguments: [[]], returns: [] }\n' },
      'tests/sample/a.yaml:2:29: There are 1 arguments for 2 parameters.',
    ],
    [
      'a value in a JSON file',
      { 'tests/secret/big.json': '{\n  "arguments": [[true], 1],\n  "returns": [] }\n' },
      'tests/secret/big.json:2:18: true is no int.',
    ],
    [
      'no signature',
      { 'exercise.yaml': head('function', 'python') },
      'exercise.yaml:1:1: The signature is missing.',
    ],
    [
      'a reserved word as a name',
      { 'exercise.yaml': String(TWO_SUM['exercise.yaml']).replace('name: nums', 'name: from') },
      'exercise.yaml:10:24: "from" is a reserved word of Python.',
    ],
    [
      'a field named as its record in C#',
      {
        'exercise.yaml': `${String(TWO_SUM['exercise.yaml']).replace('python, java', 'csharp')}  types: { Order: { order: int } }\n`,
      },
      'In C#, "Order" cannot be a member of the type "Order".',
    ],
    [
      'two names that become one',
      {
        'exercise.yaml': String(TWO_SUM['exercise.yaml'])
          .replace('name: nums', 'name: userID')
          .replace('name: target', 'name: userId'),
      },
      '"userId" and "userID" are both "user_id" in Python.',
    ],
    [
      'two types of list elements in Java',
      {
        'exercise.yaml': String(TWO_SUM['exercise.yaml'])
          .replace("'int[]'", "'linkedList<int>'")
          .replace('type: long', "type: 'linkedList<string>'"),
      },
      'linkedList<int> and linkedList<string> cannot both be in one signature for Java.',
    ],
    [
      'a language that the kind has not',
      { 'exercise.yaml': String(TWO_SUM['exercise.yaml']).replace('java', 'sql') },
      'exercise.yaml:7:21: An exercise of kind function cannot be solved in sql.',
    ],
  ])('%s is told with its place', async (_name, changes, expected) => {
    expect(await problemsOr({ ...TWO_SUM, ...changes })).toContainEqual(
      expect.stringContaining(expected),
    );
  });

  test('a class: constructor, calls that are judged and calls that are not', async () => {
    const manifest = `${head('function', 'python')}class:
  name: MinStack
  constructor: { parameters: [{ name: size, type: int }] }
  methods:
    - { name: push, parameters: [{ name: value, type: int }], returns: void }
    - { name: top, returns: int }
`;
    const calls = 'calls: [{ call: push, arguments: [3] }, { call: top, returns: 3 }]';
    const files = {
      'exercise.yaml': manifest,
      'tests/sample/a.yaml': `cases:\n  - { name: one, construct: [1], ${calls} }\n`,
      'tests/secret/b.yaml': `cases:\n  - { name: two, construct: [2], ${calls} }\n`,
    };
    const exercise = await loaded('function', files);
    expect(exercise.cases[0]).toMatchObject({
      construct: [1],
      calls: [
        { method: 'push', arguments: [3], judged: false, returns: null },
        { method: 'top', arguments: [], judged: true, returns: 3 },
      ],
    });
    const misspelt = {
      ...files,
      'tests/sample/a.yaml': 'cases:\n  - { name: one, construct: [1], calls: [{ call: tpo }] }\n',
      'exercise.yaml': manifest.replace(
        '  constructor: { parameters: [{ name: size, type: int }] }\n',
        '',
      ),
    };
    const problems = await problemsOr(misspelt);
    expect(problems).toContainEqual(
      expect.stringContaining('There is no method "tpo". Did you mean "top"?'),
    );
    expect(problems).toContainEqual(
      expect.stringContaining('There are 1 arguments for 0 parameters.'),
    );
  });
});

describe('kind http', () => {
  const steps = (text: string): Files => ({
    'exercise.yaml': head('http', 'python'),
    'starter/python/main.py': '# here\n',
    'tests/sample/a.yaml': `cases:\n  - name: one\n    steps:\n${text}`,
    'tests/secret/b.yaml':
      'cases:\n  - name: two\n    steps: [{ request: { method: GET, path: / }, expect: { status: 200 } }]\n',
  });

  test('loads with defaults', async () => {
    const exercise = await loaded(
      'http',
      steps(
        `      - request: { method: POST, path: /items, json: { name: a } }
        expect: { status: [200, 2xx], json: { id: $any } }
        capture: { id: /id }
      - restart: true
      - burst: { count: 50, request: { method: GET, path: '/items/\${id}' }, expect: { status: 200 } }
`,
      ),
    );
    expect(exercise.spec).toEqual({
      ...{ port: 8080, readiness: { path: '/', timeoutMs: 10_000 }, reuse: false, start: {} },
    });
    expect(exercise.cases[0]?.steps).toMatchObject([
      {
        type: 'exchange',
        request: { method: 'POST', body: { type: 'json', value: { name: 'a' } } },
        expect: { statuses: [200, '2xx'], json: { value: { id: '$any' } } },
        capture: [{ name: 'id', from: 'json', pointer: '/id' }],
      },
      { type: 'restart' },
      { type: 'burst', count: 50, concurrency: 16 },
    ]);
    expect(unpackExercise(packExercise(exercise))).toEqual(exercise);
  });

  test.each([
    [
      'an unknown capture',
      "      - request: { method: GET, path: '/${id}' }\n        expect: { status: 200 }\n",
      'tests/sample/a.yaml:4:9: Nothing captures "${id}" before this step.',
    ],
    [
      'a bad JSON Schema',
      '      - request: { method: GET, path: / }\n        expect: { status: 200, schema: { type: strin } }\n',
      'tests/sample/a.yaml:5:40: This is no JSON Schema:',
    ],
    [
      'a bad pattern',
      '      - request: { method: GET, path: / }\n        expect: { status: 200, json: ["$regex:("] }\n',
      'tests/sample/a.yaml:5:39: The pattern is not valid:',
    ],
    [
      'a status',
      '      - request: { method: GET, path: / }\n        expect: { status: ok }\n',
      'tests/sample/a.yaml:5:27: The status is not one.',
    ],
  ])('%s is told with its place', async (_name, text, expected) => {
    expect(await problemsOr(steps(text))).toContainEqual(expect.stringContaining(expected));
  });
});

describe('kind sql', () => {
  const files: Files = {
    'exercise.yaml': `${head('sql', 'sql')}sql: { engine: postgresql, task: query }\n`,
    'starter/sql/main.sql': '-- here\n',
    'database/schema.sql': 'CREATE TABLE t (id int);\n',
    'database/small.sql': 'INSERT INTO t VALUES (1);\n',
    'tests/sample/a.yaml':
      'cases:\n  - { name: one, dataset: small.sql, expect: { columns: [id], rows: [[1]] } }\n',
    'tests/secret/b.yaml': 'cases:\n  - { name: two, expect: { columns: [id], rows: [] } }\n',
  };

  test('loads schema, datasets and cases', async () => {
    const exercise = await loaded('sql', files);
    expect(exercise.spec).toEqual({
      ...{ engine: 'postgresql', task: 'query', schema: 'CREATE TABLE t (id int);\n' },
      datasets: [{ name: 'small', sql: 'INSERT INTO t VALUES (1);\n' }],
    });
    expect(exercise.cases[0]).toMatchObject({
      dataset: 'small',
      expect: { columns: ['id'], rows: [[1]], ordered: false, tolerance: 1e-6 },
    });
    expect(unpackExercise(packExercise(exercise))).toEqual(exercise);
  });

  test.each([
    [
      'a dataset that is not there',
      {
        'tests/sample/a.yaml':
          'cases:\n  - { name: one, dataset: smal.sql, expect: { rows: [[1]] } }\n',
      },
      'tests/sample/a.yaml:2:27: There is no file database/smal.sql. Did you mean "small.sql"?',
    ],
    [
      'a row of another width',
      {
        'tests/sample/a.yaml':
          'cases:\n  - { name: one, expect: { columns: [a], rows: [[1, 2]] } }\n',
      },
      'tests/sample/a.yaml:2:49: This row has 2 values; 1 are expected.',
    ],
    [
      'a query without rows',
      { 'tests/sample/a.yaml': 'cases:\n  - { name: one, after: [] }\n' },
      'A case of the task "query" needs "expect".',
    ],
    ['no schema', { 'database/schema.sql': ' ' }, 'database/schema.sql:1:1: The schema is missing'],
    [
      'a misspelt engine',
      { 'exercise.yaml': `${head('sql', 'sql')}sql: { engine: postgres, task: query }\n` },
      'exercise.yaml:8:16: "sql.engine" is "postgres", which is unknown. Did you mean "postgresql"?',
    ],
  ])('%s is told with its place', async (_name, changes, expected) => {
    expect(await problemsOr({ ...files, ...changes })).toContainEqual(
      expect.stringContaining(expected),
    );
  });
});
