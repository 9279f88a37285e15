import type { ExerciseOf, FunctionCase } from '../../grading/catalogue/exercise.ts';
import { capText } from '../../grading/feedback/cap-text.ts';
import { caseWithoutRun, endOf, judgedCase } from '../../grading/feedback/case-feedback.ts';
import { formatCall, formatExpected } from '../../grading/kinds/function/format-call.ts';
import { typesSource } from '../../grading/kinds/function/starter/generate-starter.ts';
import type { CaseResult } from '../../grading/score/result.ts';
import { explain, verdictOf } from '../../grading/verdict/verdict-of.ts';
import type { FunctionHarness } from '../languages/language.ts';
import { compile } from './compile.ts';
import { describeLack, type CompileError } from './function/describe-lack.ts';
import { thrownSentence, thrownText } from './function/describe-thrown.ts';
import { harnessSource } from './function/harness-source.ts';
import { HarnessProcess, type Loaded } from './function/harness-process.ts';
import { harnessCase, harnessSpec } from './function/harness-spec.ts';
import { judgeTurn } from './function/judge-turn.ts';
import type { Grader, GraderOutcome, GradingContext } from './grader.ts';
import { skipReason } from './skip-reason.ts';
import { findSyntaxError } from './syntax-check.ts';

type FunctionContext = GradingContext<ExerciseOf<'function'>>;

/** A process is replaced where a case ended it; so often, and no more. */
const MAX_PROCESSES = 25;
const TOO_MANY = `Skipped: ${MAX_PROCESSES} cases before it ended the process that they ran in.`;
const DID_NOT_COMPILE = 'The file does not compile.';
const DID_NOT_PARSE = 'The file has a syntax error and was not loaded.';
const LOAD_ERROR_KIB = 8;

/**
 * Kind `function`: one process loads the learner's file and serves the cases, one at a time. A case
 * that ends the process (crash, exit, a limit) is that case's failure; a new process serves the
 * rest. Expected values stay here, in the worker.
 */
export const functionGrader: Grader<'function'> = {
  async grade(context: FunctionContext): Promise<GraderOutcome> {
    const { runtime, cell } = context;
    const { harness } = runtime;
    if (harness === undefined) throw new Error(`There is no harness for ${runtime.id}.`);
    const { script } = harness;
    if (script !== null) {
      cell.writeFiles([{ path: script.path, content: await harnessSource(script) }]);
    }
    return new FunctionGrading(context, harness).grade();
  },
};

class FunctionGrading {
  readonly #context: FunctionContext;
  readonly #harness: FunctionHarness;
  readonly #cases: readonly FunctionCase[];
  readonly #graded: CaseResult[] = [];
  readonly #clocks = { compileMs: 0, runMs: 0, judgeMs: 0 };
  #process: HarnessProcess | null = null;
  #started = 0;

  constructor(context: FunctionContext, harness: FunctionHarness) {
    this.#context = context;
    this.#harness = harness;
    const { exercise, samplesOnly } = context;
    this.#cases = exercise.cases.filter(({ sample }) => sample || !samplesOnly);
  }

  async grade(): Promise<GraderOutcome> {
    const { onEvent, signal } = this.#context;
    const unbuilt = await this.#compile();
    if (unbuilt !== null) return this.#malformed(unbuilt);
    onEvent({ type: 'running', totalCases: this.#cases.length });
    try {
      for (const testCase of this.#cases) {
        signal.throwIfAborted();
        const compileError = await this.#gradeCase(testCase);
        if (compileError !== null) return this.#malformed(compileError);
        this.#announce();
      }
    } finally {
      await this.#process?.stop();
    }
    return { ...this.#clocks, cases: this.#graded, compileError: null };
  }

  /** The submission to what the harness loads, together with the types that are provided. */
  async #compile(): Promise<CompileError | null> {
    const { exercise, source, cell } = this.#context;
    const compiler = this.#harness.compile;
    if (compiler === null) return null;
    const { typesPath } = compiler;
    cell.writeFiles([{ path: typesPath, content: typesSource(exercise.spec, source.language) }]);
    const context = { ...this.#context, runtime: { compile: compiler } };
    // First, so that a second declaration is the learner's, and is reported in their file.
    const { compileError, compileMs } = await compile(context, [typesPath]);
    this.#clocks.compileMs = compileMs;
    return compileError === null ? null : { text: compileError, message: DID_NOT_COMPILE };
  }

  /** Grades one case, or says what is malformed about the file. */
  async #gradeCase(testCase: FunctionCase): Promise<CompileError | null> {
    const { exercise, source } = this.#context;
    const reason = skipReason(exercise, testCase, this.#graded, this.#clocks.runMs);
    if (reason !== null) {
      this.#graded.push(caseWithoutRun(testCase, 'SK', reason));
      return null;
    }
    if (this.#process?.canServe(testCase) !== true) {
      if (this.#started >= MAX_PROCESSES) {
        this.#graded.push(caseWithoutRun(testCase, 'SK', TOO_MANY));
        return null;
      }
      const loaded = await this.#startProcess();
      if (loaded.answer?.ready !== true) return this.#notLoaded(testCase, loaded);
    }
    const process = this.#process;
    if (process === null) throw new TypeError('No process was started.');
    const turn = await process.serve(harnessCase(testCase, source.language), testCase.sample);
    this.#clocks.runMs += turn.facts.wallTimeMs;
    const judgedAt = performance.now();
    this.#graded.push(judgeTurn(exercise, source.language, testCase, turn));
    this.#clocks.judgeMs += performance.now() - judgedAt;
    return null;
  }

  async #startProcess(): Promise<Loaded> {
    const { cell, exercise, source } = this.#context;
    const limits = exercise.limits[source.language];
    await this.#process?.stop();
    this.#started += 1;
    this.#process = new HarnessProcess(cell, this.#harness, limits, this.#cases.length);
    const loaded = await this.#process.load(harnessSpec(exercise.spec, source.language));
    this.#clocks.runMs += loaded.facts.wallTimeMs;
    return loaded;
  }

  async #notLoaded(testCase: FunctionCase, loaded: Loaded): Promise<CompileError | null> {
    await this.#process?.stop();
    this.#process = null;
    const { exercise, source } = this.#context;
    const { answer } = loaded;
    // A file that loaded before and does not now may tell of what it has seen since.
    const isFirst = this.#started === 1;
    const lack =
      answer === null ? null : describeLack(exercise.spec, source.language, answer, isFirst);
    if (lack !== null) return lack;
    if (answer?.loadError !== undefined) {
      const checkedAt = performance.now();
      const syntaxError = await findSyntaxError(this.#context);
      this.#clocks.compileMs += performance.now() - checkedAt;
      if (syntaxError !== null) return { text: syntaxError, message: DID_NOT_PARSE };
    }
    this.#graded.push(this.#loadFailure(testCase, loaded, isFirst));
    return null;
  }

  /** The file threw, ended the process or hit a limit while it was loaded: it can serve no case. */
  #loadFailure(testCase: FunctionCase, loaded: Loaded, isFirst: boolean): CaseResult {
    const { exercise, source } = this.#context;
    const { answer, facts, printed } = loaded;
    const limits = exercise.limits[source.language];
    const run = answer === null ? verdictOf(facts, limits, 0) : 'ok';
    const thrown = answer?.loadError ?? null;
    const sentence =
      thrown === null
        ? explain(facts, limits, 0)
        : thrownSentence(thrown, isFirst && testCase.sample);
    return judgedCase({
      testCase,
      groups: exercise.groups,
      verdict: run === 'ok' || run === 'WA' ? 'RTE' : run,
      usage: facts,
      ...(answer === null ? endOf(facts) : {}),
      message: `The file could not be loaded. ${run === 'ok' && thrown === null ? 'It ended the process.' : sentence}`,
      feedback: () => ({
        kind: 'function',
        call: capText(formatCall(exercise.spec, testCase, source.language), LOAD_ERROR_KIB),
        expected: capText(formatExpected(testCase, source.language), LOAD_ERROR_KIB),
        actual: null,
        printed: capText(printed.bytes, LOAD_ERROR_KIB, printed.truncated),
        error: thrown === null ? null : capText(thrownText(thrown), LOAD_ERROR_KIB),
      }),
    });
  }

  #malformed({ text, message }: CompileError): GraderOutcome {
    const cases = this.#cases.map((testCase) => caseWithoutRun(testCase, 'CE', message));
    return { ...this.#clocks, cases, compileError: text };
  }

  #announce(): void {
    const last = this.#graded.at(-1);
    if (last === undefined) return;
    const { name, sample, verdict, cpuTimeMs } = last;
    const [index, totalCases] = [this.#graded.length, this.#cases.length];
    this.#context.onEvent({ type: 'case', index, totalCases, name, sample, verdict, cpuTimeMs });
  }
}
