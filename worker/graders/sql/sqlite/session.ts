import type { ProbeOutcome } from '../../../../grading/kinds/sql/check-plan.ts';
import type {
  SqlPlanFound,
  SqlRows,
  SqlSpec,
  SqlTableFound,
} from '../../../../grading/kinds/sql/types.ts';
import type { Limits } from '../../../../grading/manifest/limits.ts';
import type { LapBudget } from '../../../sandbox/sandbox.ts';
import {
  MAX_ROWS,
  SqlSetupError,
  type SqlDatabase,
  type SqlOpening,
  type SqlOutcome,
  type SqlSession,
  type SqlStop,
  type SqlUsage,
} from '../engine.ts';
import { Harness, type HarnessAnswer, type HarnessError } from './harness.ts';

/** SQLite for one submission: one process serves its cases, and is replaced where a case ends it. */
export class SqliteSession implements SqlSession {
  readonly #opening: SqlOpening;
  /** The process, and the templates that it has: dataset to number. */
  #harness: Harness | null = null;
  #templates = new Map<string | null, number>();

  constructor(opening: SqlOpening) {
    this.#opening = opening;
  }

  async openDatabase(dataset: string | null, keeps: boolean): Promise<SqlDatabase> {
    const { limits, spec } = this.#opening;
    const harness = await this.#running();
    const template = await this.#template(harness, dataset);
    const opened = await harness.ask<null>('open', { name: template, copied: keeps });
    if (!('done' in opened)) throw setupError(spec, dataset, opened);
    await harness.lap(limits);
    return new SqliteDatabase(harness, limits, spec.task === 'query');
  }

  async close(): Promise<void> {
    await this.#harness?.stop();
  }

  async #running(): Promise<Harness> {
    const { cell, limits, spec } = this.#opening;
    if (this.#harness?.canServe(limits.outputBytes * ANSWER_BYTES_PER_ROW_BYTE) === true) {
      await this.#harness.lap(SETUP_BUDGET);
      return this.#harness;
    }
    await this.#harness?.stop();
    // A template for each dataset, the case's own database, and the one of a probe.
    const databases = spec.datasets.length + 3;
    const harness = new Harness(cell, SETUP_BUDGET, limits.diskBytes * databases);
    this.#harness = harness;
    this.#templates = new Map();
    await harness.ask('limit', {
      heap_bytes: Math.max(limits.memoryBytes - HARNESS_BYTES, LEAST_HEAP_BYTES),
      disk_bytes: limits.diskBytes,
      output_bytes: limits.outputBytes,
      max_rows: MAX_ROWS,
    });
    return harness;
  }

  async #template(harness: Harness, dataset: string | null): Promise<number> {
    const known = this.#templates.get(dataset);
    if (known !== undefined) return known;
    const { spec } = this.#opening;
    const name = this.#templates.size;
    const scripts = [spec.schema, spec.datasets.find((one) => one.name === dataset)?.sql ?? ''];
    const made = await harness.ask<null>('template', { name, scripts });
    if (!('done' in made)) throw setupError(spec, dataset, made);
    this.#templates.set(dataset, name);
    return name;
  }
}

/** Each call is a lap of the process; what is left of the case's limits is the next one's. */
class SqliteDatabase implements SqlDatabase {
  readonly #harness: Harness;
  readonly #limits: Limits;
  readonly #reads: boolean;
  #usage: SqlUsage = { cpuTimeMs: 0, wallTimeMs: 0, peakMemoryBytes: 0 };

  /** @param reads the learner's role may only read */
  constructor(harness: Harness, limits: Limits, reads: boolean) {
    this.#harness = harness;
    this.#limits = limits;
    this.#reads = reads;
  }

  get usage(): SqlUsage {
    return this.#usage;
  }

  submit(sql: string): Promise<SqlOutcome<SqlRows | null>> {
    return this.#ask('submit', { sql, reads: this.#reads });
  }

  query(sql: string): Promise<SqlOutcome<SqlRows>> {
    return this.#ask('query', { sql });
  }

  probe(sql: string, keep: boolean): Promise<SqlOutcome<ProbeOutcome>> {
    return this.#ask('probe', { sql, keep });
  }

  tables(): Promise<SqlOutcome<readonly SqlTableFound[]>> {
    return this.#ask('tables', {});
  }

  explain(sql: string): Promise<SqlOutcome<SqlPlanFound>> {
    return this.#ask('explain', { sql, reads: this.#reads });
  }

  close(): Promise<void> {
    // Its file is written over by the next one.
    return Promise.resolve();
  }

  async #ask<T>(operation: string, members: object): Promise<SqlOutcome<T>> {
    const answer = await this.#harness.ask<T>(operation, members);
    this.#usage = addUp(this.#usage, await this.#harness.lap(this.#left()));
    if ('done' in answer) return { kind: 'done', value: answer.done };
    if ('stopped' in answer) return { kind: 'stopped', by: answer.stopped };
    const { message, line } = answer.error;
    return { kind: 'error', error: { message, line, sqlstate: null } };
  }

  #left(): LapBudget {
    const { cpuTimeMs, wallTimeMs } = this.#limits;
    return {
      cpuTimeMs: Math.max(cpuTimeMs - this.#usage.cpuTimeMs, 1),
      wallTimeMs: Math.max(wallTimeMs - this.#usage.wallTimeMs, 1),
    };
  }
}

const addUp = (one: SqlUsage, other: SqlUsage): SqlUsage => ({
  cpuTimeMs: one.cpuTimeMs + other.cpuTimeMs,
  wallTimeMs: one.wallTimeMs + other.wallTimeMs,
  peakMemoryBytes: Math.max(one.peakMemoryBytes, other.peakMemoryBytes),
});

/** Starting Python, and loading a schema and a dataset: beside the time of a case. */
const SETUP_BUDGET: LapBudget = { cpuTimeMs: 10_000, wallTimeMs: 30_000 };
/** Of the cell's memory, what is not SQLite's: Python, and the rows on their way out. */
const HARNESS_BYTES = 24 * 1024 * 1024;
const LEAST_HEAP_BYTES = 8 * 1024 * 1024;
/** A row in JSON against the bytes that are counted of it: escaped, or in hexadecimal. */
const ANSWER_BYTES_PER_ROW_BYTE = 6;

/** The exercise's own SQL has no excuse. */
function setupError(
  { schema }: SqlSpec,
  dataset: string | null,
  answer: Exclude<HarnessAnswer<null>, { readonly done: null }>,
): SqlSetupError {
  // Where it was stopped, the two scripts ran as one.
  const both = dataset !== null && schema !== '' ? 'together with database/schema.sql, ' : '';
  const error: HarnessError =
    'error' in answer
      ? answer.error
      : {
          message: `${both}${REASONS[answer.stopped]}`,
          ...{ line: null, script: dataset === null ? 0 : 1 },
        };
  const inSchema = error.script === 0 && schema !== '';
  const file = `database/${inSchema ? 'schema' : (dataset ?? 'schema')}.sql`;
  return new SqlSetupError(file, { ...error, sqlstate: null });
}

const REASONS: Readonly<Record<SqlStop, string>> = {
  time: `it takes more than ${SETUP_BUDGET.cpuTimeMs / 1000} seconds`,
  memory: 'it needs more memory than limits.memoryMiB',
  disk: 'it needs more room than limits.diskMiB',
  output: 'it returns too many rows',
  died: 'SQLite ended',
};
