import { expect, test } from '@jest/globals';
import { testFunctions, verdicts, type LanguageSources } from '../support/function-suite.ts';

/** A function doubleIt(n), with something before it and in it. */
const js = (body: string, before = ''): string =>
  `${before}\nfunction doubleIt(n) {\n${body}\n}\nmodule.exports = { doubleIt };\n`;

const ATTEMPTS: LanguageSources['attempts'] = {
  right: js('return 2 * n;'),
  'wrong once': js('return n === 3 ? 7 : 2 * n;'),
  'throws at a case': js('if (n === 3) throw new RangeError(`secret ${n}`);\nreturn 2 * n;'),
  'an exception named after what it saw': js(
    'if (n === 3) { const e = new Error("x"); e.name = `Saw${n}`; throw e; }\nreturn 2 * n;',
  ),
  'ends the process at a case': js('if (n === 3) process.exit(0);\nreturn 2 * n;'),
  'never returns at a case': js('while (n === 3);\nreturn 2 * n;'),
  'waits at a case': js(
    'if (n === 3) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60000);\nreturn 2 * n;',
  ),
  'takes too much memory at a case': js(
    'if (n === 3) globalThis.kept = Buffer.alloc(1 << 28, 1);\nreturn 2 * n;',
  ),
  'recurses without an end at a case': js('return n === 3 ? doubleIt(n) : 2 * n;'),
  'reads stdin, where there is nothing': js(
    "if (require('node:fs').readFileSync(0, 'utf8') !== '') throw new Error('x');\nreturn 2 * n;",
  ),
  'prints what looks like an answer': js(`console.log('{"results":[6],"error":null}');\nreturn 0;`),
  'writes to every descriptor': js(
    `for (const fd of [1, 2, 3, 5, 6]) { try { require('node:fs').writeSync(fd, 'x {"results":[6]}\\n'); } catch {} }\nreturn 2 * n;`,
  ),
  'replaces what the harness may need': js(
    'return 2 * n;',
    "JSON.stringify = JSON.parse = () => '6';\nconsole.log = process.stdout.write = () => true;\nrequire('node:fs').writeSync = require('node:fs').readSync = () => 0;\nArray.prototype.push = Array.prototype.map = Array.prototype.join = () => 6;\nMap.prototype.forEach = String.prototype.slice = Number.prototype.toString = () => '6';\nObject.prototype.toJSON = () => 6;\n",
  ),
  'starts what outlives the call': js('setInterval(() => {}, 1000);\nreturn 2 * n;'),
  'starts processes': js(
    "require('node:child_process').spawn('/bin/sh', ['-c', 'sleep 60']);\nreturn 2 * n;",
  ),
  'keeps state between cases': js(
    'seen.push(n);\nreturn seen.length === n ? 2 * n : -1;',
    'const seen = [];\n',
  ),
  'prints 5 MB': js("console.log('x'.repeat(5_000_000));\nreturn 2 * n;"),
  'throws while it is loaded': js('return 2 * n;', "throw new Error('no');\n"),
  'a syntax error': 'function doubleIt(n) {\n  return 2 *;\n}\nmodule.exports = { doubleIt };\n',
  'no such function': 'function doubleIt(n) {\n  return 2 * n;\n}\n',
};

const COUNTER =
  'class Counter {\n  constructor(n) { this.n = n; }\n  addUp(by) { this.n += by; }\n  total() { return this.n; }\n}\nmodule.exports = { Counter };\n';

const grade = testFunctions('javascript', {
  attempts: ATTEMPTS,
  echo: ({ methods }) =>
    `class Echo {\n${methods.map((_, index) => `  echo${index + 1}(value) { return value; }\n`).join('')}}\nmodule.exports = { Echo };\n`,
  power: 'module.exports = { power: (n) => 2n ** BigInt(n) };\n',
  many: 'module.exports = { many: (n) => (n === 3 ? Array(500_000).fill(1) : [n]) };\n',
  reverse:
    'module.exports = { reverse(head) {\n  let back = null;\n  for (let n = head; n; n = n.next) back = new ListNode(n.val, back);\n  return back;\n} };\n',
  cyclic: 'module.exports = { reverse(head) { if (head) head.next = head; return head; } };\n',
  mirror:
    'const mirror = (t) => t && new TreeNode(t.val, mirror(t.right), mirror(t.left));\nmodule.exports = { mirror };\n',
  counter: COUNTER,
  wrongCounter: COUNTER.replace(
    'this.n += by;',
    "this.n += this.n < 20 ? by : 0; if (this.n === 11) throw new Error('x');",
  ),
  thrower: js(
    "console.log('n is', n);\nthrow new RangeError(`not ${n}`);",
    "console.log('loaded');",
  ),
  thrown: { call: 'doubleIt(1)', type: 'RangeError', place: 'solution.js:4' },
  readsAhead: js(
    "const { execFileSync } = require('node:child_process');\nconst out = execFileSync('/bin/sh', ['-c', 'timeout 0.1 cat <&4; true'], { stdio: ['ignore', 'pipe', 'ignore', 'ignore', 4] });\nreturn out.length === 0 ? 2 * n : 0;",
  ),
  leaves: js('process.exit(3);'),
});

test('recursion has an exception of its own', async () => {
  const result = await grade(ATTEMPTS['recurses without an end at a case']);
  expect(result.cases[2]?.message).toBe('Raised RangeError.');
});

test('what refers to itself is no value', async () => {
  const result = await grade(js('const kept = [];\nkept.push(kept);\nreturn kept;'));
  expect(verdicts(result)).toBe('WA WA WA WA WA');
});

test('async functions are waited for; one that never ends is a failure', async () => {
  const source = js(
    'return n === 3 ? new Promise(() => {}) : new Promise((done) => setTimeout(done, 5, 2 * n));',
  );
  expect(verdicts(await grade(source))).toBe('AC AC RTE AC AC');
});
