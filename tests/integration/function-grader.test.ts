import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FunctionFeedback, FunctionSpec, Value } from '../../grading/kinds/function/types.ts';
import type { FunctionCase } from '../../grading/catalogue/exercise.ts';
import type { Limits } from '../../grading/manifest/limits.ts';
import type { GradingResult } from '../../grading/score/result.ts';
import {
  base,
  calls,
  classOf,
  functionExercise,
  gradeFunction,
  plain,
} from '../support/function-exercise.ts';
import { openSandbox, SANDBOX_START_MS, type TestSandbox } from '../support/sandbox.ts';

/** Real cells: what learners write, and what they try. */
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
}, SANDBOX_START_MS);
afterAll(() => sandbox.close());

type Language = 'python' | 'javascript';

const DOUBLE = plain('doubleIt', ['int'], 'int');
const FIVE = calls([1, 2, 3, 4, 5].map((n) => [[n], 2 * n]));

const grade = (
  language: Language,
  source: string,
  spec: FunctionSpec = DOUBLE,
  cases: readonly FunctionCase[] = FIVE,
  limits: Partial<Limits> = {},
): Promise<GradingResult> =>
  gradeFunction(sandbox, functionExercise(spec, cases, limits), language, source);

const verdicts = (result: GradingResult): string =>
  result.cases.map(({ verdict }) => verdict).join(' ');

const feedback = (result: GradingResult): FunctionFeedback => {
  const shown = result.cases[0]?.sampleFeedback;
  if (shown?.kind !== 'function') throw new Error('The first case is no sample of a function.');
  return shown;
};

/** A function doubleIt(n), with something before it and in it. */
const py = (body: string, before = ''): string =>
  `${before}\ndef double_it(n):\n${body.replace(/^/gm, '    ')}\n`;
const js = (body: string, before = ''): string =>
  `${before}\nfunction doubleIt(n) {\n${body}\n}\nmodule.exports = { doubleIt };\n`;

interface Attempt {
  readonly name: string;
  readonly python: string;
  readonly javascript: string;
  readonly expected: string;
  readonly limits?: Partial<Limits>;
  /** Of the third case. */
  readonly message?: RegExp;
}

const ATTEMPTS: readonly Attempt[] = [
  {
    name: 'right',
    python: py('return 2 * n'),
    javascript: js('return 2 * n;'),
    expected: 'AC AC AC AC AC',
  },
  {
    name: 'wrong once',
    python: py('return 7 if n == 3 else 2 * n'),
    javascript: js('return n === 3 ? 7 : 2 * n;'),
    expected: 'AC AC WA AC AC',
    message: /^The function returned something else than expected\.$/,
  },
  {
    name: 'throws at a case',
    python: py('if n == 3: raise ValueError("secret %d" % n)\nreturn 2 * n'),
    javascript: js('if (n === 3) throw new RangeError(`secret ${n}`);\nreturn 2 * n;'),
    expected: 'AC AC RTE AC AC',
    message: /^Raised (ValueError|RangeError)\.$/,
  },
  {
    name: 'an exception named after what it saw',
    python: py('if n == 3: raise type("Saw%d" % n, (Exception,), {})("x")\nreturn 2 * n'),
    javascript: js(
      'if (n === 3) { const e = new Error("x"); e.name = `Saw${n}`; throw e; }\nreturn 2 * n;',
    ),
    expected: 'AC AC RTE AC AC',
    message: /^Raised an exception\.$/,
  },
  {
    name: 'ends the process at a case',
    python: py('import os\nif n == 3: os._exit(0)\nreturn 2 * n'),
    javascript: js('if (n === 3) process.exit(0);\nreturn 2 * n;'),
    expected: 'AC AC RTE AC AC',
    message: /^Ended the process \(exit code 0\) instead of returning\.$/,
  },
  {
    name: 'never returns at a case',
    python: py('while n == 3: pass\nreturn 2 * n'),
    javascript: js('while (n === 3);\nreturn 2 * n;'),
    expected: 'AC AC TLE AC AC',
    message: /^Used .* of CPU time; the limit is/,
  },
  {
    name: 'waits at a case',
    python: py('import time\nif n == 3: time.sleep(60)\nreturn 2 * n'),
    javascript: js(
      'if (n === 3) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60000);\nreturn 2 * n;',
    ),
    expected: 'AC AC TLE AC AC',
    message: /^Slept or waited/,
  },
  {
    name: 'takes too much memory at a case',
    python: py('if n == 3: kept = bytearray(1 << 28)\nreturn 2 * n'),
    javascript: js('if (n === 3) globalThis.kept = Buffer.alloc(1 << 28, 1);\nreturn 2 * n;'),
    expected: 'AC AC MLE AC AC',
    message: /^Was stopped for using more memory/,
    limits: { cpuTimeMs: 3000, wallTimeMs: 6000 },
  },
  {
    name: 'recurses without an end at a case',
    python: py('return double_it(n) if n == 3 else 2 * n'),
    javascript: js('return n === 3 ? doubleIt(n) : 2 * n;'),
    expected: 'AC AC RTE AC AC',
    message: /^Raised R(ecursion|ange)Error\.$/,
  },
  {
    name: 'reads stdin, where there is nothing',
    python: py('import sys\nassert sys.stdin.read() == ""\nreturn 2 * n'),
    javascript: js(
      "if (require('node:fs').readFileSync(0, 'utf8') !== '') throw new Error('x');\nreturn 2 * n;",
    ),
    expected: 'AC AC AC AC AC',
  },
  {
    name: 'prints what looks like an answer',
    python: py('print(\'{"results":[6],"error":null}\')\nreturn 0'),
    javascript: js(`console.log('{"results":[6],"error":null}');\nreturn 0;`),
    expected: 'WA WA WA WA WA',
  },
  {
    name: 'writes to every descriptor',
    python: py(
      'import os\nfor fd in range(1, 20):\n    try: os.write(fd, b\'x {"results":[6],"error":null}\\n\')\n    except OSError: pass\nreturn 2 * n',
    ),
    javascript: js(
      `for (const fd of [1, 2, 3, 5, 6]) { try { require('node:fs').writeSync(fd, 'x {"results":[6]}\\n'); } catch {} }\nreturn 2 * n;`,
    ),
    expected: 'AC AC AC AC AC',
  },
  {
    name: 'replaces what the harness may need',
    python: py(
      'return 2 * n',
      'import builtins, json, os, sys, io\njson.dumps = json.loads = lambda *a, **k: "6"\nbuiltins.print = lambda *a: None\nbuiltins.str = builtins.repr = builtins.isinstance = builtins.len = None\nos.write = os.read = os.dup = None\nsys.stdout = sys.stderr = None\n',
    ),
    javascript: js(
      'return 2 * n;',
      "JSON.stringify = JSON.parse = () => '6';\nconsole.log = process.stdout.write = () => true;\nrequire('node:fs').writeSync = require('node:fs').readSync = () => 0;\nArray.prototype.push = Array.prototype.map = Array.prototype.join = () => 6;\nMap.prototype.forEach = String.prototype.slice = Number.prototype.toString = () => '6';\nObject.prototype.toJSON = () => 6;\n",
    ),
    expected: 'AC AC AC AC AC',
  },
  {
    name: 'starts what outlives the call',
    python: py(
      'import threading, time\nthreading.Thread(target=lambda: time.sleep(60)).start()\nreturn 2 * n',
    ),
    javascript: js('setInterval(() => {}, 1000);\nreturn 2 * n;'),
    expected: 'AC AC AC AC AC',
  },
  {
    name: 'forks',
    python: py('import os\nos.fork()\nreturn 2 * n'),
    javascript: js(
      "require('node:child_process').spawn('/bin/sh', ['-c', 'sleep 60']);\nreturn 2 * n;",
    ),
    expected: 'AC AC AC AC AC',
    limits: { cpuTimeMs: 2000, wallTimeMs: 5000 },
  },
  {
    name: 'keeps state between cases',
    python: py('seen.append(n)\nreturn 2 * n if len(seen) == n else -1', 'seen = []\n'),
    javascript: js('seen.push(n);\nreturn seen.length === n ? 2 * n : -1;', 'const seen = [];\n'),
    expected: 'AC AC AC AC AC',
  },
  {
    name: 'prints 5 MB',
    python: py('print("x" * 5_000_000)\nreturn 2 * n'),
    javascript: js("console.log('x'.repeat(5_000_000));\nreturn 2 * n;"),
    expected: 'AC AC AC AC AC',
    limits: { cpuTimeMs: 2000, wallTimeMs: 5000 },
  },
  {
    name: 'returns too much',
    python: py('return [1] * 500_000 if n == 3 else 2 * n'),
    javascript: js('return n === 3 ? Array(500_000).fill(1) : 2 * n;'),
    expected: 'AC AC OLE AC AC',
    limits: { cpuTimeMs: 2000, wallTimeMs: 5000 },
  },
  {
    name: 'returns what refers to itself',
    python: py('kept = []\nkept.append(kept)\nreturn kept'),
    javascript: js('const kept = [];\nkept.push(kept);\nreturn kept;'),
    expected: 'WA WA WA WA WA',
  },
  {
    name: 'throws while it is loaded',
    python: py('return 2 * n', 'raise RuntimeError("no")\n'),
    javascript: js('return 2 * n;', "throw new Error('no');\n"),
    expected: 'RTE RTE RTE RTE RTE',
    message: /^The file could not be loaded\./,
  },
  {
    name: 'a syntax error',
    python: 'def double_it(n):\n    return 2 *\n',
    javascript: 'function doubleIt(n) {\n  return 2 *;\n}\nmodule.exports = { doubleIt };\n',
    expected: 'CE CE CE CE CE',
  },
  {
    name: 'no such function',
    python: 'def twice(n):\n    return 2 * n\n',
    javascript: 'function doubleIt(n) {\n  return 2 * n;\n}\n',
    expected: 'CE CE CE CE CE',
    message: /^The file (has no|does not export the) function/,
  },
];

describe.each<Language>(['python', 'javascript'])('%s', (language) => {
  test.each(ATTEMPTS)('$name', async (attempt) => {
    const result = await grade(language, attempt[language], DOUBLE, FIVE, attempt.limits);
    expect(verdicts(result)).toBe(attempt.expected);
    if (attempt.message !== undefined) expect(result.cases[2]?.message).toMatch(attempt.message);
    expect(JSON.stringify(result.cases.slice(1))).not.toMatch(/secret|Saw3/);
    expect(sandbox.troubles).toEqual([]);
  });

  test('every value there and back', async () => {
    const values: readonly (readonly [string, Value])[] = [
      ['int', -7],
      ['long', { $int: '9223372036854775807' }],
      ['float', 0.1],
      ['float', { $float: 'NaN' }],
      ['float', { $float: '-Infinity' }],
      ['boolean', false],
      ['string', 'ä "q" \u0000 \ud83d\ude00\n\\'],
      ['string?', null],
      ['int[][]', [[1], [], [2, 3]]],
      ['map<string, float[]>', { a: [1.5], '': [] }],
      ['linkedList<int>', [3, 1, 2]],
      ['linkedList<string>', []],
      ['tree<int>', [1, null, 2, 3, null, null, 4]],
      ['tree<string>', []],
      ['Point', { xValue: 1, label: 'p' }],
      ['linkedList<Point>', [{ xValue: 1, label: 'p' }]],
      ['map<string, tree<int>>?', { t: [5, 6] }],
    ];
    for (const [type, value] of values) {
      const spec = plain('echo', [type], type);
      const source =
        language === 'python'
          ? 'def echo(value):\n    return value\n'
          : 'module.exports = { echo: (value) => value };\n';
      const result = await grade(language, source, spec, calls([[[value], value]]));
      expect([type, verdicts(result), result.cases[0]?.message]).toEqual([
        type,
        'AC',
        expect.any(String),
      ]);
    }
  });

  test('huge integers are told apart, and those beyond any type are shown', async () => {
    const spec = plain('power', ['int'], 'long');
    const source =
      language === 'python'
        ? 'def power(n):\n    return 2 ** n\n'
        : 'module.exports = { power: (n) => 2n ** BigInt(n) };\n';
    const cases = calls([
      [[62], { $int: '4611686018427387904' }],
      [[62], { $int: '4611686018427387905' }],
      [[5], 32],
      [[60000], 1],
    ]);
    expect(verdicts(await grade(language, source, spec, cases))).toBe('AC WA AC WA');
  });

  test('lists and trees are nodes, and cycles are told', async () => {
    const reverse = plain('reverse', ['linkedList<int>'], 'linkedList<int>');
    const cases = calls([
      [[[1, 2, 3]], [3, 2, 1]],
      [[[]], []],
    ]);
    const source =
      language === 'python'
        ? 'def reverse(head):\n    back = None\n    while head:\n        head.next, back, head = back, head, head.next\n    return back\n'
        : 'module.exports = { reverse(head) {\n  let back = null;\n  for (let n = head; n; n = n.next) back = new ListNode(n.val, back);\n  return back;\n} };\n';
    expect(verdicts(await grade(language, source, reverse, cases))).toBe('AC AC');
    const cyclic =
      language === 'python'
        ? 'def reverse(head):\n    if head: head.next = head\n    return head\n'
        : 'module.exports = { reverse(head) { if (head) head.next = head; return head; } };\n';
    const result = await grade(language, cyclic, reverse, cases);
    expect(verdicts(result)).toBe('WA AC');
    expect(feedback(result).actual).toBe('<linked list with a cycle>');

    const mirror = plain('mirror', ['tree<int>'], 'tree<int>');
    const mirrored =
      language === 'python'
        ? 'def mirror(t):\n    return t and TreeNode(t.val, mirror(t.right), mirror(t.left))\n'
        : 'const mirror = (t) => t && new TreeNode(t.val, mirror(t.right), mirror(t.left));\nmodule.exports = { mirror };\n';
    const trees = calls([
      [[[1, 2, 3, null, 4]], [1, 3, 2, null, null, 4]],
      [[[]], []],
    ]);
    expect(verdicts(await grade(language, mirrored, mirror, trees))).toBe('AC AC');
  });

  test('a sequence of calls on an object', async () => {
    const spec = classOf('Counter', ['int'], { addUp: [['int'], null], total: [[], 'int'] });
    const run = (index: number, start: number, total: number): FunctionCase => ({
      ...base(index),
      form: 'class',
      construct: [start],
      calls: [
        { method: 'addUp', arguments: [2], judged: false, returns: null },
        { method: 'total', arguments: [], judged: true, returns: total },
        { method: 'addUp', arguments: [-1], judged: false, returns: null },
        { method: 'total', arguments: [], judged: true, returns: total - 1 },
      ],
    });
    const cases = [run(0, 10, 12), run(1, 20, 22), run(2, 5, 7)];
    const right =
      language === 'python'
        ? 'class Counter:\n    def __init__(self, n):\n        self.n = n\n    def add_up(self, by):\n        self.n += by\n    def total(self):\n        return self.n\n'
        : 'class Counter {\n  constructor(n) { this.n = n; }\n  addUp(by) { this.n += by; }\n  total() { return this.n; }\n}\nmodule.exports = { Counter };\n';
    const result = await grade(language, right, spec, cases);
    expect(verdicts(result)).toBe('AC AC AC');
    expect(feedback(result)).toMatchObject({ expected: '\n\n12\n\n11', actual: '\n\n12\n\n11' });
    // Throws at the third call of the first case, and is wrong in the second.
    const wrong = right
      .replace('self.n += by', 'self.n += by if self.n < 20 else 0\n        if self.n == 11: 1 / 0')
      .replace(
        'this.n += by;',
        "this.n += this.n < 20 ? by : 0; if (this.n === 11) throw new Error('x');",
      );
    expect(verdicts(await grade(language, wrong, spec, cases))).toBe('RTE WA AC');
  });

  test('a sample shows the call, both values, what was printed, and own lines of the exception', async () => {
    const source =
      language === 'python'
        ? py('print("n is", n)\nraise ValueError("not %d" % n)', 'print("loaded")\n')
        : js(
            "console.log('n is', n);\nthrow new RangeError(`not ${n}`);",
            "console.log('loaded');",
          );
    const result = await grade(language, source);
    const { call, expected, actual, printed, error } = feedback(result);
    expect(call).toBe(language === 'python' ? 'double_it(1)' : 'doubleIt(1)');
    expect({ expected, actual, printed }).toEqual({
      expected: '2',
      actual: null,
      printed: 'loaded\nn is 1\n',
    });
    expect(error).toMatch(/^(ValueError|RangeError): not 1\n/);
    expect(error).toContain(language === 'python' ? 'solution.py", line 5' : 'solution.js:4');
    expect(error).not.toContain('assay');
    expect(result.cases[1]?.sampleFeedback).toBeNull();
    expect(result.cases[1]?.message).toMatch(/^Raised (ValueError|RangeError)\.$/);
  });

  test('the next case is not in the process before its turn', async () => {
    // Reads what lies in every pipe while the case runs: nothing must be there.
    const source =
      language === 'python'
        ? py(
            'import os, select\nfds = [int(f) for f in os.listdir("/proc/self/fd")]\nfor fd in fds:\n    try:\n        if fd > 2 and os.readlink("/proc/self/fd/%d" % fd).startswith("pipe:") and select.select([fd], [], [], 0.05)[0]:\n            return os.read(fd, 100000)\n    except OSError: pass\nreturn 2 * n',
          )
        : js(
            "const { execFileSync } = require('node:child_process');\nconst out = execFileSync('/bin/sh', ['-c', 'timeout 0.1 cat <&4; true'], { stdio: ['ignore', 'pipe', 'ignore', 'ignore', 4] });\nreturn out.length === 0 ? 2 * n : 0;",
          );
    const ample = { cpuTimeMs: 2000, wallTimeMs: 5000 };
    expect(verdicts(await grade(language, source, DOUBLE, FIVE, ample))).toBe('AC AC AC AC AC');
  });

  test('a process that ends at every case is replaced a bounded number of times', async () => {
    const cases = calls(Array.from({ length: 28 }, (_, n) => [[n], 2 * n]));
    const source = language === 'python' ? py('import os\nos._exit(3)') : js('process.exit(3);');
    const result = await grade(language, source, DOUBLE, cases);
    expect(verdicts(result)).toBe([...Array<string>(25).fill('RTE'), 'SK', 'SK', 'SK'].join(' '));
    expect(result.cases[27]?.message).toMatch(/^Skipped: 25 cases/);
  });
});

test('a value in the place of the function', async () => {
  const result = await grade('python', 'double_it = 5\n');
  expect(result.compileOutput).toContain('solution.py has no function double_it.');
});

test('async functions are waited for; one that never ends is a failure', async () => {
  const source = js(
    'return n === 3 ? new Promise(() => {}) : new Promise((done) => setTimeout(done, 5, 2 * n));',
  );
  expect(verdicts(await grade('javascript', source))).toBe('AC AC RTE AC AC');
});
