import type { ExerciseOf, HttpCase } from '../../grading/catalogue/exercise.ts';
import { caseWithoutRun } from '../../grading/feedback/case-feedback.ts';
import type { CaseResult } from '../../grading/score/result.ts';
import type { Limits } from '../../grading/manifest/limits.ts';
import type { RunFacts } from '../../grading/verdict/facts.ts';
import type { ProgramCommand } from '../languages/language.ts';
import { compile } from './compile.ts';
import type { Grader, GraderOutcome, GradingContext } from './grader.ts';
import { converse, type Conversation } from './http/conversation.ts';
import { judgeConversation } from './http/judge-conversation.ts';
import { Service } from './http/service.ts';
import { skipReason } from './skip-reason.ts';
import { findSyntaxError, mayBeMalformed } from './syntax-check.ts';

type HttpContext = GradingContext<ExerciseOf<'http'>>;

const DID_NOT_COMPILE = 'The service does not compile.';
const DID_NOT_PARSE = 'The service has a syntax error and did not start.';
/** A service that does not start takes its time in not doing so: the rest need not wait for it. */
const MAX_FAILED_STARTS = 2;
const NEVER_STARTS = 'Skipped: the service did not start for the cases before it either.';

/**
 * Kind `http`: each case starts the service anew, with an empty working directory (or goes on with
 * the one that passed the case before, where the exercise says so), and holds a conversation with
 * it through the cell's tunnel. What must come back stays here, in the worker.
 */
export const httpGrader: Grader<'http'> = {
  async grade(context: HttpContext): Promise<GraderOutcome> {
    return new HttpGrading(context).grade();
  },
};

class HttpGrading {
  readonly #context: HttpContext;
  readonly #cases: readonly HttpCase[];
  readonly #command: ProgramCommand;
  readonly #graded: CaseResult[] = [];
  readonly #clocks = { compileMs: 0, runMs: 0, judgeMs: 0 };
  /** That of the case before, where it may be used again. */
  #kept: Service | null = null;
  #failedStarts = 0;
  #syntaxIsChecked = false;

  constructor(context: HttpContext) {
    const { exercise, runtime, source, samplesOnly } = context;
    this.#context = context;
    this.#cases = exercise.cases.filter(({ sample }) => sample || !samplesOnly);
    const start = exercise.spec.start[source.language];
    // `env` finds a command by its name.
    const argv = start === undefined ? runtime.run.argv : ['/usr/bin/env', ...start];
    this.#command = { argv, env: { ...runtime.run.env, ...PRINT_AT_ONCE } };
  }

  async grade(): Promise<GraderOutcome> {
    const { onEvent, signal } = this.#context;
    const { compileError, compileMs } = await compile(this.#context);
    this.#clocks.compileMs = compileMs;
    if (compileError !== null) return this.#malformed(compileError, DID_NOT_COMPILE);
    onEvent({ type: 'running', totalCases: this.#cases.length });
    try {
      for (const testCase of this.#cases) {
        signal.throwIfAborted();
        const syntaxError = await this.#gradeCase(testCase);
        if (syntaxError !== null) return this.#malformed(syntaxError, DID_NOT_PARSE);
        this.#announce();
      }
      return { ...this.#clocks, cases: this.#graded, compileError: null };
    } finally {
      await this.#kept?.stop();
    }
  }

  /** Grades one case, or says what is malformed about the source. */
  async #gradeCase(testCase: HttpCase): Promise<string | null> {
    const { exercise, source } = this.#context;
    const reason =
      this.#failedStarts >= MAX_FAILED_STARTS
        ? NEVER_STARTS
        : skipReason(exercise, testCase, this.#graded, this.#clocks.runMs);
    if (reason !== null) {
      this.#graded.push(caseWithoutRun(testCase, 'SK', reason));
      return null;
    }
    const limits = exercise.limits[source.language];
    const service = await this.#serviceFor(testCase, limits);
    let result: CaseResult | null = null;
    try {
      const conversation = await converse(service, exercise.spec, testCase);
      const end = await endOf(service, conversation);
      this.#clocks.runMs += service.wallTimeMs;
      const started = conversation.trouble?.kind !== 'not-started';
      this.#failedStarts = started ? 0 : this.#failedStarts + 1;
      const syntaxError = await this.#syntaxError(conversation);
      if (syntaxError !== null) return syntaxError;
      const judgedAt = performance.now();
      const { log } = service;
      result = judgeConversation({ exercise, limits, testCase, conversation, log, ...end });
      this.#clocks.judgeMs += performance.now() - judgedAt;
    } finally {
      const mayGoOn = exercise.spec.reuse && result?.verdict === 'AC' && service.mayGoOn;
      if (mayGoOn) this.#kept = service;
      else await service.stop();
    }
    this.#graded.push(result);
    return null;
  }

  async #serviceFor(testCase: HttpCase, limits: Limits): Promise<Service> {
    const { exercise, cell } = this.#context;
    const kept = this.#kept;
    this.#kept = null;
    if (kept !== null && !testCase.fresh) return kept;
    await kept?.stop();
    return new Service(cell, this.#command, exercise.spec, limits);
  }

  async #syntaxError({ trouble }: Conversation): Promise<string | null> {
    if (trouble?.kind !== 'not-started' || trouble.failure.kind !== 'ended') return null;
    if (this.#syntaxIsChecked || !mayBeMalformed(this.#context, trouble.failure.facts)) return null;
    this.#syntaxIsChecked = true;
    const checkedAt = performance.now();
    const syntaxError = await findSyntaxError(this.#context);
    this.#clocks.compileMs += performance.now() - checkedAt;
    return syntaxError;
  }

  #malformed(compileError: string, message: string): GraderOutcome {
    const cases = this.#cases.map((testCase) => caseWithoutRun(testCase, 'CE', message));
    return { ...this.#clocks, cases, compileError };
  }

  #announce(): void {
    const last = this.#graded.at(-1);
    if (last === undefined) return;
    const { name, sample, verdict, cpuTimeMs } = last;
    const [index, totalCases] = [this.#graded.length, this.#cases.length];
    this.#context.onEvent({ type: 'case', index, totalCases, name, sample, verdict, cpuTimeMs });
  }
}

/** What a service prints before it dies is what explains why. */
const PRINT_AT_ONCE = { PYTHONUNBUFFERED: '1' } as const;

/** A service that never answered has no conversation: its start is all that there is. */
async function endOf(
  service: Service,
  { trouble }: Conversation,
): Promise<{ readonly facts: RunFacts; readonly diedBy: RunFacts | null }> {
  if (trouble?.kind === 'not-started' && trouble.failure.kind === 'ended') {
    return { facts: trouble.failure.facts, diedBy: trouble.failure.facts };
  }
  return service.conclude();
}
