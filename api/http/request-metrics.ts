import type { RequestHandler } from 'express';
import { Histogram } from 'prom-client';
import type { Registry } from 'prom-client';

const BUCKETS_S = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/**
 * Each request's duration by method, route and status. The route is the table's (`/exercises/:id`),
 * never the path that was asked for: series must not grow with what clients make up. Event streams
 * are left out; they last as long as somebody looks.
 */
export function requestMetrics(registry: Registry): RequestHandler {
  const durations = new Histogram({
    ...{ name: 'http_request_duration_seconds', help: 'From request to answer.' },
    ...{ labelNames: ['method', 'route', 'status'], buckets: BUCKETS_S, registers: [registry] },
  });
  return (req, res, next) => {
    const end = durations.startTimer();
    res.once('close', () => {
      if (String(res.getHeader('content-type')).startsWith('text/event-stream')) return;
      const { path = 'none' } = (req.route ?? {}) as { path?: unknown };
      end({ method: req.method, route: String(path), status: String(res.statusCode) });
    });
    next();
  };
}
