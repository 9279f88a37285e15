import { SpanKind } from '@opentelemetry/api';
import type { BegunAttempt, SubmissionToGrade } from '../platform/database/grading-store.ts';
import { contextOf, inSpan, tracer } from '../platform/tracing/span.ts';

interface Begun {
  readonly attempt: BegunAttempt;
  readonly submission: SubmissionToGrade;
}

/** The attempt's span, in the trace of the request that handed the submission in, after its waiting. */
export function inAttemptSpan<T>(
  { attempt, submission }: Begun,
  work: () => Promise<T>,
): Promise<T> {
  const parent = contextOf(submission.traceParent);
  if (attempt.number === 1) {
    tracer.startSpan('wait for a worker', { startTime: submission.createdAt }, parent).end();
  }
  const attributes = {
    'assay.submission.id': submission.id,
    'assay.exercise.id': submission.exerciseId,
    'assay.language': submission.language,
    'assay.attempt': attempt.number,
  };
  return inSpan('grade a submission', { kind: SpanKind.CONSUMER, attributes, parent }, work);
}
