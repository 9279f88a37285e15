import { tracer } from '../../platform/tracing/span.ts';
import type { RunFacts } from '../../grading/verdict/facts.ts';
import { markFailed } from '../../platform/tracing/span.ts';
import type { RunCommand } from './sandbox.ts';

/** A span for a run in a cell, from its start to its facts. */
export function traceRun(cell: string, { role, argv }: RunCommand, ended: Promise<RunFacts>): void {
  const attributes = { 'assay.cell': cell, 'process.executable.path': argv[0] ?? '' };
  const span = tracer.startSpan(`${role} in a cell`, { attributes });
  if (!span.isRecording()) return;
  ended.then(
    ({ cpuTimeMs, stoppedBy, exit }) => {
      span.setAttributes({
        'assay.run.cpu_time_ms': cpuTimeMs,
        'assay.run.exit': exit.kind,
        'assay.run.stopped_by': stoppedBy ?? 'none',
      });
      span.end();
    },
    (error: unknown) => {
      markFailed(span, error);
      span.end();
    },
  );
}
