import { context, propagation, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Attributes, Context, Span, SpanKind } from '@opentelemetry/api';

/** Does nothing until `startTracing` has been told where traces go. */
export const tracer = trace.getTracer('assay');

export interface SpanOptions {
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  /** Default: the span that is under way. */
  readonly parent?: Context;
}

/** Runs `work` in a span of its own, which ends with it; what it throws marks the span. */
export const inSpan = <T>(
  name: string,
  { parent = context.active(), ...options }: SpanOptions,
  work: (span: Span) => Promise<T>,
): Promise<T> =>
  tracer.startActiveSpan(name, options, parent, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      markFailed(span, error);
      throw error;
    } finally {
      span.end();
    }
  });

/** The kind of error alone: its message may hold what is nobody else's. */
export const markFailed = (span: Span, error: unknown): void => {
  const name = error instanceof Error ? error.name : typeof error;
  span.setAttribute('error.type', name);
  span.setStatus({ code: SpanStatusCode.ERROR });
};

const HEADER = 'traceparent';

/** Where the span under way stands (W3C Trace Context), for what goes on elsewhere; null: nowhere. */
export const currentTraceParent = (): string | null => {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier[HEADER] ?? null;
};

/** What goes on from there. */
export const contextOf = (traceParent: string | null): Context =>
  propagation.extract(ROOT_CONTEXT, traceParent === null ? {} : { [HEADER]: traceParent });

/** Runs `work` where that span is the one under way: what is logged and traced in it is of its trace. */
export const inTraceOf = <T>(traceParent: string | null, work: () => T): T =>
  context.with(contextOf(traceParent), work);

/** For log lines: the span under way, if there is one. */
export const traceIds = (): { readonly traceId?: string; readonly spanId?: string } => {
  const span = trace.getActiveSpan();
  if (span === undefined) return {};
  const { traceId, spanId } = span.spanContext();
  return { traceId, spanId };
};
