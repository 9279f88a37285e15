import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { RequestHandler } from 'express';
import { tracer } from '../../platform/tracing/span.ts';
import { requestIdOf } from './request-id.ts';

/**
 * A span for each request, under the one that its sender names (W3C Trace Context). Named and
 * described as HTTP spans are by OpenTelemetry's semantic conventions, without what the sender could
 * have put a secret into: the route is the table's, and there is no query.
 */
export const requestTrace: RequestHandler = (req, res, next) => {
  const parent = propagation.extract(ROOT_CONTEXT, req.headers);
  const { method } = req;
  const attributes = { 'http.request.method': method, 'assay.request.id': requestIdOf(res) };
  const span = tracer.startSpan(method, { kind: SpanKind.SERVER, attributes }, parent);
  res.once('close', () => {
    const { path } = (req.route ?? {}) as { path?: unknown };
    if (typeof path === 'string') {
      span.setAttribute('http.route', path).updateName(`${method} ${path}`);
    }
    span.setAttribute('http.response.status_code', res.statusCode);
    if (res.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  context.with(trace.setSpan(parent, span), next);
};
