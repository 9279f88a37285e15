import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Request, RequestHandler, Response } from 'express';
import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/log/logger.ts';
import type { ApiLimits, RateLimit } from '../api-limits.ts';
import type { ApiServices } from '../services.ts';
import { ApiError } from './api-error.ts';
import { knownDeviceOf } from './known-device.ts';
import { createRateLimitStore } from './rate-limit-store.ts';

/**
 * What one client may do in a while. Credentials are counted twice: by address, so that nobody
 * tries many accounts, and by account, so that many addresses cannot try one. Only wrong ones count
 * there, so that a class room behind one address can sign in; and a browser that the account knows
 * is counted by itself alone, so that neither a guesser nor a neighbour can lock its owner out.
 *
 * Answers tell what is left by the header fields of draft-ietf-httpapi-ratelimit-headers-08.
 */
export const RATE_LIMITERS = [
  'credentialsByAddress',
  'credentialsByAccount',
  'registrationsByAddress',
  'logInsByAddress',
  'submissionsByUser',
  'joinsByUser',
  'passwordsByUser',
  'passwordsByAddress',
  'devicesByAddress',
  'devicePollsByAddress',
  'devicesByUser',
  'uploadsByUser',
  'webhooksByUser',
] as const;
export type RateLimiterName = (typeof RATE_LIMITERS)[number];
export type RateLimiters = Readonly<Record<RateLimiterName, RequestHandler>>;

const retryAfterSeconds = (req: Request, windowMs: number): number => {
  const info = (req as Request & { rateLimit?: { resetTime?: Date } }).rateLimit;
  const leftMs = (info?.resetTime?.getTime() ?? Date.now() + windowMs) - Date.now();
  return Math.max(1, Math.ceil(leftMs / 1000));
};

interface LimiterOptions {
  /** As the header fields name it. */
  readonly name: RateLimiterName;
  readonly limit: RateLimit;
  readonly what: string;
  /** Default: the client's address (the /56 of an IPv6 address). null: this request is not counted. */
  readonly keyOf?: (req: Request) => string | null | Promise<string | null>;
  readonly failuresOnly?: boolean;
}

const addressOf = (req: Request): string => ipKeyGenerator(req.ip ?? '');

const TOO_MANY_REQUESTS = 429;

/** Refused for what the client sent. That we did not look, or could not answer, is no wrong guess. */
const isClientsFault = ({ statusCode }: Response): boolean =>
  statusCode >= 400 && statusCode < 500 && statusCode !== TOO_MANY_REQUESTS;

/** A limit's key, found once for `skip` and `keyGenerator`. */
const keyFinder = (keyOf: NonNullable<LimiterOptions['keyOf']>) => {
  const keys = new WeakMap<Request, Promise<string | null>>();
  return (req: Request): Promise<string | null> => {
    const known = keys.get(req);
    if (known !== undefined) return known;
    const found = Promise.resolve(keyOf(req));
    keys.set(req, found);
    return found;
  };
};

const createLimiter = (
  {
    name,
    limit: { windowMs, limit },
    what,
    keyOf = addressOf,
    failuresOnly = false,
  }: LimiterOptions,
  database: Database,
  logger: Logger,
): RequestHandler => {
  const findKey = keyFinder(keyOf);
  return rateLimit({
    windowMs,
    limit,
    store: createRateLimitStore(database, name, windowMs),
    logger: {
      error: (error, message) => logger.error({ err: error }, message),
      warn: (error, message) => logger.warn({ err: error }, message),
    },
    skip: async (req) => (await findKey(req)) === null,
    keyGenerator: async (req) => (await findKey(req)) ?? '',
    skipSuccessfulRequests: failuresOnly,
    requestWasSuccessful: (_req, res) => !isClientsFault(res),
    standardHeaders: 'draft-8',
    identifier: name,
    legacyHeaders: false,
    // A forged X-Forwarded-For without a trusted proxy is ignored, as it should be, not reported.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    handler: (req, _res, next) => {
      const seconds = retryAfterSeconds(req, windowMs);
      next(
        new ApiError('rate-limited', `Too many ${what}. Try again in ${seconds} s.`, {
          headers: { 'Retry-After': String(seconds) },
        }),
      );
    },
  });
};

/** Runs after the body was checked, so `username` is a string or absent. */
const accountOf = (req: Request): string => (req.body as { username?: string }).username ?? '';

const userOf = (req: Request): string => String(req.res?.locals['userId']);

export const createRateLimiters = (
  limits: ApiLimits,
  { database, cookieSecure }: Pick<ApiServices, 'database' | 'cookieSecure'>,
  logger: Logger,
): RateLimiters => {
  const deviceOf = (req: Request): Promise<string | null> =>
    knownDeviceOf(req, { database, cookieSecure }, accountOf(req));
  const make = (
    name: RateLimiterName,
    what: string,
    options: Pick<LimiterOptions, 'keyOf' | 'failuresOnly'> = {},
  ): RequestHandler =>
    createLimiter({ name, limit: limits[name], what, ...options }, database, logger);
  const ofUser = { keyOf: userOf };
  const ofUsersFailures = { keyOf: userOf, failuresOnly: true };
  return {
    credentialsByAddress: make('credentialsByAddress', 'failed sign-ins from this address', {
      keyOf: async (req) => ((await deviceOf(req)) === null ? addressOf(req) : null),
      failuresOnly: true,
    }),
    credentialsByAccount: make('credentialsByAccount', 'failed sign-ins to this account', {
      keyOf: async (req) => JSON.stringify([accountOf(req), await deviceOf(req)]),
      failuresOnly: true,
    }),
    registrationsByAddress: make('registrationsByAddress', 'registrations from this address'),
    logInsByAddress: make('logInsByAddress', 'log-ins from this address'),
    submissionsByUser: make('submissionsByUser', 'submissions', ofUser),
    joinsByUser: make('joinsByUser', 'wrong join codes', ofUsersFailures),
    passwordsByUser: make('passwordsByUser', 'wrong passwords', ofUsersFailures),
    passwordsByAddress: make('passwordsByAddress', 'wrong passwords from this address', {
      failuresOnly: true,
    }),
    devicesByAddress: make('devicesByAddress', 'devices from this address'),
    devicePollsByAddress: make('devicePollsByAddress', 'questions for tokens from this address'),
    devicesByUser: make('devicesByUser', 'wrong codes', ofUsersFailures),
    uploadsByUser: make('uploadsByUser', 'uploads', ofUser),
    webhooksByUser: make('webhooksByUser', 'changes to webhooks', ofUser),
  };
};
