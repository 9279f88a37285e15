import { SpanKind, type Context } from '@opentelemetry/api';
import type { BegunAttempt, SubmissionToGrade } from '../platform/database/grading-store.ts';
import type { BegunStep } from '../platform/database/verification-steps.ts';
import { contextOf, inSpan, tracer } from '../platform/tracing/span.ts';

/** The parent of what is done for a request: its span. The first of it has a span of its waiting before. */
function afterWaiting(
  { traceParent, createdAt }: Pick<SubmissionToGrade, 'traceParent' | 'createdAt'>,
  isFirst: boolean,
): Context {
  const parent = contextOf(traceParent);
  if (isFirst) tracer.startSpan('wait for a worker', { startTime: createdAt }, parent).end();
  return parent;
}

interface Begun {
  readonly attempt: BegunAttempt;
  readonly submission: SubmissionToGrade;
}

/** The attempt's span, in the trace of the request that handed the submission in, after its waiting. */
export function inAttemptSpan<T>(
  { attempt, submission }: Begun,
  work: () => Promise<T>,
): Promise<T> {
  const parent = afterWaiting(submission, attempt.number === 1);
  const attributes = {
    'assay.submission.id': submission.id,
    'assay.exercise.id': submission.exerciseId,
    'assay.language': submission.language,
    'assay.attempt': attempt.number,
  };
  return inSpan('grade a submission', { kind: SpanKind.CONSUMER, attributes, parent }, work);
}

/** The same for the step of a verification that runs a solution. */
export function inStepSpan<T>(
  step: BegunStep,
  of: { readonly exerciseId: string; readonly language: string },
  work: () => Promise<T>,
): Promise<T> {
  const { id, outcomes, attempt } = step;
  const parent = afterWaiting(step, outcomes.length === 0 && attempt === 1);
  const attributes = {
    'assay.verification.id': id,
    'assay.verification.step': outcomes.length,
    'assay.exercise.id': of.exerciseId,
    'assay.language': of.language,
    'assay.attempt': attempt,
  };
  return inSpan('verify a solution', { kind: SpanKind.CONSUMER, attributes, parent }, work);
}
