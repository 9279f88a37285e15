import { describe, expect, test } from '@jest/globals';
import { compileMarks, marksOf, standingMarks } from './compile-marks.ts';

/** What the compilers of the sandbox images print, as a worker stores it (`/app/` taken out). */
const file = (path: string, content: string) => ({ path, content });
const error = (path: string, line: number, column: number | null, message: string) => ({
  ...{ path, line, column, message, severity: 'error' as const },
});

describe('Python 3.11', () => {
  test('each file has its own error, at the caret', () => {
    const output = `  File "main.py", line 2
    x = [1, 2
        ^
SyntaxError: '[' was never closed
  File "lib/deep.py", line 3
    print(1)
    ^^^^^
IndentationError: expected an indented block after 'if' statement on line 2`;
    const files = [
      file('main.py', 'def main():\n    x = [1, 2\n    print(x)\nmain()\n'),
      file('lib/deep.py', 'def main():\n    if True:\n    print(1)\n'),
    ];
    expect(compileMarks(output, files)).toEqual([
      error('main.py', 2, 9, "SyntaxError: '[' was never closed"),
      error(
        ...(['lib/deep.py', 3, 5] as const),
        "IndentationError: expected an indented block after 'if' statement on line 2",
      ),
    ]);
  });

  test('the indentation that Python cuts or adds does not move the caret', () => {
    const output =
      '  File "main.py", line 1\n    x = "abc\n        ^\nSyntaxError: unterminated string literal (detected at line 1)\n';
    expect(compileMarks(output, [file('main.py', 'x = "abc\n')])).toEqual([
      error('main.py', 1, 5, 'SyntaxError: unterminated string literal (detected at line 1)'),
    ]);
  });
});

describe('Node.js 24', () => {
  test('the caret under the source', () => {
    const output = `util.js:1
const x = 'ab;
          ^^^^

SyntaxError: Invalid or unexpected token
    at wrapSafe (node:internal/modules/cjs/loader:1861:18)
    at checkSyntax (node:internal/main/check_syntax:88:3)

Node.js v24.21.0`;
    expect(compileMarks(output, [file('util.js', "const x = 'ab;\n")])).toEqual([
      error('util.js', 1, 11, 'SyntaxError: Invalid or unexpected token'),
    ]);
  });

  test('the end of the input is the last line', () => {
    const output = `main.js:4



SyntaxError: Unexpected end of input
    at wrapSafe (node:internal/modules/cjs/loader:1861:18)`;
    const source = 'const a = 1;\nfunction main( {\n}\n';
    expect(compileMarks(output, [file('main.js', source)])).toEqual([
      error('main.js', 4, null, 'SyntaxError: Unexpected end of input'),
    ]);
  });
});

test('javac 17: several errors, a tab before the column, the symbol that is missing', () => {
  const output = `Main.java:4: error: incompatible types: String cannot be converted to int
\tint x = "s";
\t        ^
Main.java:5: error: cannot find symbol
        System.out.println(missing);
                           ^
  symbol:   variable missing
  location: class Main
Main.java:6: warning: [removal] finalize() in Object has been deprecated
        super.finalize();
             ^
Note: Main.java uses unchecked or unsafe operations.
Note: Recompile with -Xlint:unchecked for details.
2 errors
1 warning`;
  const source = `class Main {
    public static void main(String[] args) {
    // a comment
\tint x = "s";
        System.out.println(missing);
        super.finalize();
    }
}
`;
  expect(compileMarks(output, [file('Main.java', source)])).toEqual([
    error('Main.java', 4, 10, 'incompatible types: String cannot be converted to int'),
    error('Main.java', 5, 28, 'cannot find symbol: variable missing'),
    {
      ...{ path: 'Main.java', line: 6, column: 14, severity: 'warning' },
      message: '[removal] finalize() in Object has been deprecated',
    },
  ]);
});

test('mcs 6.8: line and column in parentheses', () => {
  const output = `Main.cs(7,27): error CS0103: The name \`missing' does not exist in the current context
lib/Util.cs(2,9): warning CS0168: The variable \`unused' is declared but never used
Compilation failed: 1 error(s), 1 warnings`;
  expect(
    compileMarks(output, [file('Main.cs', '\n'.repeat(9)), file('lib/Util.cs', '\n\n\n')]),
  ).toEqual([
    error('Main.cs', 7, 27, "CS0103: The name `missing' does not exist in the current context"),
    {
      ...{ path: 'lib/Util.cs', line: 2, column: 9, severity: 'warning' },
      message: "CS0168: The variable `unused' is declared but never used",
    },
  ]);
});

test('gcc: line and column after colons', () => {
  const output = "main.c: In function 'main':\nmain.c:3:5: error: 'x' undeclared\n";
  expect(compileMarks(output, [file('main.c', 'a\nb\nc\n')])).toEqual([
    error('main.c', 3, 5, "'x' undeclared"),
  ]);
});

test('what is about no file of the submission marks nothing', () => {
  const files = [file('Main.java', 'class Main {}\n')];
  const output = `Other.java:3: error: x
MainXjava:4: error: x
.assay-types.java:1: error: duplicate class
Note: Main.java uses unchecked operations.
out of memory`;
  expect(compileMarks(output, files)).toEqual([]);
  expect(compileMarks('Main.java:99999999: error: x', files)).toEqual([
    error('Main.java', 2, null, 'x'),
  ]);
});

test('a flood of complaints is bounded', () => {
  const output = 'Main.java:1: error: x\n'.repeat(5000);
  expect(compileMarks(output, [file('Main.java', 'x')])).toHaveLength(100);
});

describe('a graded submission', () => {
  const files = [file('main.sql', 'SELECT 1;\nSELEC 2;\n')];
  const sqlCase = (verdict: string, message: string) => ({
    ...{ verdict, message, sample: true, name: message },
    sampleFeedback: { kind: 'sql', query: null, tables: [], error: message, plan: null },
  });
  const submission = (cases: unknown[], compileOutput: string | null = null) =>
    ({ files, result: { cases, compileOutput } }) as unknown as Parameters<typeof marksOf>[0];

  test("a database's refusal of a sample marks its line, once", () => {
    const refused = sqlCase('RTE', 'Line 2: near "SELEC": syntax error');
    expect(marksOf(submission([refused, refused, sqlCase('WA', 'Line 1: not an error')]))).toEqual([
      error('main.sql', 2, null, 'near "SELEC": syntax error'),
    ]);
  });

  test('nothing without a result or a complaint', () => {
    expect(marksOf({ ...submission([]), result: null })).toEqual([]);
    expect(marksOf(submission([sqlCase('RTE', 'The database refused a statement.')]))).toEqual([]);
  });
});

test('a mark stands only on the line as it was submitted', () => {
  const submitted = [file('main.py', 'a\nb\nc')];
  const marks = [error('main.py', 2, null, 'x'), error('main.py', 3, null, 'y')];
  expect(standingMarks(marks, submitted, [file('main.py', 'a\nB\nc')])).toEqual([marks[1]]);
  expect(standingMarks(marks, submitted, [file('other.py', 'a\nb\nc')])).toEqual([]);
});
