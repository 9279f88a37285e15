import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import type { Registry } from 'prom-client';
import type { Config } from '../config/config.ts';
import type { Logger } from '../log/logger.ts';

export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A scrape is small; what holds a connection for longer is no scraper. */
const REQUEST_TIMEOUT_MS = 5_000;

/** What the configuration asks for; null where it asks for none. */
export const serveConfiguredMetrics = async (
  registry: Registry,
  { metricsHost: host, metricsPort: port }: Pick<Config, 'metricsHost' | 'metricsPort'>,
  logger: Logger,
): Promise<MetricsServer | null> =>
  port === null ? null : serveMetrics(registry, { host, port }, logger);

/**
 * GET /metrics in Prometheus's text format, on a port of its own: what it says is for operators,
 * and so must not be reachable where learners are. 0 takes any free port.
 */
export async function serveMetrics(
  registry: Registry,
  { host, port }: { readonly host: string; readonly port: number },
  logger: Logger,
): Promise<MetricsServer> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (req, res) => {
    if (req.method !== 'GET' || req.url?.split('?')[0] !== '/metrics') {
      res.writeHead(404, { 'Content-Type': 'text/plain' }).end('GET /metrics\n');
      return;
    }
    registry.metrics().then(
      (text) => res.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
      (error: unknown) => {
        logger.warn({ err: error }, 'the metrics could not be collected');
        res.writeHead(500).end();
      },
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  logger.info({ event: 'metrics-listening', host, port: bound }, 'metrics listening');
  return { port: bound, close: () => closed(server) };
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
