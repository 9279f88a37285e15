import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import type { GradingResult } from '../grading/score/result.ts';
import { WAITING_BUCKETS_S } from '../platform/metrics/create-registry.ts';
import type { Graded } from './grade-submission.ts';
import type { PoolStats } from './sandbox/pool.ts';

/** What a worker tells Prometheus. Names end in their unit, as its conventions ask for. */
export interface WorkerMetrics {
  graded(of: Graded, result: GradingResult): void;
  internalError(): void;
  /** A cell that could not be cleaned and was destroyed, or other trouble of the sandbox. */
  trouble(): void;
}

export interface Watched {
  readonly cells: () => PoolStats;
  readonly isPaused: () => boolean;
}

const MS_PER_S = 1000;
const STAGES = ['cell', 'compile', 'run', 'judge'] as const;

export function createWorkerMetrics(registry: Registry): WorkerMetrics {
  const registers = [registry];
  const submissions = new Counter({
    ...{
      name: 'assay_submissions_graded_total',
      help: 'Submissions graded, by verdict.',
      registers,
    },
    labelNames: ['verdict', 'kind', 'language'],
  });
  const waiting = new Histogram({
    ...{
      name: 'assay_submission_waiting_seconds',
      help: 'From submission to a worker.',
      registers,
    },
    buckets: WAITING_BUCKETS_S,
  });
  const grading = new Histogram({
    ...{
      name: 'assay_submission_grading_seconds',
      help: 'From a worker to the result.',
      registers,
    },
    ...{ labelNames: ['kind'], buckets: WAITING_BUCKETS_S },
  });
  const stages = new Histogram({
    ...{ name: 'assay_grading_stage_seconds', help: 'Time in each stage of grading.', registers },
    ...{ labelNames: ['stage'], buckets: WAITING_BUCKETS_S },
  });
  const errors = new Counter({
    ...{ name: 'assay_internal_errors_total', help: 'Attempts that failed for a reason of ours.' },
    registers,
  });
  const troubles = new Counter({
    ...{
      name: 'assay_sandbox_troubles_total',
      help: 'Cells destroyed in doubt, starts that failed.',
    },
    registers,
  });
  return {
    graded({ kind, language }, { verdict, clocks }) {
      submissions.inc({ verdict, kind, language });
      waiting.observe(clocks.queuedMs / MS_PER_S);
      let total = 0;
      for (const stage of STAGES) {
        const ms = clocks[`${stage}Ms`];
        stages.observe({ stage }, ms / MS_PER_S);
        total += ms;
      }
      grading.observe({ kind }, total / MS_PER_S);
    },
    internalError: () => errors.inc(),
    trouble: () => troubles.inc(),
  };
}

const CELL_STATES = ['idle', 'leased', 'starting'] as const;

/** Read when Prometheus asks. */
export function watchSandbox(registry: Registry, { cells, isPaused }: Watched): void {
  const registers = [registry];
  new Gauge({
    ...{ name: 'assay_cells', help: 'Cells of the sandbox, by state.', registers },
    labelNames: ['state'],
    collect() {
      const stats = cells();
      for (const state of CELL_STATES) this.set({ state }, stats[state]);
    },
  });
  gauge('assay_cells_waited_for', 'Submissions that wait for a cell.', () => cells().waiting);
  gauge('assay_cells_started', 'Cells started since the worker began.', () => cells().started);
  gauge(
    'assay_cells_destroyed',
    'Cells destroyed since the worker began.',
    () => cells().destroyed,
  );
  gauge('assay_worker_paused', '1 while the worker takes no jobs.', () => (isPaused() ? 1 : 0));

  function gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      ...{ name, help, registers },
      collect() {
        this.set(read());
      },
    });
  }
}
