import type { Exercise } from '../grading/catalogue/exercise.ts';
import type { SubmissionEvent } from '../grading/event/submission-event.ts';
import type { GradingResult } from '../grading/score/result.ts';
import { assembleResult } from '../grading/score/assemble-result.ts';
import type { SubmissionSource } from '../grading/submission/submission.ts';
import { inSpan } from '../platform/tracing/span.ts';
import { gradeByKind } from './graders/index.ts';
import { runtimeOf } from './languages/index.ts';
import { placeOf } from './place-of.ts';
import type { Sandbox } from './sandbox/sandbox.ts';

export interface GradeRequest {
  readonly exercise: Exercise;
  readonly source: SubmissionSource;
  readonly sandbox: Sandbox;
  /** Run the samples alone. Default false. */
  readonly samplesOnly?: boolean;
  readonly onEvent?: (event: SubmissionEvent) => void;
  /** Told the name of the cell, which is its container's, before anything runs in it. */
  readonly onCell?: (name: string) => void;
  /** Aborts between two cases; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Grades one submission: lease a cell, hand it the files, let the exercise's grader judge, and
 * put the result together. Needs no database, queue or server; `assay verify` calls it directly.
 *
 * @throws only where the platform failed; whatever the learner's program did is in the result.
 */
export async function gradeSource(request: GradeRequest): Promise<GradingResult> {
  const { exercise, source, sandbox } = request;
  const signal = request.signal ?? new AbortController().signal;
  const limits = exercise.limits[source.language];

  const askedAt = performance.now();
  const cell = await inSpan('lease a cell', {}, () =>
    sandbox.lease({
      ...placeOf(exercise, source.language),
      memoryBytes: limits.memoryBytes,
      processes: limits.processes,
      signal,
      ...(exercise.isolation === null ? {} : { isolation: exercise.isolation }),
    }),
  );
  try {
    const cellMs = performance.now() - askedAt;
    request.onCell?.(cell.name);
    cell.writeFiles(source.files);
    const context = {
      source,
      cell,
      samplesOnly: request.samplesOnly ?? false,
      onEvent: request.onEvent ?? (() => undefined),
      signal,
    };
    const outcome = await (exercise.kind === 'sql'
      ? gradeByKind({ ...context, exercise, runtime: null })
      : gradeByKind({ ...context, exercise, runtime: runtimeOf(source.language) }));
    return assembleResult(exercise, source.language, outcome, cellMs);
  } finally {
    // Wiping is not the learner's to wait for; a cell that cannot be wiped is destroyed.
    void cell.release();
  }
}
