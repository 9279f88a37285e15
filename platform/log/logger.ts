import { pino } from 'pino';
import type { DestinationStream, Logger as PinoLogger } from 'pino';
import { traceIds } from '../tracing/span.ts';
import { withoutArguments } from './quoted-arguments.ts';

export type Logger = PinoLogger;

/** Fields that never reach a log, wherever an object that is logged carries them. */
const SECRET_FIELDS = [
  'password',
  'passwordHash',
  'token',
  'tokenHash',
  'csrfToken',
  'authorization',
  'cookie',
  'databaseUrl',
  'redisUrl',
];
const HEADERS = ['authorization', 'cookie', '["set-cookie"]', '["x-csrf-token"]'];

const redactedPaths = [
  ...SECRET_FIELDS,
  ...SECRET_FIELDS.map((field) => `*.${field}`),
  ...HEADERS.map((header) =>
    header.startsWith('[') ? `req.headers${header}` : `req.headers.${header}`,
  ),
  ...HEADERS.map((header) =>
    header.startsWith('[') ? `res.headers${header}` : `res.headers.${header}`,
  ),
];

/**
 * What is logged of an error beside type, message and stack (those of its causes included). Nothing
 * else it carries: PostgreSQL's `detail` and `where` quote the row that failed, and Prisma's `meta` them.
 */
const ERROR_FIELDS = ['code', 'constraint', 'table', 'column', 'routine', 'statusCode', 'syscall'];

const describeError = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { type: typeof error };
  const { type, message, stack, ...rest } = pino.stdSerializers.err(error);
  const kept = ERROR_FIELDS.flatMap((name) => (name in rest ? [[name, rest[name]]] : []));
  return {
    type,
    message: withoutArguments(message),
    stack: withoutArguments(stack),
    ...(Object.fromEntries(kept) as Record<string, unknown>),
  };
};

export interface LoggerOptions {
  /** The process: `api`, `worker`. Stands in every line. */
  readonly name: string;
  readonly level: string;
  /** Default: standard output. */
  readonly destination?: DestinationStream;
}

/** JSON lines on standard output. `logger.child({ submissionId })` binds what a line is about. */
export const createLogger = ({ name, level, destination }: LoggerOptions): Logger => {
  const options = {
    name,
    level,
    redact: { paths: redactedPaths, censor: '***' },
    serializers: { err: describeError },
    mixin: traceIds,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
};

/** For code that wants a logger where nobody reads it: tests, one-off commands. */
export const silentLogger: Logger = pino({ level: 'silent' });
