import { expect, test } from '@jest/globals';
import { javaType } from '../../grading/kinds/function/starter/java.ts';
import { calls, classOf, plain } from '../support/function-exercise.ts';
import {
  feedback,
  testFunctions,
  verdicts,
  type LanguageSources,
} from '../support/function-suite.ts';

/** A static method doubleIt(n), with members before it and something in it. */
const java = (body: string, members = ''): string =>
  `import java.io.*;\nimport java.util.*;\nclass Solution {\n${members}\nstatic int doubleIt(int n) throws Exception {\n${body}\n}\n}\n`;

const ATTEMPTS: LanguageSources['attempts'] = {
  right: java('return 2 * n;'),
  'wrong once': java('return n == 3 ? 7 : 2 * n;'),
  'throws at a case': java(
    'if (n == 3) throw new IllegalArgumentException("secret " + n);\nreturn 2 * n;',
  ),
  'an exception named after what it saw': java(
    'if (n == 3) throw new Saw3();\nreturn 2 * n;',
    'static class Saw3 extends RuntimeException {}',
  ),
  'ends the process at a case': java('if (n == 3) System.exit(0);\nreturn 2 * n;'),
  'never returns at a case': java('while (n == 3);\nreturn 2 * n;'),
  'waits at a case': java('if (n == 3) Thread.sleep(60_000);\nreturn 2 * n;'),
  'takes too much memory at a case': java(
    'if (n == 3) Arrays.fill(kept = new byte[1 << 28], (byte) 1);\nreturn 2 * n;',
    'static byte[] kept;',
  ),
  'recurses without an end at a case': java('return n == 3 ? doubleIt(n) : 2 * n;'),
  'reads stdin, where there is nothing': java(
    'if (System.in.read() >= 0 || new FileInputStream(FileDescriptor.in).read() >= 0) return 0;\nreturn 2 * n;',
  ),
  'prints what looks like an answer': java(
    'System.out.println("{\\"results\\":[6],\\"error\\":null}");\nreturn 0;',
  ),
  'writes to every descriptor': java(
    'for (int fd = 1; fd < 20; fd++) {\ntry (OutputStream out = new FileOutputStream("/proc/self/fd/" + fd)) {\nif (!isCommands(fd)) out.write("x {\\"results\\":[6],\\"error\\":null}\\n".getBytes());\n} catch (IOException e) {}\n}\nreturn 2 * n;',
    'static boolean isCommands(int fd) throws IOException { return pipe(fd).equals(pipe(4)); }\nstatic Object pipe(int fd) throws IOException { return java.nio.file.Files.readSymbolicLink(java.nio.file.Path.of("/proc/self/fd/" + fd)); }',
  ),
  'replaces what the harness may need': java(
    'return 2 * n;',
    'static { System.setIn(null); System.setOut(null); System.setErr(new PrintStream(OutputStream.nullOutputStream()) { public void flush() { throw new Error(); } }); Locale.setDefault(Locale.GERMANY); System.setProperty("java.class.path", ""); Thread.currentThread().setContextClassLoader(null); Thread.currentThread().interrupt(); }',
  ),
  'starts what outlives the call': java(
    'new Thread(() -> { try { Thread.sleep(60_000); } catch (InterruptedException e) {} }).start();\nreturn 2 * n;',
  ),
  'starts processes': java('new ProcessBuilder("/bin/sleep", "60").start();\nreturn 2 * n;'),
  'keeps state between cases': java('return ++seen == n ? 2 * n : -1;', 'static int seen;'),
  'prints 5 MB': java('System.out.println("x".repeat(5_000_000));\nreturn 2 * n;'),
  'throws while it is loaded': java(
    'return 2 * n;',
    'static { if (true) throw new RuntimeException("no"); }',
  ),
  'a syntax error':
    'class Solution {\n    static int doubleIt(int n) {\n        return 2 *;\n    }\n}\n',
  'no such function': 'class Solution {\n    static int twice(int n) { return 2 * n; }\n}\n',
};

const COUNTER =
  'class Counter {\n    private int n;\n    Counter(int n) { this.n = n; }\n    void addUp(int by) { n += by; }\n    int total() { return n; }\n}\n';

const grade = testFunctions('java', {
  attempts: ATTEMPTS,
  echo: ({ methods }) =>
    `import java.util.*;\nclass Echo {\n${methods.map(({ name, returns }) => `    ${returns === null ? 'void' : javaType(returns)} ${name}(${returns === null ? '' : javaType(returns)} value) { return value; }\n`).join('')}}\n`,
  power: 'class Solution {\n    static long power(int n) { return 1L << n; }\n}\n',
  many: 'class Solution {\n    static int[] many(int n) {\n        if (n != 3) return new int[] {n};\n        return new int[500_000];\n    }\n}\n',
  reverse:
    'class Solution {\n    static ListNode reverse(ListNode head) {\n        ListNode back = null;\n        for (ListNode n = head; n != null; n = n.next) back = new ListNode(n.val, back);\n        return back;\n    }\n}\n',
  cyclic:
    'class Solution {\n    static ListNode reverse(ListNode head) {\n        if (head != null) head.next = head;\n        return head;\n    }\n}\n',
  mirror:
    'class Solution {\n    static TreeNode mirror(TreeNode t) {\n        return t == null ? null : new TreeNode(t.val, mirror(t.right), mirror(t.left));\n    }\n}\n',
  counter: COUNTER,
  wrongCounter: COUNTER.replace(
    'n += by;',
    'n += n < 20 ? by : 0; if (n == 11) throw new IllegalStateException();',
  ),
  thrower: java(
    'System.out.println("n is " + n);\nthrow new IllegalArgumentException("not " + n);',
    'static { System.out.println("loaded"); }',
  ),
  thrown: { call: 'doubleIt(1)', type: 'IllegalArgumentException', place: 'Solution.java:7' },
  readsAhead: java('return new FileInputStream("/proc/self/fd/4").available() == 0 ? 2 * n : 0;'),
  leaves: java('Runtime.getRuntime().halt(3);\nreturn 0;'),
});

test('recursion has an exception of its own', async () => {
  const result = await grade(ATTEMPTS['recurses without an end at a case']);
  expect(result.cases[2]?.message).toBe('Raised StackOverflowError.');
});

test('the compiler names lines of the file', async () => {
  const result = await grade(ATTEMPTS['a syntax error']);
  expect(result.compileOutput).toMatch(/^Solution\.java:3: error: illegal start of expression\n/);
});

test('a type that is provided may not be written again', async () => {
  const spec = plain('sum', ['linkedList<int>'], 'int');
  const source =
    'class Solution {\n    static int sum(ListNode head) { return 0; }\n}\nclass ListNode {}\n';
  const result = await grade(source, spec, calls([[[[1]], 1]]));
  expect(result.compileOutput).toMatch(/^Solution\.java:4: error: duplicate class: ListNode/);
});

test.each([
  ['class Solution { static long doubleIt(int n) { return n; } }', 'static long doubleIt(int)'],
  ['class Solution { int doubleIt(int n) { return n; } }', 'int doubleIt(int)'],
  ['class Solution { static int doubleIt(int[] n) { return 0; } }', 'static int doubleIt(int[])'],
  ['class Solution { }', null],
])('another signature: %s', async (source, found) => {
  const result = await grade(source);
  expect(verdicts(result)).toBe('CE CE CE CE CE');
  const has = found === null ? '' : ` It has: ${found}.`;
  expect(result.compileOutput).toBe(
    `Solution.java has no method "static int doubleIt(int value1)" in the class Solution.${has}`,
  );
});

test('another signature: type arguments, constructors, no class', async () => {
  const map = plain('sum', ['map<string, int>'], 'int');
  const long =
    'import java.util.*;\nclass Solution { static int sum(Map<String, Long> m) { return 0; } }';
  const cases = calls([[[{}], 0]]);
  expect((await grade(long, map, cases)).compileOutput).toContain(
    'It has: static int sum(Map<String, Long>).',
  );
  const raw = 'class Solution { static int sum(java.util.Map<?, ?> m) { return 0; } }';
  expect(verdicts(await grade(raw, map, cases))).toBe('CE');

  const counter = classOf('Counter', ['int'], { total: [[], 'int'] });
  const none = await grade('class Counter { int total() { return 0; } }', counter, []);
  expect(none.cases).toEqual([]);
  const missing = await grade('class Twice { }');
  expect(missing.compileOutput).toBe('Solution.java has no class Solution. It has: class Twice.');
});

test('the harness is out of reach of reflection', async () => {
  const source = java(
    'Class.forName("dev.assay.harness.Main").getDeclaredFields()[0].setAccessible(true);\nreturn 2 * n;',
  );
  const result = await grade(source);
  expect(verdicts(result)).toBe('RTE RTE RTE RTE RTE');
  expect(feedback(result).error).toMatch(/^InaccessibleObjectException: /);
});
