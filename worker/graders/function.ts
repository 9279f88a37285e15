import type { ExerciseOf, FunctionCase } from '../../grading/catalogue/exercise.ts';
import { capText } from '../../grading/feedback/cap-text.ts';
import { caseWithoutRun, endOf, judgedCase } from '../../grading/feedback/case-feedback.ts';
import { formatCall, formatExpected } from '../../grading/kinds/function/format-call.ts';
import type { CaseResult } from '../../grading/score/result.ts';
import { explain, verdictOf } from '../../grading/verdict/verdict-of.ts';
import type { FunctionHarness } from '../languages/language.ts';
import { thrownSentence, thrownText } from './function/describe-thrown.ts';
import { harnessSource } from './function/harness-source.ts';
import { HarnessProcess, type Loaded } from './function/harness-process.ts';
import { harnessCase, harnessSpec, solutionFile, targetName } from './function/harness-spec.ts';
import { judgeTurn } from './function/judge-turn.ts';
import type { Grader, GraderOutcome, GradingContext } from './grader.ts';
import { skipReason } from './skip-reason.ts';
import { findSyntaxError } from './syntax-check.ts';

type FunctionContext = GradingContext<ExerciseOf<'function'>>;

/** A process is replaced where a case ended it; so often, and no more. */
const MAX_PROCESSES = 25;
const TOO_MANY = `Skipped: ${MAX_PROCESSES} cases before it ended the process that they ran in.`;
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
    cell.writeFiles([{ path: harness.path, content: await harnessSource(harness) }]);
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
    const { answer } = loaded;
    // A file that loaded before and does not now may tell of what it has seen since.
    const isFirst = this.#started === 1;
    if (answer?.missing !== undefined) return this.#missing(isFirst ? answer.missing : []);
    if (answer?.loadError !== undefined) {
      const checkedAt = performance.now();
      const syntaxError = await findSyntaxError(this.#context);
      this.#clocks.compileMs += performance.now() - checkedAt;
      if (syntaxError !== null) return { text: syntaxError, message: DID_NOT_PARSE };
    }
    this.#graded.push(this.#loadFailure(testCase, loaded, isFirst));
    return null;
  }

  #missing(names: readonly string[]): CompileError {
    const { exercise, source } = this.#context;
    const { language } = source;
    const what = `${exercise.spec.form} ${targetName(exercise.spec, language)}`;
    const remedy =
      language === 'javascript'
        ? ` End it with: module.exports = { ${targetName(exercise.spec, language)} };`
        : '';
    const instead = names.length === 0 ? '' : ` It has: ${names.join(', ')}.`;
    const verb = language === 'javascript' ? 'does not export the' : 'has no';
    const text = `${solutionFile(language)} ${verb} ${what}.${remedy}${instead}`;
    return { text, message: `The file ${verb} ${what}.` };
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

interface CompileError {
  /** For the learner, with places in the file. */
  readonly text: string;
  /** One sentence for every case. */
  readonly message: string;
}
