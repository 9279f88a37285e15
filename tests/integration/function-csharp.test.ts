import { expect, test } from '@jest/globals';
import { pascalCase } from '../../grading/kinds/function/names.ts';
import { csharpType } from '../../grading/kinds/function/starter/csharp.ts';
import { calls, plain } from '../support/function-exercise.ts';
import { testFunctions, verdicts, type LanguageSources } from '../support/function-suite.ts';

/** A static method DoubleIt(n), with members before it and something in it. */
const cs = (body: string, members = ''): string =>
  `using System; using System.IO; using System.Threading;\npublic static class Solution\n{\n${members}\npublic static int DoubleIt(int n)\n{\n${body}\n}\n}\n`;

const ATTEMPTS: LanguageSources['attempts'] = {
  right: cs('return 2 * n;'),
  'wrong once': cs('return n == 3 ? 7 : 2 * n;'),
  'throws at a case': cs('if (n == 3) throw new ArgumentException("secret " + n);\nreturn 2 * n;'),
  'an exception named after what it saw': cs(
    'if (n == 3) throw new Saw3();\nreturn 2 * n;',
    'class Saw3 : Exception {}',
  ),
  'ends the process at a case': cs('if (n == 3) Environment.Exit(0);\nreturn 2 * n;'),
  'never returns at a case': cs('while (n == 3);\nreturn 2 * n;'),
  'waits at a case': cs('if (n == 3) Thread.Sleep(60000);\nreturn 2 * n;'),
  'takes too much memory at a case': cs(
    'if (n == 3) { kept = new byte[1 << 28]; for (var at = 0; at < kept.Length; at += 1024) kept[at] = 1; }\nreturn 2 * n;',
    'static byte[] kept;',
  ),
  'recurses without an end at a case': cs('return n == 3 ? DoubleIt(n) + 1 : 2 * n;'),
  'reads stdin, where there is nothing': cs(
    'if (Console.In.ReadToEnd() != "" || Console.OpenStandardInput().ReadByte() >= 0) return 0;\nreturn 2 * n;',
  ),
  'prints what looks like an answer': cs(
    'Console.WriteLine("{\\"results\\":[6],\\"error\\":null}");\nreturn 0;',
  ),
  'writes to every descriptor': cs(
    'for (var fd = 1; fd < 20; fd++)\n{\nif (fd == 4) continue;\ntry { File.AppendAllText("/proc/self/fd/" + fd, "x {\\"results\\":[6],\\"error\\":null}\\n"); } catch (Exception) {}\n}\nreturn 2 * n;',
  ),
  'replaces what the harness may need': cs(
    'return 2 * n;',
    'class Bad : StringWriter { public override void Flush() { throw new Exception(); } }\nstatic Solution() { Console.SetOut(new Bad()); Console.SetError(new Bad()); Console.SetIn(new StringReader("x")); Thread.CurrentThread.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("de-DE"); }',
  ),
  'starts what outlives the call': cs(
    'new Thread(() => Thread.Sleep(60000)).Start();\nreturn 2 * n;',
  ),
  'starts processes': cs('System.Diagnostics.Process.Start("/bin/sleep", "60");\nreturn 2 * n;'),
  'keeps state between cases': cs('return ++seen == n ? 2 * n : -1;', 'static int seen;'),
  'prints 5 MB': cs("Console.WriteLine(new string('x', 5000000));\nreturn 2 * n;"),
  'throws while it is loaded': cs(
    'return 2 * n;',
    'static readonly int bad = int.Parse("no");\nstatic Solution() {}',
  ),
  'a syntax error':
    'public static class Solution\n{\n    public static int DoubleIt(int n) { return 2 *; }\n}\n',
  'no such function':
    'public static class Solution\n{\n    public static int Twice(int n) { return 2 * n; }\n}\n',
};

const COUNTER =
  'public class Counter\n{\n    int n;\n    public Counter(int n) { this.n = n; }\n    public void AddUp(int by) { n += by; }\n    public int Total() { return n; }\n}\n';

const solution = (method: string): string => `public static class Solution\n{\n    ${method}\n}\n`;

const grade = testFunctions('csharp', {
  attempts: ATTEMPTS,
  echo: ({ methods }) =>
    `using System.Collections.Generic;\npublic class Echo\n{\n${methods.map(({ name, returns }) => `    public ${returns === null ? 'void' : csharpType(returns)} ${pascalCase(name)}(${returns === null ? '' : csharpType(returns)} value) { return value; }\n`).join('')}}\n`,
  power: solution('public static long Power(int n) { return 1L << n; }'),
  many: solution(
    'public static int[] Many(int n) { return n == 3 ? new int[500000] : new[] { n }; }',
  ),
  reverse: solution(
    'public static ListNode Reverse(ListNode head) { ListNode back = null; for (var n = head; n != null; n = n.next) back = new ListNode(n.val, back); return back; }',
  ),
  cyclic: solution(
    'public static ListNode Reverse(ListNode head) { if (head != null) head.next = head; return head; }',
  ),
  mirror: solution(
    'public static TreeNode Mirror(TreeNode t) { return t == null ? null : new TreeNode(t.val, Mirror(t.right), Mirror(t.left)); }',
  ),
  counter: COUNTER,
  wrongCounter: COUNTER.replace(
    'n += by;',
    'n += n < 20 ? by : 0; if (n == 11) throw new System.Exception();',
  ),
  thrower: cs(
    'Console.WriteLine("n is " + n);\nthrow new ArgumentException("not " + n);',
    'static Solution() { Console.WriteLine("loaded"); }',
  ),
  thrown: { call: 'DoubleIt(1)', type: 'ArgumentException', place: 'Solution.cs:8' },
  // Waits for what is in the pipe, beside the call.
  readsAhead: cs(
    'var read = 0;\nvar thread = new Thread(() => { using (var pipe = new FileStream("/proc/self/fd/4", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1)) read = pipe.Read(new byte[1], 0, 0); });\nthread.Start();\nthread.Join(20);\nreturn read == 0 ? 2 * n : 0;',
  ),
  leaves: cs('Environment.Exit(3);\nreturn 0;'),
});

test('the compiler names lines of the file', async () => {
  const result = await grade(ATTEMPTS['a syntax error']);
  expect(result.compileOutput).toMatch(/^Solution\.cs\(3,\d+\): error CS1525/m);
});

test('a type that is provided may not be written again', async () => {
  const spec = plain('sum', ['linkedList<int>'], 'int');
  const source = `${solution('public static int Sum(ListNode head) { return 0; }')}public class ListNode {}\n`;
  const result = await grade(source, spec, calls([[[[1]], 1]]));
  expect(result.compileOutput).toMatch(/Solution\.cs\(5,\d+\): error CS0101/);
});

test.each([
  ['public static long DoubleIt(int n) { return n; }', 'public static long DoubleIt(int)'],
  ['public static int DoubleIt(long?[] n) { return 0; }', 'public static int DoubleIt(long?[])'],
  ['static void DoubleIt(ref int n) { }', 'static void DoubleIt(Int32&)'],
])('another signature: %s', async (method, found) => {
  const result = await grade(solution(method));
  expect(verdicts(result)).toBe('CE CE CE CE CE');
  expect(result.compileOutput).toBe(
    `Solution.cs has no method "public static int DoubleIt(int value1)" in the class Solution. It has: ${found}.`,
  );
});

test('no class', async () => {
  const result = await grade('class Twice { }');
  expect(result.compileOutput).toBe('Solution.cs has no class Solution. It has: class Twice.');
});

test('a thread that is aborted serves the next case', async () => {
  const source = cs('if (n == 3) Thread.CurrentThread.Abort();\nreturn 2 * n;');
  expect(verdicts(await grade(source))).toBe('AC AC RTE AC AC');
});
