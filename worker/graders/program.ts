import type { ExerciseOf, ProgramCase } from '../../grading/catalogue/exercise.ts';
import { check } from '../../grading/checker/check.ts';
import { caseFeedback, caseWithoutRun } from '../../grading/feedback/case-feedback.ts';
import type { CaseResult } from '../../grading/score/result.ts';
import type { RunFacts } from '../../grading/verdict/facts.ts';
import { verdictOf } from '../../grading/verdict/verdict-of.ts';
import { compile } from './compile.ts';
import type { Grader, GraderOutcome, GradingContext } from './grader.ts';
import { skipReason } from './skip-reason.ts';
import { findSyntaxError, mayBeMalformed } from './syntax-check.ts';

type ProgramContext = GradingContext<ExerciseOf<'program'>>;

/** What is kept of a program's stderr; samples show it, nothing else reads it. */
const STDERR_CAP_BYTES = 64 * 1024;

const DID_NOT_COMPILE = 'The program does not compile.';
const DID_NOT_PARSE = 'The program has a syntax error and did not start.';

/**
 * Kind `program`: each case starts the program anew, with its arguments, files and stdin, and
 * judges what it prints and its exit code. Expected outputs stay here, in the worker.
 */
export const programGrader: Grader<'program'> = {
  async grade(context: ProgramContext): Promise<GraderOutcome> {
    const cases = context.exercise.cases.filter(({ sample }) => sample || !context.samplesOnly);
    const graded: CaseResult[] = [];
    const { compileError, compileMs } = await compile(context);
    const clocks = { compileMs, runMs: 0, judgeMs: 0 };
    if (compileError !== null)
      return { ...clocks, ...malformed(cases, compileError, DID_NOT_COMPILE) };
    let syntaxIsChecked = false;
    context.onEvent({ type: 'running', totalCases: cases.length });

    for (const testCase of cases) {
      context.signal.throwIfAborted();
      const reason = skipReason(context.exercise, testCase, graded, clocks.runMs);
      if (reason !== null) {
        graded.push(caseWithoutRun(testCase, 'SK', reason));
      } else {
        const facts = await runCase(context, testCase);
        clocks.runMs += facts.wallTimeMs;
        if (!syntaxIsChecked && mayBeMalformed(context, facts)) {
          syntaxIsChecked = true;
          const checkedAt = performance.now();
          const syntaxError = await findSyntaxError(context);
          clocks.compileMs += performance.now() - checkedAt;
          if (syntaxError !== null) {
            return { ...clocks, ...malformed(cases, syntaxError, DID_NOT_PARSE) };
          }
        }
        const judgedAt = performance.now();
        graded.push(judge(context, testCase, facts));
        clocks.judgeMs += performance.now() - judgedAt;
      }
      announce(context, graded, cases.length);
    }
    return { ...clocks, cases: graded, compileError: null };
  },
};

function runCase(
  { cell, runtime, exercise, source }: ProgramContext,
  testCase: ProgramCase,
): Promise<RunFacts> {
  const limits = exercise.limits[source.language];
  return cell.run({
    argv: [...runtime.run.argv, ...testCase.args],
    env: runtime.run.env,
    role: 'run',
    files: testCase.files,
    stdin: testCase.stdin,
    cpuTimeMs: limits.cpuTimeMs,
    wallTimeMs: limits.wallTimeMs,
    stdoutBytes: limits.outputBytes,
    stderrBytes: STDERR_CAP_BYTES,
    diskBytes: limits.diskBytes,
  });
}

function judge(
  { exercise, source }: ProgramContext,
  testCase: ProgramCase,
  facts: RunFacts,
): CaseResult {
  const limits = exercise.limits[source.language];
  const endedWell = verdictOf(facts, limits, testCase.expectedExitCode) === 'ok';
  return caseFeedback({
    testCase,
    groups: exercise.groups,
    facts,
    limits,
    judgement: endedWell
      ? check(testCase.checker, testCase.expectedStdout, facts.stdout.bytes)
      : null,
  });
}

/** A source that cannot even be parsed fails every case alike, whatever ran before. */
const malformed = (cases: readonly ProgramCase[], compileError: string, message: string) => ({
  cases: cases.map((testCase) => caseWithoutRun(testCase, 'CE', message)),
  compileError,
});

function announce(
  { onEvent }: ProgramContext,
  graded: readonly CaseResult[],
  totalCases: number,
): void {
  const last = graded.at(-1);
  if (last === undefined) return;
  const { name, sample, verdict, cpuTimeMs } = last;
  onEvent({ type: 'case', index: graded.length, totalCases, name, sample, verdict, cpuTimeMs });
}
