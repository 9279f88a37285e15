import { entryFile } from '../../grading/manifest/languages.ts';
import { gradeSource } from '../../worker/grade.ts';
import { RUNTIMES } from '../../worker/languages/index.ts';
import { calls, functionExercise, plain } from '../support/function-exercise.ts';
import { bareProcess } from './bare-process.ts';
import { bareProgram } from './bare-program.ts';
import type { KindBench, Match } from './compare-kinds.ts';

const CASES = 20;
const SPEC = plain('doubleIt', ['int'], 'int');
const EXERCISE = functionExercise(
  SPEC,
  calls(Array.from({ length: CASES }, (_, n) => [[n], 2 * n])),
  { memoryBytes: 256 * 1024 * 1024 },
);

/** The function, and the program that shows what one bare start of the run-time takes. */
const SOURCES = {
  python: {
    program: 'print(2)\n',
    code: 'def double_it(n):\n    return 2 * n\n',
  },
  javascript: {
    program: 'console.log(2);\n',
    code: 'module.exports = { doubleIt: (n) => 2 * n };\n',
  },
  java: {
    program: 'class Main { public static void main(String[] a) { System.out.println(2); } }\n',
    code: 'class Solution { static int doubleIt(int n) { return 2 * n; } }\n',
  },
  csharp: {
    program: 'class Program { static void Main() { System.Console.Write("2\\n"); } }\n',
    code: 'public static class Solution { public static int DoubleIt(int n) { return 2 * n; } }\n',
  },
} as const;
const LANGUAGES = Object.keys(SOURCES) as (keyof typeof SOURCES)[];

/** A submission of twenty calls, compile included, against one bare start (compiled before). */
export async function functionMatches(bench: KindBench): Promise<Match[]> {
  const matches: Match[] = [];
  for (const language of LANGUAGES) {
    const { program, code } = SOURCES[language];
    const runtime = RUNTIMES[language];
    const bare = await bareProgram({
      ...{ bench, runtime },
      file: { path: entryFile('program', language) ?? '', content: program },
    });
    matches.push({
      title: `function, ${CASES} cases, ${runtime.title}`,
      baseline: bareProcess({ name: 'bare start', ...bare, expectedStdout: '2\n', runs: 1 }),
      submission: {
        name: 'submission, in the worker',
        run: async () => {
          const result = await gradeSource({
            ...{ exercise: EXERCISE, sandbox: bench.sandbox },
            source: {
              language,
              files: [{ path: entryFile('function', language) ?? '', content: code }],
            },
          });
          if (result.verdict !== 'AC') throw new Error(JSON.stringify(result));
        },
      },
    });
  }
  return matches;
}
