import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { answerClientErrors } from './client-error.ts';

/** What one connection may cost. Tests pass their own. */
export interface ServerLimits {
  /** A client that is slower than this in sending headers, or all of its request, is cut off. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  /** How often the two are looked at. */
  readonly checkIntervalMs: number;
  readonly keepAliveTimeoutMs: number;
  /** A connection over which nothing goes in either direction: its client reads no answer. */
  readonly idleTimeoutMs: number;
  /** Of request line and headers together. */
  readonly maxHeaderBytes: number;
  /** Headers beyond are not seen. */
  readonly maxHeaders: number;
  /** Further ones are closed at once. */
  readonly maxConnections: number;
}

const DEFAULT_SERVER_LIMITS: ServerLimits = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  checkIntervalMs: 2_000,
  // Longer than the usual proxy keeps its connections, so that it is never we who close one in use.
  keepAliveTimeoutMs: 75_000,
  // Longer than that, and than an event stream is ever silent.
  idleTimeoutMs: 120_000,
  maxHeaderBytes: 16 * 1024,
  maxHeaders: 100,
  maxConnections: 5_000,
};

/** On closing, how long requests under way may take. */
const CLOSE_GRACE_MS = 5_000;

export const listen = async (
  handler: RequestListener,
  { host, port }: { readonly host: string; readonly port: number },
  changes: Partial<ServerLimits> = {},
): Promise<Server> => {
  const limits = { ...DEFAULT_SERVER_LIMITS, ...changes };
  const server = createServer(
    {
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      connectionsCheckingInterval: limits.checkIntervalMs,
      keepAliveTimeout: limits.keepAliveTimeoutMs,
      maxHeaderSize: limits.maxHeaderBytes,
    },
    handler,
  );
  server.timeout = limits.idleTimeoutMs;
  server.maxHeadersCount = limits.maxHeaders;
  server.maxConnections = limits.maxConnections;
  answerClientErrors(server);
  server.listen(port, host);
  await once(server, 'listening');
  return server;
};

/** Takes no new connection, lets requests under way end, and cuts what is left. */
export const closeServer = async (server: Server): Promise<void> => {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
  await closed;
  clearTimeout(timer);
};
