import type { ExerciseOf, SqlCase } from '../../grading/catalogue/exercise.ts';
import { caseWithoutRun } from '../../grading/feedback/case-feedback.ts';
import { entryFile } from '../../grading/manifest/languages.ts';
import type { CaseResult } from '../../grading/score/result.ts';
import type { Grader, GraderOutcome, GradingContext } from './grader.ts';
import { skipReason } from './skip-reason.ts';
import type { SqlDatabase, SqlSession } from './sql/engine.ts';
import { engineOf } from './sql/engines.ts';
import { examine } from './sql/examine.ts';
import { judgeExamined } from './sql/judge-examined.ts';

type SqlContext = GradingContext<ExerciseOf<'sql'>>;

/**
 * Kind `sql`: each case gets a database of its own, in which the submission runs as a role that may do
 * no more than its task needs; then the database is looked at. What must be there stays here, in the
 * worker.
 */
export const sqlGrader: Grader<'sql'> = {
  async grade(context: SqlContext): Promise<GraderOutcome> {
    const { exercise, cell, source } = context;
    const limits = exercise.limits[source.language];
    const engine = engineOf(exercise.spec.engine);
    const session = await engine.open({ cell, spec: exercise.spec, limits });
    try {
      return await new SqlGrading(context, session).grade();
    } finally {
      await session.close();
    }
  },
};

class SqlGrading {
  readonly #context: SqlContext;
  readonly #session: SqlSession;
  readonly #cases: readonly SqlCase[];
  readonly #sql: string;
  readonly #graded: CaseResult[] = [];
  readonly #clocks = { compileMs: 0, runMs: 0, judgeMs: 0 };

  constructor(context: SqlContext, session: SqlSession) {
    const { exercise, source, samplesOnly } = context;
    this.#context = context;
    this.#session = session;
    this.#cases = exercise.cases.filter(({ sample }) => sample || !samplesOnly);
    const entry = entryFile(exercise.kind, source.language);
    this.#sql = source.files.find(({ path }) => path === entry)?.content ?? '';
  }

  async grade(): Promise<GraderOutcome> {
    const { onEvent, signal } = this.#context;
    onEvent({ type: 'running', totalCases: this.#cases.length });
    for (const testCase of this.#cases) {
      signal.throwIfAborted();
      await this.#gradeCase(testCase);
      this.#announce();
    }
    return { ...this.#clocks, cases: this.#graded, compileError: null };
  }

  async #gradeCase(testCase: SqlCase): Promise<void> {
    const { exercise, source } = this.#context;
    const reason = skipReason(exercise, testCase, this.#graded, this.#clocks.runMs);
    if (reason !== null) {
      this.#graded.push(caseWithoutRun(testCase, 'SK', reason));
      return;
    }
    const startedAt = performance.now();
    const database = await this.#open(testCase);
    const examined = await examine(database, this.#sql, testCase).finally(() => database.close());
    const { usage } = database;
    const limits = exercise.limits[source.language];
    this.#graded.push(judgeExamined({ exercise, limits, testCase, usage, examined }));
    this.#clocks.runMs += usage.wallTimeMs;
    this.#clocks.judgeMs += performance.now() - startedAt - usage.wallTimeMs;
  }

  #open({ dataset, probes }: SqlCase): Promise<SqlDatabase> {
    const keeps = this.#context.exercise.spec.task !== 'query' || probes.length > 0;
    return this.#session.openDatabase(dataset, keeps);
  }

  #announce(): void {
    const last = this.#graded.at(-1);
    if (last === undefined) return;
    const { name, sample, verdict, cpuTimeMs } = last;
    const [index, totalCases] = [this.#graded.length, this.#cases.length];
    this.#context.onEvent({ type: 'case', index, totalCases, name, sample, verdict, cpuTimeMs });
  }
}
