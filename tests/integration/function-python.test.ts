import { expect, test } from '@jest/globals';
import { calls, plain } from '../support/function-exercise.ts';
import {
  feedback,
  testFunctions,
  verdicts,
  type LanguageSources,
} from '../support/function-suite.ts';

/** A function double_it(n), with something before it and in it. */
const py = (body: string, before = ''): string =>
  `${before}\ndef double_it(n):\n${body.replace(/^/gm, '    ')}\n`;

const ATTEMPTS: LanguageSources['attempts'] = {
  right: py('return 2 * n'),
  'wrong once': py('return 7 if n == 3 else 2 * n'),
  'throws at a case': py('if n == 3: raise ValueError("secret %d" % n)\nreturn 2 * n'),
  'an exception named after what it saw': py(
    'if n == 3: raise type("Saw%d" % n, (Exception,), {})("x")\nreturn 2 * n',
  ),
  'ends the process at a case': py('import os\nif n == 3: os._exit(0)\nreturn 2 * n'),
  'never returns at a case': py('while n == 3: pass\nreturn 2 * n'),
  'waits at a case': py('import time\nif n == 3: time.sleep(60)\nreturn 2 * n'),
  'takes too much memory at a case': py('if n == 3: kept = bytearray(1 << 28)\nreturn 2 * n'),
  'recurses without an end at a case': py('return double_it(n) if n == 3 else 2 * n'),
  'reads stdin, where there is nothing': py(
    'import sys\nassert sys.stdin.read() == ""\nreturn 2 * n',
  ),
  'prints what looks like an answer': py('print(\'{"results":[6],"error":null}\')\nreturn 0'),
  'writes to every descriptor': py(
    'import os\nfor fd in range(1, 20):\n    try: os.write(fd, b\'x {"results":[6],"error":null}\\n\')\n    except OSError: pass\nreturn 2 * n',
  ),
  'replaces what the harness may need': py(
    'return 2 * n',
    'import builtins, json, os, sys, io\njson.dumps = json.loads = lambda *a, **k: "6"\nbuiltins.print = lambda *a: None\nbuiltins.str = builtins.repr = builtins.isinstance = builtins.len = None\nos.write = os.read = os.dup = None\nsys.stdout = sys.stderr = None\n',
  ),
  'starts what outlives the call': py(
    'import threading, time\nthreading.Thread(target=lambda: time.sleep(60)).start()\nreturn 2 * n',
  ),
  'starts processes': py('import os\nos.fork()\nreturn 2 * n'),
  'keeps state between cases': py(
    'seen.append(n)\nreturn 2 * n if len(seen) == n else -1',
    'seen = []\n',
  ),
  'prints 5 MB': py('print("x" * 5_000_000)\nreturn 2 * n'),
  'throws while it is loaded': py('return 2 * n', 'raise RuntimeError("no")\n'),
  'a syntax error': 'def double_it(n):\n    return 2 *\n',
  'no such function': 'def twice(n):\n    return 2 * n\n',
};

const COUNTER =
  'class Counter:\n    def __init__(self, n):\n        self.n = n\n    def add_up(self, by):\n        self.n += by\n    def total(self):\n        return self.n\n';

const grade = testFunctions('python', {
  attempts: ATTEMPTS,
  echo: ({ methods }) =>
    `class Echo:\n${methods.map((_, index) => `    def echo${index + 1}(self, value):\n        return value\n`).join('')}`,
  power: 'def power(n):\n    return 2 ** n\n',
  many: 'def many(n):\n    return [1] * 500_000 if n == 3 else [n]\n',
  reverse:
    'def reverse(head):\n    back = None\n    while head:\n        head.next, back, head = back, head, head.next\n    return back\n',
  cyclic: 'def reverse(head):\n    if head: head.next = head\n    return head\n',
  mirror: 'def mirror(t):\n    return t and TreeNode(t.val, mirror(t.right), mirror(t.left))\n',
  counter: COUNTER,
  wrongCounter: COUNTER.replace(
    'self.n += by',
    'self.n += by if self.n < 20 else 0\n        if self.n == 11: 1 / 0',
  ),
  thrower: py('print("n is", n)\nraise ValueError("not %d" % n)', 'print("loaded")\n'),
  thrown: { call: 'double_it(1)', type: 'ValueError', place: 'solution.py", line 5' },
  readsAhead: py(
    'import os, select\nfds = [int(f) for f in os.listdir("/proc/self/fd")]\nfor fd in fds:\n    try:\n        if fd > 2 and os.readlink("/proc/self/fd/%d" % fd).startswith("pipe:") and select.select([fd], [], [], 0.05)[0]:\n            return os.read(fd, 100000)\n    except OSError: pass\nreturn 2 * n',
  ),
  leaves: py('import os\nos._exit(3)'),
});

test('recursion has an exception of its own', async () => {
  const result = await grade(ATTEMPTS['recurses without an end at a case']);
  expect(result.cases[2]?.message).toBe('Raised RecursionError.');
});

test('a value in the place of the function', async () => {
  const result = await grade('double_it = 5\n');
  expect(result.compileOutput).toContain('solution.py has no function double_it.');
});

test('what is no value of any type is shown', async () => {
  const result = await grade(py('kept = []\nkept.append(kept)\nreturn kept'));
  expect(verdicts(result)).toBe('WA WA WA WA WA');
  const spec = plain('power', ['int'], 'long');
  const huge = await grade('def power(n):\n    return 2 ** n\n', spec, calls([[[60000], 1]]));
  expect(feedback(huge).actual).toBe('<int of 60001 bits>');
});
