import type { Language } from '../../grading/manifest/schema.ts';

/** Submissions of every kind but those of hostile-submissions.ts, and what each must come to. */
export interface HostileOfKind {
  /** What it tries. */
  readonly name: string;
  readonly language: Exclude<Language, 'sql'>;
  readonly source: string;
  /** Of all cases: those of an attack that failed. */
  readonly verdicts: RegExp;
}

const of = (
  language: HostileOfKind['language'],
  name: string,
  verdicts: RegExp,
  source: string,
): HostileOfKind => ({ name: `${language}: ${name}`, language, verdicts, source });

/**
 * For `reveal(text)`, whose results nobody can know: hunting for them in the process of the harness,
 * or making it, or whoever compares, say what it was not told. Where that works, a case is accepted.
 */
export const HARNESS_ATTACKS: readonly HostileOfKind[] = [
  of(
    'python',
    'walks the stack, the garbage and every module for what is expected',
    /^(WA ?)+$/,
    `
import gc, inspect, sys
def reveal(text):
    seen = [value for frame in inspect.stack() for value in list(frame.frame.f_locals.values()) + list(frame.frame.f_globals.values())]
    seen += [value for module in list(sys.modules.values()) for value in vars(module).values()] + gc.get_objects()
    for value in seen:
        try:
            found = repr(value) if isinstance(value, (str, bytes, list, tuple, dict)) else ''
        except Exception:
            continue
        at = found.find('hid' + 'den-')
        if at >= 0:
            return found[at : at + 20]
    return 'guess'
`,
  ),
  of(
    'python',
    'takes the nonce of its case off the stack and answers in the harness’s place, twice',
    /^(WA ?)+$/,
    `
import os, sys
def reveal(text):
    frame, words = sys._getframe(1), set()
    while frame:
        words |= {value for value in frame.f_locals.values() if isinstance(value, str)}
        words |= {word for value in frame.f_locals.values() if isinstance(value, dict) for word in value.values() if isinstance(word, str)}
        frame = frame.f_back
    for fd in range(1, 12):
        for word in words:
            try:
                os.write(fd, (word + ' {"results": ["guess"], "error": null}\\n').encode() * 2)
            except OSError:
                pass
    return 'guess'
`,
  ),
  of(
    'python',
    'returns a string that is equal to everything, with builtins replaced and a tracer installed',
    /^((WA|RTE) ?)+$/,
    `
import builtins, json, sys
class Liar(str):
    __eq__ = lambda self, other: True
    __ne__ = lambda self, other: False
    __hash__ = str.__hash__
    __repr__ = __str__ = lambda self: '"$any"'
for name in ('str', 'repr', 'isinstance', 'type', 'len', 'print', 'open'):
    setattr(builtins, name, lambda *given, **more: Liar('$any'))
json.dumps = json.loads = lambda *given, **more: Liar('$any')
sys.settrace(lambda frame, event, value: sys.settrace)
sys.setprofile(lambda frame, event, value: frame.f_locals.clear())
def reveal(text):
    return Liar('$any')
`,
  ),
  of(
    'javascript',
    'pollutes every prototype that the harness or the worker may look at',
    /^((WA|RTE|TLE) ?)+$/,
    `
for (const proto of [Object.prototype, Array.prototype, String.prototype, Function.prototype]) {
  for (const name of ['toJSON', 'results', 'error', 'verdict', 'accepted', 'returns', 'expected', 'nonce']) {
    try { Object.defineProperty(proto, name, { get: () => () => 'guess', set() {}, configurable: true }); } catch {}
  }
}
JSON.stringify = () => '{"results":["guess"],"verdict":"AC"}';
Array.prototype.map = Array.prototype.join = () => 'guess';
String.prototype.valueOf = String.prototype.toString = () => 'guess';
RegExp.prototype.test = RegExp.prototype.exec = () => true;
module.exports = { reveal: () => new Proxy({}, { get: () => 'guess', ownKeys: () => ['__proto__', 'constructor'], getPrototypeOf: () => Array.prototype }) };
`,
  ),
  of(
    'javascript',
    'asks stacks, modules and a debugger of its own for what is expected',
    /^((WA|RTE) ?)+$/,
    `
const found = [];
const look = (value, depth = 0) => {
  if (typeof value === 'string' && value.includes('hid' + 'den-')) found.push(value);
  if (depth > 4 || value === null || !['object', 'function'].includes(typeof value)) return;
  try { for (const key of Reflect.ownKeys(value)) look(value[key], depth + 1); } catch {}
};
module.exports = { reveal(text) {
  Error.prepareStackTrace = (_, sites) => sites;
  for (const site of new Error().stack) { look(site.getThis()); look(site.getFunction()); }
  look(require.main); look(require.cache); look(process.argv); look(process.env);
  try { require('node:inspector').open(9229, '127.0.0.1'); } catch {}
  try { look(process.binding('natives')); } catch {}
  return found[0] ?? 'guess';
} };
`,
  ),
  of(
    'java',
    'reflects upon the harness, opens its module and reads every field there is',
    /^(WA ?)+$/,
    `
import java.lang.reflect.*;
import java.util.*;
class Solution {
  static String reveal(String text) {
    var names = new ArrayList<String>();
    StackWalker.getInstance().forEach(frame -> names.add(frame.getClassName()));
    names.addAll(List.of("dev.assay.harness.Main", "dev.assay.harness.Target", "dev.assay.harness.Signature"));
    for (var name : names) {
      try {
        var type = Class.forName(name);
        for (var field : type.getDeclaredFields()) {
          field.setAccessible(true);
          var value = String.valueOf(field.get(null));
          if (value.contains("hid" + "den-")) return value;
        }
        for (var method : type.getDeclaredMethods()) method.setAccessible(true);
      } catch (Throwable refused) { }
    }
    try {
      var field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
      field.setAccessible(true);
      field.get(null);
      System.setOut(null); System.setErr(null); System.setIn(null);
    } catch (Throwable refused) { }
    return "guess";
  }
}
`,
  ),
  of(
    'java',
    'lies by a locale, a default handler and properties, and leaves threads and hooks that print',
    /^((WA|RTE) ?)+$/,
    `
import java.util.*;
class Solution {
  static String reveal(String text) {
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
    System.setProperty("line.separator", "guess");
    System.setProperty("java.home", "/tmp");
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> System.out.println("{\\"results\\":[\\"guess\\"]}"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("AC")));
    var forever = new Thread(() -> { for (;;) try { Thread.sleep(9000); } catch (InterruptedException ignored) { } });
    forever.setDaemon(false);
    forever.start();
    return "guess";
  }
}
`,
  ),
  of(
    'csharp',
    'reflects upon every type, private field and frame of the harness',
    /^((WA|RTE) ?)+$/,
    `
using System;
using System.Diagnostics;
using System.Reflection;
public static class Solution {
  const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
  public static string Reveal(string text) {
    foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies()) {
      if (assembly.FullName.StartsWith("mscorlib") || assembly.FullName.StartsWith("System")) continue;
      foreach (var type in assembly.GetTypes()) foreach (var field in type.GetFields(All)) {
        try {
          if (!field.IsStatic) continue;
          var value = Convert.ToString(field.GetValue(null));
          if (value.Contains("hid" + "den-")) return value;
          if (field.FieldType == typeof(string)) field.SetValue(null, "guess");
        } catch (Exception) { }
      }
    }
    foreach (var frame in new StackTrace().GetFrames()) frame.GetMethod().GetMethodBody();
    AppDomain.CurrentDomain.UnhandledException += (sender, given) => Environment.Exit(0);
    AppDomain.CurrentDomain.ProcessExit += (sender, given) => Console.WriteLine("AC");
    return "guess";
  }
}
`,
  ),
];

const doubled = (levels: number): string =>
  Array.from({ length: levels }, (_, level) =>
    level === 0 ? '' : `static final String S${level} = S${level - 1} + S${level - 1};`,
  ).join('\n');

/** Whole programs for the sum of two numbers: compilers and run-times that are led to their limits. */
export const PROGRAM_ATTACKS: readonly HostileOfKind[] = [
  of(
    'java',
    'a constant that doubles with every line, folded by the compiler',
    /^((CE|MLE|TLE|OLE) ?)+$/,
    `class Main { static final String S0 = "${'x'.repeat(1000)}";\n${doubled(24)}\npublic static void main(String[] given) { System.out.println(S23); } }`,
  ),
  of(
    'java',
    'types within types, which the compiler infers for ever',
    /^((CE|MLE|TLE|WA) ?)+$/,
    `import java.util.*; class Main { ${Array.from({ length: 10 }, (_, n) => `interface F${n}<A, B> {}`).join(' ')}
static <T> T id(T a, T b) { return a; }
public static void main(String[] given) { var x = ${'id('.repeat(14)}null${', List.of(Map.of(1, Set.of(2.0))))'.repeat(14)}; System.out.println(x); } }`,
  ),
  of(
    'java',
    'a file that the compiler might take for an option or a list of them, and a processor of its own',
    /^((CE|AC) ?)+$/,
    `import java.util.*;
@interface Hook {}
@Hook class Main { public static void main(String[] given) { var in = new Scanner(System.in); System.out.println(in.nextLong() + in.nextLong()); } }
class Processor extends javax.annotation.processing.AbstractProcessor {
  public boolean process(Set<? extends javax.lang.model.element.TypeElement> types, javax.annotation.processing.RoundEnvironment round) { System.exit(0); return true; }
}`,
  ),
  of(
    'java',
    'threads, children and files of class files until nothing is left',
    /^((MLE|RTE|TLE|AC|WA|OLE) ?)+$/,
    `import java.io.*; class Main { public static void main(String[] given) throws Exception {
for (int n = 0; n < 200; n++) try { new ProcessBuilder("/bin/sleep", "60").start(); } catch (IOException full) { break; }
for (int n = 0; n < 5000; n++) new Thread(() -> { try { Thread.sleep(60000); } catch (InterruptedException ended) { } }).start();
} }`,
  ),
  of(
    'csharp',
    'generic types within themselves, made as it runs',
    /^((CE|MLE|TLE|RTE|OLE) ?)+$/,
    `using System; class Box<T> { public static int Deep(int n) { return n == 0 ? 0 : Box<Box<T>>.Deep(n - 1) + 1; } }
class Program { static void Main() { Console.WriteLine(Box<int>.Deep(100000)); } }`,
  ),
  of(
    'csharp',
    'lambdas within lambdas, whose overloads the compiler tries all',
    /^((CE|MLE|TLE|WA|RTE) ?)+$/,
    `using System; class Program { static T F<T>(Func<int, T> f) { return f(1); } static T F<T>(Func<string, T> f) { return f("1"); }
static void Main() { Console.WriteLine(${'F(x => '.repeat(12)}x.Length${')'.repeat(12)}); } }`,
  ),
  of(
    'csharp',
    'native calls: fork, ptrace, mount and a jump to nowhere',
    /^((WA|RTE|AC) ?)+$/,
    `using System; using System.Runtime.InteropServices;
class Program {
  [DllImport("libc.so.6")] static extern long syscall(long number, long a, long b, long c);
  [DllImport("libc.so.6")] static extern int fork();
  static void Main() {
    var given = Console.ReadLine().Split(' ');
    foreach (var number in new long[] { 101, 165, 166, 272, 155, 246, 169, 298, 321, 323, 425 })
      if (syscall(number, 0x10000000, 0, 0) >= 0) { Console.WriteLine("BROKE " + number); return; }
    if (fork() == 0) { syscall(112, 0, 0, 0); for (;;) syscall(34, 0, 0, 0); }
    Console.WriteLine(long.Parse(given[0]) + long.Parse(given[1]));
  }
}`,
  ),
  of(
    'python',
    'source that is an expression as deep as the parser goes, and one that folds to gigabytes',
    /^((CE|RTE|MLE|TLE) ?)+$/,
    `x = ${'('.repeat(180)}1${')'.repeat(180)}\ny = ${'-'.repeat(90_000)}1\nz = ((b'x' * 4096) * 4096) * 4096 * 64`,
  ),
  of(
    'javascript',
    'an expression that backtracks, in threads of its own, with shared memory that grows',
    /^((TLE|MLE|RTE) ?)+$/,
    `const { Worker, isMainThread } = require('node:worker_threads');
if (isMainThread) for (let n = 0; n < 4; n += 1) new Worker(__filename);
new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true }).grow(60000);
/^(a+)+$/.test('a'.repeat(40) + 'b');`,
  ),
];
